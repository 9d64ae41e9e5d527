"""Where what the council may change by itself lies."""

from pathlib import Path

QUESTIONNAIRES = Path(__file__).parent / "questionnaires"
