"""Changes to answers and statements whose effect on a fair grade is known. Pure functions: they return text, or None if unsure."""
