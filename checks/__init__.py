"""What ``make check`` asks of the packages that Viva brings along; no part of what is installed."""
