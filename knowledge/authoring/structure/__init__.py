"""The structure of a list: its headings, marks, tables and links, and which of its lines are the questions."""
