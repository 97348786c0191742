"""Which of our languages a browser prefers."""

from medapp.i18n.messages import DEFAULT_LANGUAGE, languages


def negotiate(accept_language: str | None) -> str:
    """The best of our languages for an Accept-Language header (RFC 9110, 12.5.4), else English."""
    wishes: list[tuple[float, int, str]] = []
    for place, part in enumerate((accept_language or "").split(",")):
        tag, _, weight = part.partition(";")
        wishes.append((-_quality(weight), place, tag.strip().lower()))
    for quality, _, tag in sorted(wishes):
        primary = tag.split("-")[0]
        if quality < 0 and primary in languages():
            return primary
    return DEFAULT_LANGUAGE


def _quality(weight: str) -> float:
    name, _, number = weight.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(number)
    except ValueError:
        return 0.0
