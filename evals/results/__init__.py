"""What becomes of a suite's numbers: a table, a page, a comparison with an earlier run."""
