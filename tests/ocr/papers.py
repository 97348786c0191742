"""What happens to paper and screens before a picture is taken: folds, stamps, tint, fax lines, pixels of a screen."""

import random

import cv2
import numpy as np

from medapp.ingest.ocr.pictures import Grey
from tests.ocr.degrade import letters_at


def folded(picture: Grey, seed: int) -> Grey:
    """Paper that was folded in two or four: panels tilt, lines bend at the crease, which casts a shade."""
    chance = random.Random(seed)
    height, width = picture.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    light = np.ones((height, width), np.float32)
    move_x, move_y = x.copy(), y.copy()
    for along, other, size, move in ((y, x, height, move_y), (x, y, width, move_x)):
        if size == width and chance.random() < 0.5:
            continue
        at = size * chance.choice([0.33, 0.5, 0.66]) + chance.uniform(-20, 20)
        slope = chance.uniform(-0.02, 0.02)
        distance = along - at - slope * (other - other.max() / 2)
        reach = chance.uniform(0.1, 0.25) * size
        move += chance.choice([-1, 1]) * chance.uniform(0.004, 0.009) * size * np.exp(-np.abs(distance) / reach)
        tilt = chance.uniform(0.05, 0.18)
        light *= 1 - tilt * (distance > 0) * np.exp(-np.abs(distance) / (2 * reach))
        light *= 1 - chance.uniform(0.1, 0.3) * np.exp(-((distance / chance.uniform(1.5, 4)) ** 2))
    bent = cv2.remap(picture, move_x, move_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.clip(bent * light, 0, 255).astype(np.uint8)


def on_screen(picture: Grey, seed: int) -> Grey:
    """A screen seen through a phone's camera: the screen's pixels and the camera's beat against each other."""
    chance = random.Random(seed)
    height, width = picture.shape
    scale = min(1.0, 1500 / max(height, width))
    shown = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    pixel = np.full((3, 3), 1.0, np.float32)
    pixel[2, :], pixel[:, 2] = chance.uniform(0.45, 0.7), chance.uniform(0.45, 0.7)
    big = np.kron(shown.astype(np.float32), pixel)
    zoom = chance.uniform(0.52, 0.72)
    matrix = cv2.getRotationMatrix2D((big.shape[1] / 2, big.shape[0] / 2), chance.uniform(-3, 3), zoom)
    size = (int(big.shape[1] * zoom), int(big.shape[0] * zoom))
    matrix[:, 2] += (size[0] - big.shape[1]) / 2, (size[1] - big.shape[0]) / 2
    seen = cv2.warpAffine(big, matrix, size, flags=cv2.INTER_LINEAR, borderValue=40)
    seen = cv2.GaussianBlur(seen, (0, 0), chance.uniform(0.6, 0.9))
    return np.clip(seen * chance.uniform(0.95, 1.2), 0, 255).astype(np.uint8)


def faxed(picture: Grey, seed: int) -> Grey:
    """Black and white at fax resolution, letters 15 to 21 px high, with specks and a torn line or two."""
    chance = random.Random(seed)
    soft = cv2.GaussianBlur(letters_at(picture, chance.uniform(15, 21)), (0, 0), 0.7)
    made = np.where(soft > chance.randint(130, 175), 255, 0).astype(np.uint8)
    specks = np.random.default_rng(seed).random(made.shape)
    made[specks < 0.0006] = 0
    made[specks > 0.9994] = 255
    for _ in range(chance.randint(0, 2)):
        made[chance.randrange(made.shape[0])] = 255
    return made


def tinted(picture: Grey, seed: int) -> Grey:
    """Coloured or recycled paper: darker, with a faint grain, the print a little pale."""
    chance = random.Random(seed)
    paper, ink = chance.randint(165, 215), chance.randint(20, 80)
    grain = np.random.default_rng(seed).normal(0, 5, picture.shape)
    grain = cv2.GaussianBlur(grain, (0, 0), 1.2) * 2
    return np.clip(ink + picture.astype(np.float32) / 255 * (paper - ink) + grain, 0, 255).astype(np.uint8)


def stamped(picture: Grey, seed: int) -> Grey:
    """A round stamp of grey-blue ink and a pen's strokes over the lower part, some across the table."""
    chance = random.Random(seed)
    height, width = picture.shape
    over = np.full_like(picture, 255)
    radius = int(0.11 * width)
    centre = (int(width * chance.uniform(0.6, 0.85)), int(height * chance.uniform(0.6, 0.9)))
    thick = max(2, width // 350)
    for part in (1.0, 0.93, 0.55):
        cv2.circle(over, centre, int(radius * part), 140, thick, cv2.LINE_AA)
    cv2.putText(over, "LABORATORIYA", (centre[0] - radius // 2, centre[1]), 0, width / 2600, 140, thick, cv2.LINE_AA)
    x, y = width * chance.uniform(0.1, 0.5), height * chance.uniform(0.75, 0.92)
    points = [(x, y)]
    for _ in range(14):
        points.append((points[-1][0] + width * chance.uniform(-0.005, 0.03), y + height * chance.uniform(-0.02, 0.02)))
    cv2.polylines(over, [np.int32(points)], False, 90, thick, cv2.LINE_AA)
    tick = np.int32([(0.93 * width, 0.3 * height), (0.94 * width, 0.31 * height), (0.97 * width, 0.28 * height)])
    cv2.polylines(over, [tick], False, 90, thick, cv2.LINE_AA)
    return cv2.multiply(picture, over, scale=1 / 255)


def screenshot(picture: Grey, seed: int) -> Grey:
    """The page in a phone's viewer: a dark bar above with a clock, grey around the page, buttons below."""
    chance = random.Random(seed)
    width = 1170
    scale = (width - 2 * chance.choice([0, 24, 40])) / picture.shape[1]
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    page = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=way)
    room, bar = chance.randint(20, 200), 150
    made = np.full((page.shape[0] + 2 * (room + bar), width), chance.choice([235, 90, 50]), np.uint8)
    x = (width - page.shape[1]) // 2
    made[bar + room : bar + room + page.shape[0], x : x + page.shape[1]] = page
    made[:bar], made[-bar:] = chance.choice([248, 30]), chance.choice([248, 30])
    ink = 255 - int(made[0, 0])
    cv2.putText(made, "9:41", (60, 60), cv2.FONT_HERSHEY_SIMPLEX, 1.2, ink, 3, cv2.LINE_AA)
    cv2.putText(made, "report_2025.pdf", (380, 120), cv2.FONT_HERSHEY_SIMPLEX, 1.1, ink, 2, cv2.LINE_AA)
    for index in range(4):
        cv2.circle(made, (150 + index * 290, made.shape[0] - 75), 26, 255 - int(made[-1, 0]), 4, cv2.LINE_AA)
    return made
