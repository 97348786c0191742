"""The routes, a file a subject; each has `router`."""
