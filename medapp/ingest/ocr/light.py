"""Light on a photographed page: whether it is uneven, and how to even it out."""

import cv2
import numpy as np

from medapp.ingest.ocr.pictures import Grey

UNEVEN = 40  # grey levels between the darkest and the lightest patch of paper
_SMALL = 700  # px; paper has no detail, so it is looked at on a small copy


def is_uneven(picture: Grey) -> bool:
    """A photo: its paper is much darker in one place than in another, or grey altogether."""
    patches = cv2.resize(_paper_of(shrunk(picture, _SMALL)), (8, 8), interpolation=cv2.INTER_AREA)
    return float(np.percentile(patches, 90) - np.percentile(patches, 10)) > UNEVEN or float(np.median(patches)) < 190


def flat_field(picture: Grey) -> Grey:
    """Divide by the paper, estimated as what is left when the letters are blurred away."""
    paper = cv2.resize(_paper_of(shrunk(picture, _SMALL)), picture.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return cv2.divide(picture, paper, scale=255)


def shrunk(picture: Grey, longest: int) -> Grey:
    """The picture with its longer side at most `longest` px."""
    ratio = longest / max(picture.shape)
    return picture if ratio >= 1 else cv2.resize(picture, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA)


def _paper_of(small: Grey) -> Grey:
    size = max(7, int(min(small.shape) / 40) | 1)
    return cv2.medianBlur(cv2.dilate(small, np.ones((size, size), np.uint8)), size * 2 + 1)
