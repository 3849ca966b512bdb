"""What is measured: one suite per module."""
