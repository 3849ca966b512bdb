"""A suite's numbers as tables, as a page, and compared with an earlier run."""
