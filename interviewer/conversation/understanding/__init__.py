"""What a candidate's message is: an answer, a request, an objection; by listed phrases and by a small model."""
