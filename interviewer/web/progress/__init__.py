"""The tab that shows how you are doing."""
