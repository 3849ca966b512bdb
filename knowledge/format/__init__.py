"""How the file of a part is read: its front matter and its body, each field checked, each fault with its line."""
