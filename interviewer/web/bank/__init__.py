"""The tab for a bank of your own."""
