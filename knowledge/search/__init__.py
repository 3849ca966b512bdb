"""Search over the bank: by embeddings, by words, and by both together."""
