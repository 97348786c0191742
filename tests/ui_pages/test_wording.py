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


# What would make a cause of something that only goes together.
CAUSAL = {
    "en": r"\bleads? to\b|\bdue to\b|\bbecause of\b|\bprevents?\b|\breduces?\b|\bextends?\b|\blive longer\b"
    r"|\bwill improve\b",
    "ru": r"приводит к|приводят к|вследствие|из-за|продлева|предотвра|снижает вероятн|проживёте|\bвызыва|улучшит",
}
OF_THE_SCORE = ("score", "model", "takeaway")


def page_texts(language: str, pages: tuple[str, ...] = PAGES) -> dict[str, str]:
    """Every text of these pages by its code; plural forms one by one."""
    texts = {}
    for code, message in messages(language).items():
        if code.split(".")[0] not in pages:
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


@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_text_about_the_score_speaks_of_causes(language):
    texts = page_texts(language, OF_THE_SCORE)
    assert len(texts) > 100
    found = {code: text for code, text in texts.items() if re.search(CAUSAL[language], text, re.IGNORECASE)}
    assert found == {}


def test_the_check_for_causes_sees_one():
    assert re.search(CAUSAL["en"], "A high value leads to a lower score.", re.IGNORECASE)
    assert re.search(CAUSAL["ru"], "Высокое значение приводит к меньшему баллу.", re.IGNORECASE)
