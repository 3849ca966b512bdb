"""The gate in front of the page: who may come in, from where, how often, and what the browser may do."""
