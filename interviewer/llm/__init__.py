"""Language models. No other package talks to them."""
