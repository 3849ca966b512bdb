"""Tools for making a bank: importing question lists, drafting answer keys, reviewing drafts, checking the wording."""
