"""What is wrong with a picture that could not be read well, so that the next one can be better."""

import cv2
import numpy as np

from medapp.ingest.ocr.light import shrunk
from medapp.ingest.ocr.pictures import Grey
from medapp.ingest.ocr.prepare import X_HEIGHT, Prepared
from medapp.ingest.ocr.seen import Seen

TOO_DARK, BLURRED, TOO_SMALL, CUT_OFF = "picture_too_dark", "picture_blurred", "picture_too_small", "picture_cut_off"
_WELL_READ = 0.75  # mean confidence of words from which on nothing needs to be said
# Measured on the tests' own pictures, spoilt step by step until their words were read no more.
_DARKEST_PAPER = 75  # grey level of the lightest twentieth of the picture
_LOWEST_LETTERS = 8.0  # px
_SMALLEST = 350  # px of the longer side
_SOFTEST = 0.105  # of the contrast, between neighbouring px of the picture or of its levelled page
_CUT_LINES = 3


def trouble_of(picture: Grey, prepared: Prepared, words: list[Seen], rate: float) -> str | None:
    """The code of what is most likely wrong with the picture; `rate` is how sure its words are, 0..1."""
    if rate < _WELL_READ:
        if float(np.percentile(shrunk(picture, 1000), 95)) < _DARKEST_PAPER:
            return TOO_DARK
        if max(picture.shape) < _SMALLEST or 0 < prepared.letters < _LOWEST_LETTERS:
            return TOO_SMALL
        if prepared.letters and min(sharpness(picture), sharpness(prepared.bare)) < _SOFTEST:
            return BLURRED
    return CUT_OFF if _is_cut_off(words, prepared.whole.shape[1]) else None


def sharpness(page: Grey) -> float:
    """The steepest edges between neighbouring px, as a share of the contrast of paper and ink; 1 is a perfect edge."""
    dark, light = np.percentile(shrunk(page, 1500), (2, 90))
    if light - dark < 10:
        return 0.0
    steps = np.abs(cv2.Sobel(cv2.GaussianBlur(page, (0, 0), 1.0), cv2.CV_32F, 1, 0, ksize=3)) / 8
    written = steps[steps > 0.02 * (light - dark)]
    return float(np.percentile(written, 95)) / float(light - dark) if written.size else 0.0


def _is_cut_off(words: list[Seen], width: int) -> bool:
    """Several lines run into the picture's left or right edge."""
    for at_edge in (
        [word for word in words if word.x0 < 0.05 * X_HEIGHT],
        [word for word in words if word.x1 > width - 0.05 * X_HEIGHT],
    ):
        if len([word for word in at_edge if len(word.text) > 1]) >= _CUT_LINES:
            return True
    return False
