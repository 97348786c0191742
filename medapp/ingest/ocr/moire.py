"""The beat of a screen's pixels against those of the camera: found and removed where it is plain, in the spectrum."""

import cv2
import numpy as np

from medapp.ingest.ocr.pictures import Grey

_GRAIN = 0.4  # grey levels of noise below which there is no pattern to seek
_LAPLACE = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
_STEP = 12.0  # grey levels a unit of the logarithmic spectrum
_PEAK = 30  # by which a line of the spectrum rises above its neighbourhood; writing stays below 55 % of it
_FEWEST = 20  # bins: screens give over a thousand, scans and photos of paper none
_SLOWEST = 0.08  # cycles a px: strokes of letters are slower, or broad
_ON_AXIS = 0.01  # cycles a px: rules and lines of text are peaks on the axes
_SPREAD = 9  # bins around a peak


def without_moire(picture: Grey) -> Grey:
    """The picture without periodic patterns; itself when there are none."""
    if _noise(picture) < _GRAIN:
        return picture
    height, width = picture.shape
    full = (cv2.getOptimalDFTSize(height), cv2.getOptimalDFTSize(width))
    padded = cv2.copyMakeBorder(picture, 0, full[0] - height, 0, full[1] - width, cv2.BORDER_REFLECT_101)
    spectrum = cv2.dft(padded.astype(np.float32), flags=cv2.DFT_COMPLEX_OUTPUT)
    level = np.clip(np.log1p(cv2.magnitude(spectrum[..., 0], spectrum[..., 1])) * _STEP, 0, 255).astype(np.uint8)
    above = cv2.subtract(level, cv2.medianBlur(level, 15))
    down, across = np.abs(np.fft.fftfreq(full[0]))[:, None], np.abs(np.fft.fftfreq(full[1]))[None]
    peaks = (above > _PEAK) & (np.hypot(down, across) > _SLOWEST) & (down > _ON_AXIS) & (across > _ON_AXIS)
    if np.count_nonzero(peaks) < _FEWEST:
        return picture
    mask = cv2.dilate(peaks.astype(np.float32), np.ones((_SPREAD, _SPREAD), np.uint8))
    spectrum *= (1 - cv2.GaussianBlur(mask, (0, 0), 1.5))[..., None]
    made = cv2.dft(spectrum, flags=cv2.DFT_INVERSE | cv2.DFT_REAL_OUTPUT | cv2.DFT_SCALE)[:height, :width]
    return np.clip(made, 0, 255).astype(np.uint8)


def _noise(picture: Grey) -> float:
    """Typical noise, grey levels: what smooth surfaces and straight edges leave (Immerkaer 1996, by the median)."""
    return float(np.median(np.abs(cv2.filter2D(picture, cv2.CV_32F, _LAPLACE)))) / (6 * 0.6745)
