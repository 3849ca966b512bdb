"""What the interviewer says in fixed words: around the questions, and about the interview."""
