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


def test_a_unit_that_only_a_translation_spells_is_read_for_value_and_limits():
    translated = '<translation value="{}"><originalText>THOUS/MCL</originalText></translation>'
    value = f'<value xsi:type="PQ" nullFlavor="OTH">{translated.format(231)}</value>'
    low, high = (
        f'<{side} nullFlavor="OTH">{translated.format(n)}</{side}>' for side, n in (("low", 150), ("high", 400))
    )
    xml = RESULT.format(value=value, text="")
    xml = xml.replace("<text>3.5-5.1 mmol/L</text>", "").replace('<low value="3.5" unit="mmol/L"/>', low)
    xml = xml.replace('<high value="5.1" unit="mmol/L"/>', high)
    row = read_document(f"<section><entry>{xml}</entry></section>".encode(), "a.xml").structured.rows[0]
    assert (row.value, row.unit, row.ref_low, row.ref_high) == ("231", "THOUS/MCL", "150", "400")


NAMED = (
    '<code code="2823-3" displayName="Potassium [Moles/volume] in Serum or Plasma" codeSystem="2.16.840.1.113883.6.1">'
)


def names_in(cell, *observations):
    """The names of potassium results whose original text refers to `n1`, the place that `cell` describes."""
    named = f'{NAMED}<originalText><reference value="#n1"/></originalText></code>'
    plain = RESULT.replace('<code code="2823-3" displayName="Potassium" codeSystem="2.16.840.1.113883.6.1"/>', named)
    entries = "".join(f"<entry>{plain.format(value=value, text='')}</entry>" for value in observations)
    xml = f"<section><text><table><tbody>{cell}</tbody></table></text>{entries}</section>"
    return [row.name for row in read_document(xml.encode(), "a.xml").structured.rows]


def test_the_name_is_the_one_that_the_document_shows():
    assert names_in('<tr><td ID="n1">K+, serum</td><td>4.2</td></tr>', QUANTITY) == ["K+, serum"]


@pytest.mark.parametrize(
    "cell",
    [
        '<tr ID="n1"><td>K+, serum</td><td>4.2 mmol/L</td></tr>',
        '<tr><td ID="n1">K+, serum 4.20 mmol/L</td></tr>',
        '<tr><td ID="n1"><table><tr><td>K+</td></tr></table></td></tr>',
        '<tr><td ID="n1">17</td></tr>',
        '<tr><td ID="another">K+, serum</td></tr>',
    ],
)
def test_a_place_that_is_no_name_leaves_the_name_of_the_code(cell):
    assert names_in(cell, QUANTITY) == ["Potassium [Moles/volume] in Serum or Plasma"]


def test_the_title_of_a_panel_names_none_of_its_results():
    title = '<tr><td ID="n1">Basic metabolic panel</td></tr>'
    assert set(names_in(title, QUANTITY, QUANTITY.replace("4.2", "4.4"))) == {
        "Potassium [Moles/volume] in Serum or Plasma"
    }


def test_the_unit_that_people_read_is_taken_when_it_is_the_same_unit():
    value = '<value xsi:type="PQ" value="104" unit="g/l"><translation value="{}" displayName="{}" code="60"/></value>'
    shown = [
        (value.format("104", "г/л"), "г/л"),
        (value.format("10.4", "г/дл"), "g/l"),
        (value.format("104", "шт"), "g/l"),
    ]
    assert [rows(xml)[0].unit for xml, _ in shown] == [unit for _, unit in shown]


def test_from_nothing_up_to_a_bound_is_a_bound_and_cells_in_a_field_are_an_interval():
    def of(unit):
        return f'<value xsi:type="IVL_PQ"><low value="0" unit="{unit}"/><high value="5" unit="{unit}"/></value>'

    assert [rows(of(unit))[0].value for unit in ("pg/mL", "/[HPF]")] == ["<=5", "0-5"]


def test_the_unit_inside_a_result_is_no_result_of_its_own():
    inner = (
        '<value xsi:type="ST">9.2</value><entryRelationship typeCode="COMP">'
        '<observation classCode="OBS" moodCode="EVN"><code code="246514001" displayName="units"/>'
        '<value xsi:type="CD" code="10*3/uL"/></observation></entryRelationship>'
    )
    assert [(row.name, row.value, row.unit) for row in rows(inner)] == [("Potassium", "9.2", "10*3/uL")]


