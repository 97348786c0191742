"""The account: about me, language and look, password, sessions, my data."""
