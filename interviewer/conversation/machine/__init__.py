"""The rules of an interview, pure: from a state and an event to the next state and what is said."""
