"""What scanners and phones do to a page: blur, noise, JPEG, shadows, perspective, turns."""

import random

import cv2
import numpy as np

from medapp.ingest.ocr.pictures import Grey
from medapp.ingest.ocr.prepare import letter_height


def scanned(picture: Grey, seed: int) -> Grey:
    """A flat scan: slightly skewed, a little blurred and noisy, saved as JPEG; at times in two colours only."""
    chance = random.Random(seed)
    made = _turned(picture, chance.uniform(-1.2, 1.2))
    made = cv2.GaussianBlur(made, (0, 0), chance.uniform(0.2, 0.7))
    made = _noisy(made, chance.uniform(1, 7), seed)
    if chance.random() < 0.15:
        return np.where(made > 150, 255, 0).astype(np.uint8)
    return _jpeg(made, chance.randint(45, 90))


def photographed(picture: Grey, seed: int) -> Grey:
    """A phone's photo: seen at an angle on a dark table, with a shadow across, soft and noisy."""
    chance = random.Random(seed)
    height, width = picture.shape
    scale = min(1.0, 2400 / max(height, width)) * (1.6 if width < 1100 else 1.0)
    picture = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    height, width = picture.shape
    room = int(0.08 * max(height, width))
    corners = np.float32([(0, 0), (width, 0), (width, height), (0, height)])
    moved = (
        corners
        + room
        + np.float32([(chance.uniform(-0.05, 0.05) * width, chance.uniform(-0.04, 0.04) * height) for _ in range(4)])
    )
    canvas = (width + 2 * room, height + 2 * room)
    matrix = cv2.getPerspectiveTransform(corners, moved.astype(np.float32))
    made = cv2.warpPerspective(
        picture,
        matrix,
        canvas,
        flags=cv2.INTER_AREA,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=chance.randint(40, 110),
    )
    made = _turned(made, chance.uniform(-5, 5), 70)
    made = np.clip(made.astype(np.float32) * _shade(made.shape, chance), 0, 255).astype(np.uint8)
    made = cv2.GaussianBlur(made, (0, 0), chance.uniform(0.5, 1.1))
    return _jpeg(_noisy(made, chance.uniform(2, 6), seed), chance.randint(60, 90))


def coarse(picture: Grey, seed: int) -> Grey:
    """Sent through a messenger: letters about as small as can be read, and strong JPEG."""
    chance = random.Random(seed)
    return _jpeg(letters_at(picture, chance.uniform(9.5, 13)), chance.randint(30, 60))


def dim(picture: Grey, seed: int) -> Grey:
    """Taken in the evening: dark, noisy, unevenly lit."""
    chance = random.Random(seed)
    made = letters_at(_turned(picture, chance.uniform(-3, 3), 160), chance.uniform(17, 24))
    made = made * _shade(made.shape, chance) * chance.uniform(0.35, 0.6)
    made = cv2.GaussianBlur(made.astype(np.float32), (0, 0), 0.8)
    return _jpeg(_noisy(made, chance.uniform(4, 8), seed), chance.randint(50, 80))


def shaken(picture: Grey, seed: int) -> Grey:
    """The hand moved: every point is drawn out along a short path."""
    chance = random.Random(seed)
    made = letters_at(picture, chance.uniform(15, 20))
    path = np.zeros((7, 7), np.float32)
    angle, length = chance.uniform(0, np.pi), chance.uniform(1.5, 3.0)
    reach = (length * np.cos(angle), length * np.sin(angle))
    cv2.line(path, (round(3 - reach[0]), round(3 - reach[1])), (round(3 + reach[0]), round(3 + reach[1])), 1.0)
    made = cv2.filter2D(made, -1, path / path.sum())
    return _jpeg(_noisy(made, 3, seed), chance.randint(50, 80))


def letters_at(picture: Grey, height: float) -> Grey:
    """The picture scaled so that its letters are about `height` px high."""
    scale = height / (letter_height(picture) or height)
    return cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)


def quarter_turned(picture: Grey, quarters: int) -> Grey:
    return np.ascontiguousarray(np.rot90(picture, quarters))


def _shade(shape: tuple[int, ...], chance: random.Random) -> np.ndarray:
    """Light that falls off across the page, and the edge of a shadow."""
    height, width = shape
    y, x = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j]
    angle = chance.uniform(0, 2 * np.pi)
    along = (x - 0.5) * np.cos(angle) + (y - 0.5) * np.sin(angle)
    light = chance.uniform(0.65, 0.85) + chance.uniform(0.2, 0.45) * along
    shadow = 1 - chance.uniform(0.1, 0.35) / (1 + np.exp(-(along - chance.uniform(-0.3, 0.3)) * 25))
    return (light * shadow).astype(np.float32)


def _turned(picture: Grey, degrees: float, border: int = 255) -> Grey:
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=border)


def _noisy(picture: Grey, sigma: float, seed: int) -> Grey:
    noise = np.random.default_rng(seed).normal(0, sigma, picture.shape)
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


def _jpeg(picture: Grey, quality: int) -> Grey:
    return cv2.imdecode(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_GRAYSCALE)
