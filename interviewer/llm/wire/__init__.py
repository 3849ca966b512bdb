"""One call over the wire: the client, its time limit, when it is retried, and the errors it ends in."""
