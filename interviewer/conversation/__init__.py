"""The interview: a pure state machine, the decisions it makes, and the conductor that carries them out."""
