"""Small networks: units in formulas, words, weights or code, run on every input."""
