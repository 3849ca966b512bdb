"""What a language model says for the interviewer, under guard, in time, and charged to a question."""
