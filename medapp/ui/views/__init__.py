"""From what the services answer to rendered text in one language; pages draw it and decide nothing."""
