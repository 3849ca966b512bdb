"""How far grades agree with labels: one metric a file."""
