"""What a question says of its answers: what may be assumed, how one is drawn, which result can be computed."""
