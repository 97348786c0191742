"""Files that a person might choose: the project's own reports, and files that cannot be read."""

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from deploy.places import ROOT

Row = tuple[str, str, str, str]
NOTE = "How the samples are taken, carried, kept and measured is described in the laboratory's own manual of quality."

# Fourteen of the markers that the score uses; a made-up woman of 47.
ROWS: tuple[Row, ...] = (
    ("Hemoglobin", "134", "g/L", "117 - 155"),
    ("Red blood cells", "4.52", "10^12/L", "3.80 - 5.10"),
    ("Hematocrit", "40.1", "%", "35.0 - 45.0"),
    ("White blood cells", "6.1", "10^9/L", "4.0 - 10.0"),
    ("Platelets", "231", "10^9/L", "150 - 400"),
    ("Glucose", "5.4", "mmol/L", "4.1 - 5.9"),
    ("Creatinine", "71", "umol/L", "50 - 98"),
    ("Urea", "5.2", "mmol/L", "2.5 - 6.7"),
    ("Albumin", "44", "g/L", "35 - 52"),
    ("ALT", "22", "U/L", "< 33"),
    ("AST", "24", "U/L", "< 32"),
    ("Alkaline phosphatase", "68", "U/L", "35 - 105"),
    ("Total cholesterol", "6.4", "mmol/L", "< 5.2"),
    ("Uric acid", "290", "umol/L", "143 - 339"),
)


def sample(language: str = "en") -> Path:
    """The report that the product ships as its sample."""
    return ROOT / "assets" / f"sample-{language}.pdf"


def report(folder: Path, number: int = 1, rows: Sequence[Row] = ROWS, name: str = "") -> Path:
    """A one-page text PDF; `number` makes it another file with another haemoglobin."""
    path = folder / (name or f"report-{number}.pdf")
    path.write_bytes(typeset([("Hemoglobin", str(120 + number % 30), "g/L", "117 - 155"), *rows[1:]], f"No. {number}"))
    return path


def typeset(
    rows: Sequence[Row], order: str = "No. 1", password: str = "", collected: date = date(2026, 3, 12)
) -> bytes:
    """A report as a laboratory prints it: who, when, and four columns."""
    _use_font()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, encrypt=password or None)
    _set_page(canvas, rows, order, collected)
    canvas.save()
    return out.getvalue()


def _set_page(canvas: Canvas, rows: Sequence[Row], order: str, collected: date = date(2026, 3, 12)) -> None:
    canvas.setFont("Body", 12)
    canvas.drawString(50, 790, "Example Laboratory")
    canvas.setFont("Body", 9)
    canvas.drawString(50, 770, f"Order {order}   Sex: Female   Age: 47 years   Collected: {collected:%d.%m.%Y}")
    for x, heading in ((50, "Test"), (250, "Result"), (330, "Units"), (430, "Reference range")):
        canvas.drawString(x, 740, heading)
    for line, row in enumerate(rows):
        for x, cell in zip((50, 250, 330, 430), row, strict=True):
            canvas.drawString(x, 722 - 16 * line, cell)


def many_pages(pages: int, order: str = "year") -> bytes:
    """A report with pages of notes behind it: long enough to be watched, or to be interrupted, while it is read."""
    _use_font()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    _set_page(canvas, ROWS, order)
    for page in range(1, pages):
        canvas.showPage()
        canvas.setFont("Body", 8)
        for line in range(30):
            canvas.drawString(50, 790 - 24 * line, f"{NOTE} Paragraph {page}, line {line}.")
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def letter() -> bytes:
    """A readable PDF on which nothing is a laboratory result."""
    _use_font()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Body", 11)
    for line, text in enumerate(
        ("Dear tenants,", "the lift will be out of order from Monday to Friday.", "The house office")
    ):
        canvas.drawString(60, 780 - 20 * line, text)
    canvas.save()
    return out.getvalue()


def blank_scan() -> bytes:
    """A page that is only a grey picture: nothing on it can be read."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    out, picture = io.BytesIO(), io.BytesIO()
    Image.new("L", (620, 877), 228).save(picture, "PNG")
    picture.seek(0)
    canvas = Canvas(out, pagesize=A4)
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)
    canvas.save()
    return out.getvalue()


def unreadable(folder: Path) -> dict[str, Path]:
    """Error code -> a file that earns it."""
    whole = sample("en").read_bytes()
    contents = {
        "empty_file": ("empty.pdf", b""),
        "unsupported_format": ("holiday.docx", b"PK\x03\x04 not a report"),
        "renamed": ("program.pdf", b"MZ\x90\x00" + bytes(400)),
        "encrypted_file": ("locked.pdf", typeset(ROWS, password="secret")),
        "unreadable_file": ("cut.pdf", whole[: len(whole) // 3]),
        "no_results_found": ("letter.pdf", letter()),
        "no_readable_text": ("scan.pdf", blank_scan()),
    }
    made = {}
    for code, (name, content) in contents.items():
        made[code] = folder / name
        made[code].write_bytes(content)
    return made


def _use_font() -> None:
    if "Body" not in pdfmetrics.getRegisteredFontNames():
        import matplotlib

        fonts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
        pdfmetrics.registerFont(TTFont("Body", str(fonts / "DejaVuSans.ttf")))
