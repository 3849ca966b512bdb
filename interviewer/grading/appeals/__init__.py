"""Second looks at verdicts: contested ones, points that candidates give back, and verdicts based on retracted words."""
