"""What is chosen before an interview."""
