"""Viva under stress: many interviews at once, and processes killed in the middle of one."""
