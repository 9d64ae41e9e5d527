"""What is asked of a ledger file."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from guildhall.commons.documents.fields import DocumentField
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.spreadsheets import Unreadable
from guildhall.plan.money import ledger

# More lines than this help nobody who mends a file: the first ones show what is wrong with it.
SHOWN = 20


class BringInLedger(ActionForm):
    """A file of the ledger, and what it adds up to where the file does not say so."""

    file = DocumentField(
        label="Which file?",
        help_text="A CSV file with month, area, kind and amount, and a last line that begins with Total.",
    )
    total = forms.CharField(
        label="What does it add up to?", max_length=40, required=False,
        help_text="Only where the file has no line with its total.",
    )  # fmt: skip

    def clean_total(self) -> Decimal | None:
        text: str = self.cleaned_data["total"]
        try:
            return ledger.amount_of(text) if text else None
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        """Adds the ledger; one wrong row and nothing is taken, and every wrong row is named."""
        told = dict(super().clean() or self.cleaned_data)
        if self.errors:
            return told
        try:
            told["ledger"] = _read(told["file"], told["total"])
        except Unreadable as problem:
            self.add_error("file", str(problem))
            return told
        refused = told["ledger"].refused
        for each in refused[:SHOWN]:
            self.add_error("file", f"Line {each.line}: {each.why}")
        if len(refused) > SHOWN:
            self.add_error("file", f"And {len(refused) - SHOWN:,} more lines")
        return told


def _read(file: Any, total: Decimal | None) -> ledger.Ledger:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.csv"
        path.write_bytes(file.read())
        return ledger.read(path, name=file.name, total=total)
