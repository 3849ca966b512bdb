"""Programs in answers, which are run on inputs whose results are known."""
