"""The only room that talks to language models."""
