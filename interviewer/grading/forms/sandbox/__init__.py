"""Where a candidate's code runs, separately from Viva, and what is exchanged with it."""
