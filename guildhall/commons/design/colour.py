"""One brand colour made into a theme, and the contrast it must have (WCAG 2.2, 1.4.3 and 1.4.11)."""

import hashlib
import re
from functools import cache

WHITE = (255, 255, 255)
BLACK = (0, 0, 0)
TEXT_CONTRAST = 4.5

Rgb = tuple[int, int, int]


def theme(colour: str) -> dict[str, str]:
    """The style properties that follow from a council's colour, such as #4b2a63."""
    brand = rgb(colour)
    return {
        "--council-brand": hexadecimal(brand),
        "--council-brand-dark": hexadecimal(mixed(brand, BLACK, 0.4)),
        "--council-tint": hexadecimal(mixed(brand, WHITE, 0.95)),
        "--council-line": hexadecimal(mixed(brand, WHITE, 0.78)),
        "--govuk-brand-colour": hexadecimal(brand),
        "--govuk-template-background-colour": hexadecimal(mixed(brand, WHITE, 0.95)),
        "--govuk-surface-background-colour": hexadecimal(mixed(brand, WHITE, 0.95)),
        "--govuk-surface-border-colour": hexadecimal(mixed(brand, WHITE, 0.5)),
    }


@cache
def theme_version(colour: str) -> str:
    """Changes when the theme does, so that a browser may keep the style sheet for ever."""
    return hashlib.sha256(str(theme(colour)).encode()).hexdigest()[:8]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 (the same) to 21 (black on white)."""
    lighter, darker = sorted((luminance(rgb(one)), luminance(rgb(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def rgb(colour: str) -> Rgb:
    """Red, green and blue of `#rrggbb`; raises ValueError for anything else."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValueError(f"{colour!r} is not a colour: write it as # and six digits, such as #4b2a63")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: Rgb) -> float:
    red, green, blue = (linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def mixed(colour: Rgb, other: Rgb, share: float) -> Rgb:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(colour, other, strict=True))
    return red, green, blue


def hexadecimal(colour: Rgb) -> str:
    return "#" + "".join(f"{channel:02x}" for channel in colour)
