"""The text of an answer: cleaned, cut into statements, quoted, and compared word by word."""
