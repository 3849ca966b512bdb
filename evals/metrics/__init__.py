"""How well grades agree with labels: one metric per file."""
