"""How one quantity grows with another: formulas, factors and pairs of values."""
