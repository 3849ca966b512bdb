"""Second looks at a verdict: it is contested, given back, or rests on words that were taken back."""
