"""The interview: a pure state machine, what it decides by, and the conductor that runs it."""
