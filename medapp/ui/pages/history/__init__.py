"""The history: markers over time with one marker's chart, and every report by its date of sampling."""

from medapp.ui.pages.history import page

__all__ = ["page"]
