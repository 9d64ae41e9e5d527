"""The council's colour is checked before anybody has to read white words on it."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from guildhall.commons.design.colour import TEXT_CONTRAST, contrast


def colour_is_legible(**_: Any) -> list[CheckMessage]:
    """White on the brand colour has a contrast of 4.5 to 1 (WCAG 2.2, 1.4.3)."""
    colour = settings.COUNCIL["colour"]
    try:
        ratio = contrast(colour, "#ffffff")
    except ValueError as problem:
        return [Error(str(problem), hint="Set GUILDHALL_COLOUR.", id="design.E001")]
    if ratio >= TEXT_CONTRAST:
        return []
    sentence = (
        f"White on the council's colour {colour} has a contrast of {ratio:.1f} to 1; people need 4.5 to 1"
    )
    return [Error(sentence, hint="Choose a darker GUILDHALL_COLOUR.", id="design.E002")]
