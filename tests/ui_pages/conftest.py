"""The cast and the product's data folder, for views of what services give."""

from tests.cast import cast, configure, empty_database, product

__all__ = ["cast", "configure", "empty_database", "product"]
