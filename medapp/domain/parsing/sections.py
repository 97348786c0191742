"""What a table's headings say about the rows below them: the panel's words and the specimen."""

from medapp.domain.parsing import decoys
from medapp.domain.parsing.lines import Line, segments
from medapp.domain.parsing.names import Context
from medapp.domain.parsing.specimens import specimen_in

_MOST_WORDS = 12


class Sections:
    """The heading in force while a report is read from top to bottom."""

    def __init__(self) -> None:
        self.section = ""
        self.specimen: str | None = None

    def hear(self, line: Line) -> None:
        """Take a line that is no row; keep it when it is a heading."""
        text = line.text.strip()
        if not text or len(text.split()) > _MOST_WORDS or decoys.is_prose(text):
            return
        specimen = specimen_in(text)
        if specimen is not None:
            self.specimen = specimen
        if not decoys.is_administrative(text) and not text.startswith("(") and not decoys.is_method(text):
            self.section = " ".join(word.text for word in segments(line.words)[0]).strip(" :")

    @property
    def context(self) -> Context:
        return Context(self.section, self.specimen)
