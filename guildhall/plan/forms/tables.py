"""What is asked of a spreadsheet of deliverables."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat

from guildhall.commons.documents.fields import DocumentField
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.spreadsheets import Unreadable
from guildhall.plan import tables

# Forty-two deliverables are a workbook of twenty kilobytes.
LARGEST = 1_000_000


class BringInTables(ActionForm):
    """A file laid out like the tables of 2012."""

    file = DocumentField(
        label="Which file?",
        help_text="XLSX or CSV: for each objective a line with its words, a line of headings (Deliverable, "
        "Financial Resources, Human Resources, ICT, Risks, Measures), and a line for each deliverable.",
    )

    def clean(self) -> dict[str, Any]:
        """Adds the lines; a file that cannot be read says where."""
        told = dict(super().clean() or self.cleaned_data)
        file = told.get("file")
        if file is None:
            return told
        if file.size > LARGEST:
            self.add_error("file", f"The file must be smaller than {filesizeformat(LARGEST)}")
            return told
        try:
            told["lines"] = _read(file)
        except Unreadable as problem:
            self.add_error("file", str(problem))
        return told


def _read(file: UploadedFile) -> list[tables.Line]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tables"
        path.write_bytes(file.read())
        file.seek(0)
        return tables.read(path, file.name or "The file")
