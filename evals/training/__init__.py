"""Fitting the shipped judge: pairs, training, joining, thresholds, cross-validation."""
