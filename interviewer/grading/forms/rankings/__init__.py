"""Rankings, an item's place in one, and the weights of terms behind it."""
