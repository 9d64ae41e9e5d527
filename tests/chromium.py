"""Where this machine keeps a Chromium."""

import shutil
from functools import cache

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


@cache
def find_chromium() -> str | None:
    """The path of a Chromium or Chrome on this machine, or None."""
    found = (shutil.which(name) for name in (*NAMES, *MACOS))
    return next((path for path in found if path), None)
