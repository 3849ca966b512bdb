"""The embedded judge: signals and a small trained reader, on two cores and without a key."""
