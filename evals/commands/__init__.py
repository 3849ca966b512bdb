"""The command line of the evals: one function a suite, with its own options."""
