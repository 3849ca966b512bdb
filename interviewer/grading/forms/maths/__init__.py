"""How people write formulas and numbers: parsed, and evaluated."""
