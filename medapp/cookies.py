"""The cookies of this product by name, and how one is read from a browser's header."""

SESSION = "medapp_session"
LANGUAGE = "medapp_lang"
THEME = "medapp_theme"
FLASH = "medapp_flash"
DOOR = "medapp_door"


def find(header: str, name: str) -> str:
    """A cookie's value, "" when there is none; the first one when a name comes twice.

    Split by hand: http.cookies gives up on the whole header when another program's cookie is malformed,
    and programs on one machine share the cookies of localhost.
    """
    for pair in header.split(";"):
        key, _, value = pair.strip().partition("=")
        if key == name:
            return value.strip('"')
    return ""
