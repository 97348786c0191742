"""Everything heavy that reading a report needs, imported and loaded in the parent before the first fork."""

from importlib import import_module

from medapp.domain.analytes import load_catalogue
from medapp.ingest.formats import all_readers
from worker.model import warm_model

# The readers import these when they meet their first file, so that the web process need not: half a second a job
# if each horse did it. They start no threads and their engines are made in the horse.
HEAVY = ("medapp.ingest.pdf.pages", "medapp.ingest.ocr.pictures", "medapp.ingest.ocr.recognise", "pypdfium2")


def load() -> None:
    """Import, unpack, read the catalogue, load the model. A missing model is no reason not to start."""
    for name in HEAVY:
        import_module(name)
    _unpack_language_data()
    all_readers()
    load_catalogue()
    warm_model().refresh()


def _unpack_language_data() -> None:
    """Once, here: a confined horse may not write files of that size."""
    from medapp.ingest.ocr.tesseract import data_folder  # with the engine, so not at the top

    data_folder()
