"""What is asked when a plan is copied forward: the new plan, and what becomes of everything unfinished."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms

from guildhall.commons.design.fields import DateField
from guildhall.plan.forms.plans import Enter
from guildhall.plan.models import Deliverable

CARRY, CHANGE, DROP = "carry", "change", "drop"
WAYS = ((CARRY, "Carry it as it is"), (CHANGE, "Carry it, worded otherwise"), (DROP, "Drop it"))


@dataclass(frozen=True)
class Decision:
    """What becomes of one unfinished deliverable, and why."""

    deliverable: Deliverable
    way: str
    title: str
    why: str


class CopyForward(Enter):
    """The new plan's name and time; and of every unfinished deliverable: carry, change or drop, and why.

    The answers for a deliverable are called after its short name: `way-NAME`, `title-NAME`, `why-NAME`. A
    program sends them as multipart form data: a JSON body knows only the questions every record has.
    """

    # What the new plan shares with this one is taken over; the draft can be changed afterwards.
    directorate = audience = purpose = published_in = produced_by = None  # type: ignore[assignment]
    production_reference = source = default_period = None  # type: ignore[assignment]

    title = forms.CharField(label="What is the new plan called?", max_length=300)
    first = DateField(label="First day of the new plan")
    last = DateField(label="Last day of the new plan")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unfinished = unfinished(self.record) if self.record is not None and self.record.pk else []
        for each in self.unfinished:
            for name, field in _fields(each):
                self.fields[f"{name}-{each.key}"] = field

    def clean(self) -> dict[str, Any]:
        """Adds the decisions; whoever changes something says how it is worded then."""
        told = super().clean()
        first = told.get("first")
        if first and self.record is not None and first <= self.record.first:
            self.add_error("first", "The new plan must begin after this one began")
        for each in self.unfinished:
            if told.get(f"way-{each.key}") == CHANGE and not told.get(f"title-{each.key}"):
                self.add_error(f"title-{each.key}", f"Say how “{each.title}” is worded in the new plan")
        if not self.errors:
            told["decisions"] = [
                Decision(each, *(told[f"{name}-{each.key}"] for name in ("way", "title", "why")))
                for each in self.unfinished
            ]
        return told


def unfinished(plan: Any) -> list[Deliverable]:
    """The plan's deliverables that are not delivered, dropped or carried, in their order."""
    return list(Deliverable.objects.open().filter(plan=plan.pk).order_by("pk"))


def _fields(deliverable: Deliverable) -> Iterator[tuple[str, forms.Field]]:
    named = f"{deliverable.reference}, {deliverable.title}"
    yield (
        "way",
        forms.ChoiceField(
            label=f"{named}: what becomes of it?",
            choices=WAYS,
            widget=forms.RadioSelect,
            error_messages={"required": f"Say what becomes of “{deliverable.title}”"},
        ),
    )
    yield (
        "title",
        forms.CharField(
            label=f"{deliverable.reference}: how is it worded then?",
            max_length=300,
            required=False,
            help_text="Only if it is worded otherwise.",
        ),
    )
    yield (
        "why",
        forms.CharField(
            label=f"{deliverable.reference}: why?",
            max_length=2_000,
            error_messages={"required": f"Say why for “{deliverable.title}”"},
        ),
    )
