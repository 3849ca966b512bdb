"""Code as an answer: found in the text, run against hidden tests, reported."""
