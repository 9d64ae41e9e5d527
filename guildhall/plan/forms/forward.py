"""What is asked when a plan is copied forward: the new plan, and what becomes of everything unfinished."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms

from guildhall.commons.design.fields import DateField
from guildhall.kernel.fields import AnswersField
from guildhall.plan.forms.plans import Enter
from guildhall.plan.models import Deliverable

CARRY, CHANGE, DROP = "carry", "change", "drop"
LONGEST_TITLE, LONGEST_WHY = 300, 2_000
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

    A page asks of each by its short name, as `way-NAME`, `title-NAME` and `why-NAME`; a program may send all
    of them as `decisions` instead.
    """

    # What the new plan shares with this one is taken over; the draft can be changed afterwards.
    directorate = audience = purpose = published_in = produced_by = None  # type: ignore[assignment]
    production_reference = source = default_period = None  # type: ignore[assignment]

    title = forms.CharField(label="What is the new plan called?", max_length=300)
    first = DateField(label="First day of the new plan")
    last = DateField(label="Last day of the new plan")

    decisions = AnswersField(
        each={
            "type": "object",
            "properties": {
                "deliverable": {"type": "string", "description": "Its short name, or its reference."},
                "way": {"type": "string", "enum": [CARRY, CHANGE, DROP]},
                "title": {"type": "string", "description": "How it is worded then, where it is changed."},
                "why": {"type": "string"},
            },
            "required": ["deliverable", "way", "why"],
            "additionalProperties": False,
        },
        help_text="What becomes of each unfinished deliverable, and why.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_program = bool(self.data.get("decisions")) and isinstance(self.data["decisions"], list)
        self.unfinished = unfinished(self.record) if self.record is not None and self.record.pk else []
        for each in self.unfinished:
            for name, field in () if self.by_program else _fields(each):
                self.fields[f"{name}-{each.key}"] = field

    def clean(self) -> dict[str, Any]:
        """Adds the decisions; whoever changes something says how it is worded then."""
        told = super().clean()
        first = told.get("first")
        if first and self.record is not None and first <= self.record.first:
            self.add_error("first", "The new plan must begin after this one began")
        if self.by_program:
            return {**told, "decisions": self._decided(told.get("decisions") or [])}
        for each in self.unfinished:
            if told.get(f"way-{each.key}") == CHANGE and not told.get(f"title-{each.key}"):
                self.add_error(f"title-{each.key}", f"Say how “{each.title}” is worded in the new plan")
        if not self.errors:
            told["decisions"] = [
                Decision(each, *(told[f"{name}-{each.key}"] for name in ("way", "title", "why")))
                for each in self.unfinished
            ]
        return told

    def _decided(self, answers: list[dict[str, Any]]) -> list[Decision]:
        """A program's decisions: each of one unfinished deliverable, and none of them left out."""
        known = {name: each for each in self.unfinished for name in (each.key, each.reference)}
        found: dict[int, Decision] = {}
        for each in answers:
            name = str(each.get("deliverable", ""))
            if reason := _refusal(each, known, found):
                self.add_error("decisions", f"{name or 'A decision'}: {reason}")
                continue
            title = str(each.get("title") or "")
            found[known[name].pk] = Decision(known[name], str(each["way"]), title, str(each["why"]))
        for deliverable in self.unfinished:
            if not self.errors and deliverable.pk not in found:
                self.add_error("decisions", f"Say what becomes of “{deliverable.title}”")
        return [found[each.pk] for each in self.unfinished if each.pk in found]


def _refusal(told: dict[str, Any], known: dict[str, Deliverable], found: dict[int, Decision]) -> str | None:
    """What is wrong with a program's decision on a deliverable; None where it can be taken."""
    if unknown := sorted(told.keys() - {"deliverable", "way", "title", "why"}):
        return f"there is no “{unknown[0]}”; there are deliverable, way, title and why"
    deliverable = known.get(str(told.get("deliverable", "")))
    if deliverable is None:
        return "no unfinished deliverable of the plan is called so"
    if deliverable.pk in found:
        return "it is decided twice"
    if told.get("way") not in (CARRY, CHANGE, DROP):
        return "the way is carry, change or drop"
    if not str(told.get("why") or "").strip():
        return "say why"
    if len(str(told["why"])) > LONGEST_WHY or len(str(told.get("title") or "")) > LONGEST_TITLE:
        return f"a title has at most {LONGEST_TITLE} characters, and a reason {LONGEST_WHY:,}"
    return "say how it is worded in the new plan" if told["way"] == CHANGE and not told.get("title") else None


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
            max_length=LONGEST_TITLE,
            required=False,
            help_text="Only if it is worded otherwise.",
        ),
    )
    yield (
        "why",
        forms.CharField(
            label=f"{deliverable.reference}: why?",
            max_length=LONGEST_WHY,
            error_messages={"required": f"Say why for “{deliverable.title}”"},
        ),
    )
