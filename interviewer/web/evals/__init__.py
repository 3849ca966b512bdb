"""The tab that runs the evals."""
