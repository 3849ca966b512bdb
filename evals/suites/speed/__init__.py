"""How fast Viva and its page are, how large its code is, and how long its checks take."""
