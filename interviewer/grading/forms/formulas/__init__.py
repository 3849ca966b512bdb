"""Formulas, derivations and Jacobians, compared by value."""
