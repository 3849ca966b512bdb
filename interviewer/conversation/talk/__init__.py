"""What candidates say besides answering: requests, questions about the question, messages in doubt."""
