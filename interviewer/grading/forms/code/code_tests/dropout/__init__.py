"""Hidden tests of dropout: what an answer's passes are called with, and whether mask, backward pass and prediction are right."""
