"""What runs inside the sandbox with the candidate's code. It imports nothing else from Viva, which is not there."""
