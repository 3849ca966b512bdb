"""Draws the bank's figures from data."""
