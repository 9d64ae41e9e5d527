"""The question that is answered with a file."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat

# What separates folders, what no file system likes, and what makes a name read backwards.
UNWANTED = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]')
LONGEST = 120


def clean_name(name: str) -> str:
    """The file's own name without folders, hidden characters or excess; its ending stays."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = " ".join(UNWANTED.sub("", last).split()).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    if dot and len(ending) <= 10:
        return f"{stem[: LONGEST - len(ending) - 1]}.{ending}" if stem else ending
    return plain[:LONGEST] or "document"


class DocumentField(forms.FileField):
    """One file, of no more than the installation takes."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            if (file.size or 0) > settings.UPLOAD_LIMIT:
                most, own = filesizeformat(settings.UPLOAD_LIMIT), filesizeformat(file.size or 0)
                raise ValidationError(
                    f"The file must be smaller than {most}. “{clean_name(file.name or '')}” is {own}",
                    code="too_large",
                )
            file.name = clean_name(file.name or "")
        return file
