"""HL7 v2 messages become rows: comparators, corrections, withdrawn results and batches."""

import pytest

from medapp.errors import NoResultsFound, TooComplex
from medapp.ingest.formats import read_document, sniff

HEAD = "MSH|^~\\&|LIS|SEVER|APP|ME|20260301||ORU^R01|1|P|2.5\rPID|1||77^^^L^MR||X^Y||19790312|F\r"
OBR = "OBR|1|||CBC^Blood count^L|||20260301081500||||||||BLD^Blood\r"


def rows(*segments: str, head: str = HEAD + OBR):
    return read_document((head + "\r".join(segments)).encode(), "a.hl7").structured


def test_a_numeric_result_keeps_name_value_unit_range_flag_and_day():
    report = rows("OBX|1|NM|718-7^Hemoglobin^LN||113|g/L|117-155|L|||F")
    row = report.rows[0]
    assert (row.name, row.value, row.unit, row.ref_text, row.flag, row.loinc) == (
        "Hemoglobin", "113", "g/L", "117-155", "L", "718-7",
    )  # fmt: skip
    assert (report.sex, str(report.birth_date), str(row.collected_at)) == ("F", "1979-03-12", "2026-03-01")


@pytest.mark.parametrize(
    ("observed", "taken"),
    [("20260302", "2026-03-01"), ("20260226", "2026-02-26"), ("20260401", "2026-04-01"), ("", "2026-03-01")],
)
def test_the_day_of_the_analysis_is_not_the_day_of_collection(observed, taken):
    report = rows(f"OBX|1|NM|718-7^Hemoglobin^LN||113|g/L|117-155||||F|||{observed}")
    assert str(report.rows[0].collected_at) == taken


@pytest.mark.parametrize(
    ("kind", "field", "shown"),
    [
        ("SN", ">^60", ">60"),
        ("SN", "^1^:^64", "1:64"),
        ("SN", "^0^-^5", "0-5"),
        ("SN", "^2^+", "2+"),
        ("NM", "<^0.1", "<0.1"),
        ("NM", "1", "1"),
        ("CWE", "NEG^Negative^L", "Negative"),
        ("ST", "не обнаружено", "не обнаружено"),
    ],
)
def test_every_value_type_shows_what_a_person_would_see(kind, field, shown):
    assert rows(f"OBX|1|{kind}|X^Test^L||{field}||||||F").rows[0].value == shown


def test_a_result_without_a_value_is_said_and_not_invented():
    report = rows("OBX|1|NM|X^Leukocytes^L||||||||I", "OBX|2|NM|Y^Platelets^L||221|giga.l-1|||||F")
    assert [row.name for row in report.rows] == ["Platelets"]
    assert report.skipped == (("Leukocytes", "no_value"),)


def test_a_correction_replaces_the_result_it_corrects():
    report = rows("OBX|1|NM|K^Potassium^L||69|mmol/L|||||F", "OBX|2|NM|K^Potassium^L||4.9|mmol/L|||||C")
    assert [(row.name, row.value) for row in report.rows] == [("Potassium", "4.9")]


def test_a_withdrawn_result_is_no_result():
    assert (
        rows("OBX|1|NM|K^Potassium^L||4.9|mmol/L|||||D", "OBX|2|NM|N^Sodium^L||140|mmol/L|||||F").rows[0].name
        == "Sodium"
    )


def test_a_batch_over_two_people_claims_nobodys_sex():
    second = (
        HEAD.replace("77^^^L^MR", "78^^^L^MR").replace("|F\r", "|M\r") + OBR + "OBX|1|NM|N^Sodium^L||141|mmol/L|||||F\r"
    )
    first = HEAD + OBR + "OBX|1|NM|N^Sodium^L||140|mmol/L|||||F\r"
    report = read_document(("FHS|^~\\&|\rBHS|^~\\&|\r" + first + second + "BTS|2\r").encode()).structured
    assert [row.value for row in report.rows] == ["140", "141"]
    assert report.sex is None


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_line_ending_and_mllp_frames_are_read(ending):
    text = ("\x0b" + HEAD + OBR + "OBX|1|NM|N^Натрий^L||140|mmol/L|||||F\r\x1c\r").replace("\r", ending)
    assert read_document(text.encode()).structured.rows[0].name == "Натрий"


def test_russian_without_a_declared_character_set_is_read_as_windows_1251():
    text = HEAD + OBR + "OBX|1|NM|N^Гемоглобин^L||140|г/л|||||F\r"
    assert read_document(text.encode("cp1251")).structured.rows[0].unit == "г/л"


def test_escapes_are_undone():
    assert rows("OBX|1|NM|N^A\\T\\B ratio^L||1.2||||||F").rows[0].name == "A&B ratio"


def test_a_million_segments_are_refused_quickly():
    with pytest.raises(TooComplex):
        read_document((HEAD + "OBX|1|NM|N^Sodium^L||140\r" * 100_000).encode())


