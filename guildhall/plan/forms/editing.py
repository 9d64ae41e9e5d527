"""Forms that change what is there: they show it, and what a program leaves out stays as it is."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from guildhall.kernel.actions import ActionForm
from guildhall.kernel.gates import SYSTEM


class Editing(ActionForm):
    """Begins from the record's own fields of the same names."""

    def __init__(self, data: Any = None, *args: Any, record: Any = None, **kwargs: Any) -> None:
        standing = self._standing(record)
        if data is not None and not isinstance(data, QueryDict):
            data = {**standing, **data}
        kwargs["initial"] = {**standing, **(kwargs.get("initial") or {})}
        super().__init__(data, *args, record=record, **kwargs)

    def _standing(self, record: Any) -> dict[str, Any]:
        if record is None or record.pk is None:
            return {}
        return {name: self.value_of(record, name) for name in self.base_fields if hasattr(record, name)}

    @staticmethod
    def value_of(record: Any, name: str) -> Any:
        """What the form shows of one field; several records by their numbers."""
        value = getattr(record, name)
        return [each.pk for each in value.all()] if hasattr(value, "all") else value


def seen(records: Any, by: Any) -> Any:
    """Of these records, those the person may see; nobody else is asked to choose among them."""
    return records if by is SYSTEM or by is None else records.visible_to(by)
