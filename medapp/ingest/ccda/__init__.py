"""C-CDA documents, or fragments of them, as rows of results."""
