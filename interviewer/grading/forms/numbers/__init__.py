"""Numbers: a value, a value per case, an example in figures, and the arithmetic on the way."""
