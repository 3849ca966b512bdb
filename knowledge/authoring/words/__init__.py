"""What the words of a line say: whether it asks, how difficult it is, whether it is the same as another."""
