"""Small reports that the tests typeset themselves: the same blood, as a CSV file and as a PDF."""

import io

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

ROWS = (
    ("Hemoglobin", "134", "g/L", "117 - 155"),
    ("Leukocytes", "6.2", "10^9/L", "4.0 - 9.0"),
    ("Platelets", "250", "10^9/L", "150 - 400"),
    ("Erythrocytes", "4.5", "10^12/L", "3.8 - 5.1"),
    ("Hematocrit", "40", "%", "35 - 45"),
    ("MCV", "89", "fL", "80 - 100"),
    ("Glucose", "7.4", "mmol/L", "4.1 - 5.9"),
    ("Creatinine", "70", "umol/L", "45 - 84"),
    ("Albumin", "44", "g/L", "35 - 52"),
    ("ALT", "20", "U/L", "0 - 35"),
    ("AST", "22", "U/L", "0 - 35"),
    ("Total cholesterol", "5.0", "mmol/L", "3.0 - 5.2"),
)


def csv_report() -> bytes:
    """Twelve values under English headings."""
    lines = [("Test", "Result", "Unit", "Reference range"), *ROWS]
    return "\n".join(",".join(cells) for cells in lines).encode()


def pdf_report(*, sex: str = "Female", born: str = "1979-03-01", collected: str = "2026-03-01") -> bytes:
    """One page with a header and a table without rules."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 10)
    for step, line in enumerate((f"Sex: {sex}", f"Date of birth: {born}", f"Collection date: {collected}")):
        canvas.drawString(50, 790 - 14 * step, line)
    for step, cells in enumerate((("Test", "Result", "Unit", "Reference range"), *ROWS)):
        for x, cell in zip((50, 230, 320, 420), cells, strict=True):
            canvas.drawString(x, 720 - 16 * step, cell)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def pdf_without_results() -> bytes:
    """Readable, and nothing on it is a laboratory result."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for step in range(30):
        canvas.drawString(50, 780 - 16 * step, "The quick brown fox jumps over the lazy dog near the river bank.")
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()
