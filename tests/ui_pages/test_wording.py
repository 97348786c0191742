"""The voice: words that frighten, promise or diagnose stay out of every page, in both languages."""

import re

import pytest

from medapp.i18n.messages import messages

PAGES = ("marks", "score", "takeaway", "result", "upload", "job", "history", "dashboard", "analyte_texts", "indices")
AVOIDED = {
    "en": r"\bdiagnos|\bdisease|\byou have\b|\babnormal|\brisk of\b|mortality|dangerous|urgent!|don't worry"
    r"|unfortunately|\boops\b|\boptimal|biological age|\bAI\b|!",
    "ru": r"диагноз|болезн|у вас |\bнорм[аыуе]\b|ненормальн|патолог|\bриск|смертност|опасно|срочно|не волнуйтесь"
    r"|к сожалению|\bупс\b|оптимальн|биологический возраст|\bИИ\b|!",
}


def page_texts(language: str) -> dict[str, str]:
    """Every text of these pages by its code; plural forms one by one."""
    texts = {}
    for code, message in messages(language).items():
        if code.split(".")[0] not in PAGES:
            continue
        forms = {"": message} if isinstance(message, str) else message
        pairs = forms.items() if isinstance(forms, dict) else enumerate(forms)
        texts.update({f"{code} {form}".strip(): text for form, text in pairs})
    return texts


@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_text_uses_a_word_of_the_avoid_list(language):
    texts = page_texts(language)
    assert len(texts) > 100
    found = {code: text for code, text in texts.items() if re.search(AVOIDED[language], text, re.IGNORECASE)}
    assert found == {}
