"""Search over the bank: embeddings, words, and both together."""
