"""The command line of the evals: one function per suite, with its own options."""
