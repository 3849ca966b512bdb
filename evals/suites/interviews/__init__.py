"""Whole interviews with scripted candidates, and what is understood of what candidates say."""
