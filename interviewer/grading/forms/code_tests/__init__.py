"""Hidden tests of code: they find what the code calls things, try it, and compare what comes out with what is right."""
