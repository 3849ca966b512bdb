"""The gate in front of the page: who is let in, from where, how often, and what the browser can do."""
