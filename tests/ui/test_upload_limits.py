"""What a browser refuses by itself."""

import re

from medapp.settings import get_settings
from medapp.ui.installation import InstallationState
from medapp.ui.pages.upload import upload


def test_a_file_chosen_before_the_page_has_spoken_with_the_server_is_not_too_large() -> None:
    limits = InstallationState.get_fields()["limits"].default_value()
    assert limits.size_bytes == get_settings().max_file_bytes
    assert limits.files == get_settings().max_files
    assert ".pdf" in limits.types["application/pdf"]


def test_the_drop_area_takes_its_limits_from_the_installation() -> None:
    hooks = " ".join(upload()._get_all_hooks())  # Reflex draws the area in a component of its own
    assert re.search(r"maxSize\W+\w*installation_state\.limits", hooks)
