"""The records of an interview: settings, events, what is to be done, what was said, and what is stored."""
