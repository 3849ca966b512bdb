"""What is said about an answer: praise, corrections, and how sure a verdict is."""
