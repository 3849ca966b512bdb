"""What a question asks for: its points and how they are said, exact parts, wrong beliefs, the reference answer."""
