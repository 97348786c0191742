"""What a table's headings say about the rows below them: the panel's words and the specimen."""

from medapp.domain.parsing import decoys
from medapp.domain.parsing.card_zones import label_in
from medapp.domain.parsing.group_units import unit_of_group
from medapp.domain.parsing.lines import Line, text_of
from medapp.domain.parsing.names import Context
from medapp.domain.parsing.specimens import specimen_in

_MOST_WORDS = 12


class Sections:
    """The heading in force while a report is read from top to bottom."""

    def __init__(self) -> None:
        self.section = ""
        self.specimen: str | None = None
        self.unit: str | None = None

    def hear(self, line: Line) -> None:
        """Take a line that is no row; keep it when it is a heading."""
        text = line.text.strip()
        if not text or label_in(text) is not None or len(text.split()) > _MOST_WORDS:
            return
        heading = unit_of_group([text_of(part) for part in line.parts()])
        named = heading.text if heading.unit else text  # a method may stand in the brackets that hold the unit
        if decoys.is_prose(named):
            return
        specimen = specimen_in(text)
        if specimen is not None:
            self.specimen = specimen
        if not decoys.is_administrative(text) and not text.startswith("(") and not decoys.is_method(named):
            self.section, self.unit = heading.text.strip(" :"), heading.unit

    @property
    def context(self) -> Context:
        return Context(self.section, self.specimen)
