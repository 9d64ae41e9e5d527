"""Where templates and type lie. Knows nothing of Django, nor of Typst."""

from pathlib import Path

# Typst reads files under this folder only, and nothing of the network.
ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "commons" / "design" / "static" / "design" / "compiled"
