"""How one quantity grows with another, and how two compare: formulas, factors, pairs of values and counts."""
