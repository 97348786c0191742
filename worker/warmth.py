"""Everything heavy that reading a report needs, imported and filled in the parent before the first fork."""

from importlib import import_module

from loguru import logger

from medapp.db.engine import get_engine
from medapp.domain.parsing.report import parse
from medapp.errors import MedAppError
from medapp.ingest.formats import read_document
from medapp.services import processing
from medapp.settings import get_settings
from worker.model import warm_model

# The readers import these when they meet their first file, so that the web process need not: half a second a job
# if each horse did it. They start no threads.
HEAVY = ("medapp.ingest.pdf.pages", "medapp.ingest.ocr.pictures", "medapp.ingest.ocr.recognise", "pypdfium2")


def load() -> None:
    """Import, unpack, read our own samples once, load the model. What is missing is no reason not to start."""
    for name in HEAVY:
        import_module(name)
    open_first_reader()
    _read_samples()
    _prepare_statements()
    warm_model().refresh()


def open_first_reader() -> None:
    """Tesseract's engines start no threads, so horses inherit them: 0.4 s of a picture. Its data are unpacked here as
    well: a confined horse may not write files of that size. The readers of numbers have threads and stay closed.
    """
    from medapp.ingest.ocr import tesseract  # with what reads pictures, so not at the top

    try:
        tesseract.warm()
    except MedAppError as error:
        logger.warning("pictures cannot be read: {}", error.code)


def _read_samples() -> None:
    """Fills the indexes of names and units: 70 ms that each horse inherits. Reading only: a model that has
    predicted in the parent may hang in the child.
    """
    for sample in sorted(get_settings().assets_dir.glob("sample-*.pdf")):
        try:
            parse(read_document(sample.read_bytes(), sample.name))
        except MedAppError as error:
            logger.warning("our own {} cannot be read: {}", sample.name, error.code)


def _prepare_statements() -> None:
    """Claiming a job that does not exist compiles the statement for all that do: 50 ms a job."""
    try:
        processing.start("none")
    except MedAppError as error:
        logger.warning("starting without a database: {}", error.code)
    finally:
        get_engine().dispose()  # no open database may cross a fork
