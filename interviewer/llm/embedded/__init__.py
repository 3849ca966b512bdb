"""The embedded models: their files, fetched and verified, and the process of the language model."""
