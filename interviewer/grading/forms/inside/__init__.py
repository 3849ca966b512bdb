"""What runs inside the sandbox, beside the candidate's code. It imports nothing of the rest, which is not there."""
