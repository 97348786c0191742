"""Everything heavy that reading a report needs, imported and loaded in the parent before the first fork."""

from importlib import import_module

from medapp.domain.analytes import load_catalogue
from worker.model import warm_model

# The readers import these when they meet a PDF, so that the web process need not.
HEAVY = ("pdfminer.high_level", "pdfminer.cmapdb", "pdfminer.pdffont", "pdfminer.encodingdb")


def load() -> None:
    """Import, read the catalogue, load the model. A missing model is no reason not to start."""
    for name in HEAVY:
        import_module(name)
    load_catalogue()
    warm_model().refresh()
