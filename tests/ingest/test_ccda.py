"""C-CDA documents and fragments become rows; XML that attacks is refused."""

import pytest

from medapp.errors import UnreadableFile
from medapp.ingest.formats import read_document

RESULT = """<observation classCode="OBS" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.2"/>
<code code="2823-3" displayName="Potassium" codeSystem="2.16.840.1.113883.6.1"/>{text}<statusCode code="completed"/>
<effectiveTime value="202603010815+0300"/>{value}<interpretationCode code="N"/>
<referenceRange><observationRange><text>3.5-5.1 mmol/L</text><value xsi:type="IVL_PQ"><low value="3.5" unit="mmol/L"/>
<high value="5.1" unit="mmol/L"/></value></observationRange></referenceRange></observation>"""


def rows(value, text="", before=""):
    xml = f"<section>{before}<entry>{RESULT.format(value=value, text=text)}</entry></section>"
    return read_document(xml.encode(), "a.xml").structured.rows


def test_a_fragment_with_an_undeclared_prefix_is_read():
    row = rows('<value xsi:type="PQ" value="4.2" unit="mmol/L"/>')[0]
    assert (row.name, row.value, row.unit, row.ref_low, row.ref_high, row.loinc, str(row.collected_at)) == (
        "Potassium", "4.2", "mmol/L", "3.5", "5.1", "2823-3", "2026-03-01",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (
            '<value xsi:type="IVL_PQ"><low value="500" inclusive="false"/><high nullFlavor="PINF"/></value>',
            ">500",
        ),
        ('<value xsi:type="IVL_PQ"><high value="0.1" unit="mg/dL" inclusive="false"/></value>', "<0.1"),
        ('<value xsi:type="PQ" nullFlavor="OTH"><translation value="4.2" unit="mmol/L"/></value>', "4.2"),
        ('<value xsi:type="CD" displayName="Negative" code="N"/>', "Negative"),
        ('<value xsi:type="ST">not detected</value>', "not detected"),
    ],
)
def test_every_value_type_shows_what_a_person_would_see(value, shown):
    assert rows(value)[0].value == shown


def test_a_value_that_stands_in_the_narrative_only_is_found_there():
    table = '<text><table><tbody><tr ID="r1"><td>Potassium</td><td>&gt; 7.0 mmol/L</td></tr></tbody></table></text>'
    row = rows('<value xsi:type="PQ" nullFlavor="NA"/>', '<text><reference value="#r1"/></text>', table)[0]
    assert (row.value, row.unit) == (">7.0", "mmol/L")


def test_entities_are_refused():
    entities = '<!DOCTYPE a [<!ENTITY x "1"><!ENTITY y "&x;&x;">]>'
    bomb = entities + '<ClinicalDocument xmlns="urn:hl7-org:v3">&y;</ClinicalDocument>'
    with pytest.raises(UnreadableFile):
        read_document(bomb.encode())
