"""Chat and embeddings from an endpoint, called in whatever way it accepts."""
