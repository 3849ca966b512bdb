"""What a model replied, and how a structured reply is asked for and read."""
