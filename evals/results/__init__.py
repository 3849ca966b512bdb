"""A suite's numbers as tables, as an HTML page, and compared with an earlier result."""
