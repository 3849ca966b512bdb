"""Changes to answers and statements whose effect on a fair grade is known. Pure: text in, text out, or None where unsure."""
