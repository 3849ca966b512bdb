"""Which point is followed up, with which of the bank's probes or hints, and what was asked so far."""