def test_a_result_that_points_into_the_narrative_is_read_there():
    told = '<text><table><tr><td ID="v1">4.2 mmol/L</td></tr></table></text>'
    assert rows('<value xsi:type="ED"><reference value="#v1"/></value>', before=told)[0].value == "4.2 mmol/L"


def section_of(code, observation, system="2.16.840.1.113883.6.1"):
    return f'<section><code code="{code}" codeSystem="{system}"/><entry>{observation}</entry></section>'


OTHER = """<observation classCode="OBS" moodCode="EVN">
<code code="{code}" displayName="{name}" codeSystem="2.16.840.1.113883.6.1"/>
<statusCode code="completed"/><value xsi:type="PQ" value="{value}" unit="{unit}"/></observation>"""


def test_vital_signs_and_the_state_of_a_person_are_no_laboratory_results():
    pressure = OTHER.format(code="8480-6", name="Systolic blood pressure", value="120", unit="mm[Hg]")
    weight = OTHER.format(code="99999-9", name="Weight", value="70", unit="kg")
    sections = section_of("30954-2", pressure) + section_of("8716-3", weight)
    xml = f"<body>{sections}{section_of('30954-2', RESULT.format(value=QUANTITY, text=''))}</body>"
    assert [row.name for row in read_document(xml.encode(), "a.xml").structured.rows] == ["Potassium"]


QUANTITY = '<value xsi:type="PQ" value="4.2" unit="mmol/L"/>'


def test_older_and_national_documents_are_read_by_their_laboratory_sections():
    old = RESULT.format(value=QUANTITY, text="").replace("10.20.22.4.2", "10.20.1.31")
    russian = (
        '<observation classCode="OBS" moodCode="EVN"><code code="1017128" codeSystem="1.2.643.5.1.13.13.11.1080" '
        'displayName="Гемоглобин общий"/><value xsi:type="PQ" value="134" unit="г/л"/></observation>'
    )
    specialty = OTHER.format(code="718-7", name="Hemoglobin", value="134", unit="g/L")
    sections = (
        section_of("30954-2", old), section_of("ANALYSES", russian, "ru"), section_of("18723-7", specialty),
    )  # fmt: skip
    xml = f"<ClinicalDocument>{''.join(sections)}</ClinicalDocument>"
    assert [row.value for row in read_document(xml.encode(), "a.xml").structured.rows] == ["4.2", "134", "134"]


def test_any_forgotten_prefix_is_declared_even_when_another_element_declares_it_for_itself():
    own = '<value xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="PQ" value="4.2" unit="mmol/L"/>'
    xml = "<!-- a part -->" + section_of("30954-2", RESULT.format(value=own, text="<voc:note/>"))
    assert read_document(xml.encode(), "a.xml").structured.rows[0].value == "4.2"


def test_limits_in_another_unit_than_the_value_say_so():
    row = rows('<value xsi:type="PQ" value="0.4" unit="mol/L"/>')[0]
    assert "mmol/L" in (row.ref_text or "")


def test_a_national_code_of_the_sex_is_read_by_its_name():
    sex = '<administrativeGenderCode code="1" codeSystem="1.2.643.5.1.13.13.11.1040" displayName="Мужской"/>'
    head = f"<recordTarget><patientRole><patient>{sex}</patient></patientRole></recordTarget>"
    body = section_of("30954-2", RESULT.format(value=QUANTITY, text=""))
    xml = f'<ClinicalDocument xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{head}{body}</ClinicalDocument>'
    assert read_document(xml.encode(), "a.xml").structured.sex == "Мужской"


def test_the_table_of_vital_signs_is_not_read_where_nothing_is_coded():
    def section(code, name, value):
        table = f"<table><tr><th>Name</th><th>Value</th></tr><tr><td>{name}</td><td>{value}</td></tr></table>"
        return f'<section><code code="{code}"/><text>{table}</text></section>'

    xml = f"<ClinicalDocument>{section('8716-3', 'Pulse', '72')}{section('X', 'Glucose', '5.4')}</ClinicalDocument>"
    tables = read_document(xml.encode(), "a.xml").tables
    assert [table.rows[1][0] for table in tables] == ["Glucose"]
