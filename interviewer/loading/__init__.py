"""Loads the models in the background, each once; makes the judge that the settings ask for, and counts what it does."""
