"""Which words of an answer count: not silence, copies, orders to the grader, or what is taken back."""
