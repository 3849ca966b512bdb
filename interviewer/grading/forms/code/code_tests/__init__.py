"""Hidden tests of code: they find out what the code calls things, run it, and compare its results with the right ones."""
