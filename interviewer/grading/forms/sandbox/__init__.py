"""Where a candidate's code runs, apart from Viva, and what is exchanged with it."""
