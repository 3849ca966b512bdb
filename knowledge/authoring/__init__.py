"""Tools for making a bank: importing question lists, drafting answer keys, approving drafts, checking the wording."""
