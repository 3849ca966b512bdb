"""What is measured: one suite a module."""