def test_a_message_without_results_says_so():
    with pytest.raises(NoResultsFound):
        read_document(HEAD.encode())


def test_the_content_decides_not_the_name():
    assert sniff(HEAD.encode(), "report.csv").name == "hl7_v2"


def test_a_measurement_made_twice_is_kept_twice_and_prose_is_no_result():
    found = rows(
        "OBX|1|NM|^Leukocytes||3.1~3.3|10*9/L|4-10|L|||F",
        "OBX|2|FT|^Report||\\H\\Bold\\N\\ 12.5 mg given||||||F",
    )
    assert [(row.name, row.value) for row in found.rows] == [("Leukocytes", "3.1"), ("Leukocytes", "3.3")]
    assert found.skipped == (("Report", "narrative"),)


@pytest.mark.parametrize(
    ("field", "unit"),
    [
        ("mg/dL^milligram per deciliter^UCUM", "mg/dL"),
        ("CD:289^mg/dL", "mg/dL"),
        ("10^3/uL", "10^3/uL"),
        ("x10^9/L", "x10^9/L"),
        ("10\\S\\3/uL", "10^3/uL"),
        ("NA^NA^HL70353", None),
        ("", None),
    ],
)
def test_the_unit_is_the_spelling_a_person_knows(field, unit):
    assert rows(f"OBX|1|NM|X^Test^L||4.9|{field}|||||F").rows[0].unit == unit


def test_days_files_vaccinations_and_vital_signs_are_no_results():
    report = rows(
        "OBX|1|NM|8867-4^Heart rate^LN||72|/min|||||F",
        "OBX|2|TS|X^Last menstrual period^L||20260201||||||F",
        "OBX|3|ED|Y^Report^L||^IM^PDF^Base64^JVBERi0||||||F",
        "OBX|4|NM|N^Sodium^L||140|mmol/L|||||F",
        "RXA|0|1|20260301||03^MMR^CVX|1",
        "OBX|5|NM|Z^Doses given^L||2||||||F",
    )
    assert [row.name for row in report.rows] == ["Sodium"]


def test_a_loinc_code_without_its_system_is_known_by_its_check_digit():
    report = rows(
        "OBX|1|NM|718-7^Hb||134|g/L|||||F", "OBX|2|NM|718-5^Hb||134|g/L|||||F", "OBX|3|NM|718-7^Hb^L||134|g/L|||||F"
    )
    assert [row.loinc for row in report.rows] == ["718-7", None, None]


def test_indented_segments_and_broken_lines_are_put_together():
    message = (HEAD + OBR).replace("\r", "\n    ") + "OBX|1|NM|718-7^Haemo\nglobin^LN||134|g/L|||||F\n"
    row = read_document(message.encode(), "a.hl7").structured.rows[0]
    assert (row.value, row.unit, row.loinc) == ("134", "g/L", "718-7")


def test_limits_that_stand_in_components_are_read():
    row = rows("OBX|1|NM|X^Glucose^L||80|mg/dL|^65^99|||||F").rows[0]
    assert (row.ref_text, row.ref_low, row.ref_high) == (None, "65", "99")


def test_a_specimen_behind_its_results_is_theirs_and_before_them_in_messages_by_specimen():
    urine, glucose = "SPM|1|||UR^Urine^HL70487", "OBX|1|NM|GLU^Glucose^L||12|mg/dL|||||F"
    behind = rows("OBR|1|||UA^Urinalysis^L", glucose, urine, "OBR|2|||CHEM^Chemistry^L", glucose, head=HEAD)
    before = rows(urine, "OBR|1|||UA^Urinalysis^L", glucose, head=HEAD.replace("ORU^R01", "OUL^R22"))
    assert [row.specimen for row in (*behind.rows, *before.rows)] == ["Urine", None, "Urine"]


def test_lines_of_one_text_are_no_results():
    lines = [f"OBX|{n}|TX|FIND^Findings^L||{text}||||||F" for n, text in enumerate(("Lungs clear.", "No effusion."))]
    report = rows(*lines, "OBX|3|TX|COL^Colour^L||Amber||||||F")
    assert [row.name for row in report.rows] == ["Colour"]
    assert report.skipped == (("Findings", "narrative"), ("Findings", "narrative"))


def test_an_order_lends_its_name_to_its_rows():
    report = rows("OBX|1|NM|3^PH^L||6.5||5.0-8.0||||F", head=HEAD + "OBR|1||77|UA^URINALYSIS^L|||20250110\r")
    assert report.rows[0].section == "URINALYSIS"


@pytest.mark.parametrize(
    ("said", "text", "low", "high"),
    [("53-97", "53-97", None, None), ("53^97", None, "53", "97"), ("53 - 97^53^97", "53 - 97", "53", "97")],
)
def test_limits_stand_in_a_text_or_in_parts(said, text, low, high):
    row = rows(f"OBX|1|NM|14682-9^Creatinine^LN||71|umol/L|{said}||||F").rows[0]
    assert (row.ref_text, row.ref_low, row.ref_high) == (text, low, high)
