"""What the computer has, and who gets it next: cores, memory, the limits of a container, turns at the judge."""
