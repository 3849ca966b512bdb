"""Making a bank: importing a question list, drafting answer keys, reviewing drafts, checking the wording."""
