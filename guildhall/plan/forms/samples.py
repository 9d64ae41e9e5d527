"""What is asked of a file with figures from outside."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat

from guildhall.commons.documents.fields import DocumentField
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.origins import Row
from guildhall.kernel.spreadsheets import Unreadable
from guildhall.plan import samples
from guildhall.plan.forms.tables import LARGEST


class BringInFigures(ActionForm):
    """A file with a line for each figure and time."""

    file = DocumentField(
        label="Which file?",
        help_text="CSV with the columns figure, period, value and source; unit and why may be there too. A "
        "promise’s page says under which name its figures are entered.",
    )

    def clean(self) -> dict[str, Any]:
        """Adds the lines; a file that cannot be read says why."""
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


def _read(file: UploadedFile) -> list[Row]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "figures.csv"
        path.write_bytes(file.read())
        file.seek(0)
        return list(samples.sheet(path).rows())
