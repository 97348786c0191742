"""Files that a clinical document encloses: its whole body, or a picture of the report beside the coded results."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from medapp.ingest.ccda.trees import attribute, children, tag, text_of
from medapp.ingest.enclosed import decoded


def enclosed_in(root: Element) -> Iterator[bytes]:
    """What `nonXMLBody` holds, in base64 or as text, and every value in base64."""
    for element in root.iter():
        is_body = tag(element) == "nonXMLBody"
        for holder in children(element, "text") if is_body else children(element, "value"):
            text = "".join(holder.itertext())
            if attribute(holder, "representation") == "B64":
                data = decoded(text)
            else:
                data = text.encode() if is_body and text_of(holder) else b""
            if data:
                yield data
