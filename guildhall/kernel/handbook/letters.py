"""The letters a service's verbs send, found where the templates lie."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django.template.utils import get_app_template_dirs

from guildhall.kernel.actions import Action
from guildhall.kernel.handbook.markdown import code, listed, table
from guildhall.kernel.services import Service

VALUE = re.compile(r"\{\{\s*(?:\w+\.)*(\w+)[^}]*\}\}")


def letter(action: Action) -> str:
    """The letter a verb sends, in words."""
    return f"the letter {code(action.sends)}" if action.sends else ""


def letters_of(service: Service) -> str:
    """Every letter of the service, its subject, and the verbs that send it."""
    sent: dict[str, list[str]] = {}
    for action in service.actions.values():
        if action.sends and not action.retired:
            sent.setdefault(action.sends, []).append(action.label)
    rows = ((code(name), subject(service.key, name), listed(verbs)) for name, verbs in sent.items())
    return table(["letter", "subject", "sent by"], rows)


@cache
def subject(service: str, name: str) -> str:
    """The subject line of a letter's template, as it is written there."""
    for folder in get_app_template_dirs("templates"):
        path = Path(folder) / service / "letters" / f"{name}.md"
        if path.exists():
            first = path.read_text(encoding="utf-8").lstrip().partition("\n")[0]
            return VALUE.sub(_placeholder, first.removeprefix("Subject:").strip())
    return ""


def _placeholder(value: re.Match[str]) -> str:
    """What stands where the record's own words will: {{ record.reference }} is (reference)."""
    return f"({value[1].replace('_', ' ')})"
