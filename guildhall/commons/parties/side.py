"""The party's side of a record: what they asked, where it stands, and what they may do. Nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from guildhall.commons.parties.models import Involvement, Party, own_parties
from guildhall.commons.parties.representing import part_acted_for
from guildhall.kernel.actions import Action
from guildhall.kernel.deadlines import calendar
from guildhall.kernel.events import Event
from guildhall.kernel.gates import Actor
from guildhall.kernel.records import Record

Fill = Callable[[Any, Party], dict[str, Any] | None]


@dataclass(frozen=True)
class Section:
    """Something else of theirs on the page, such as their letters: the commons sign it up."""

    title: str
    template: str
    fill: Fill


sections: list[Section] = []


def section(title: str, *, template: str) -> Callable[[Fill], Fill]:
    """Signs up a section: the function answers with the template's context, or None when there is nothing."""

    def sign_up(fill: Fill) -> Fill:
        sections.append(Section(title, template, fill))
        return fill

    return sign_up


@dataclass(frozen=True)
class Side:
    """One party and one record that is theirs."""

    record: Any
    party: Party
    # Who follows it in the party's name, where somebody does.
    acting: Party | None = None

    @property
    def actor(self) -> Actor:
        """Who acts: the timeline tells who did it for whom."""
        if self.acting:
            return Actor("party", self.acting.pk, f"{self.acting.name}, for {self.party.name},")
        return Actor("party", self.party.pk, self.party.name)

    def asked(self) -> list[dict[str, str]]:
        """What they gave us when they opened it, in the words of the questions they were asked."""
        service = self.record.declaration
        form = service.actions[service.opens_with].form(by=self.actor) if service.opens_with else None
        fields = {field.name for field in self.record._meta.concrete_fields}
        told = form.fields.items() if form else ()
        answers = [(field.label, self._answer(name)) for name, field in told if name in fields]
        return [{"label": str(label), "value": str(value)} for label, value in answers if value]

    def _answer(self, name: str) -> Any:
        """What they answered, in the words they chose from where there was a choice."""
        in_words = getattr(self.record, f"get_{name}_display", None)
        return in_words() if in_words else getattr(self.record, name)

    def story(self) -> list[dict[str, Any]]:
        """What was done, as far as it concerns them: what a verb tells, or that the record moved on."""
        events = self.record.events.filter(blanked_on=None).order_by("sequence")
        return [
            {"on": event.effective_on, "sentence": told} for event in events for told in self._told(event)
        ]

    def _told(self, event: Event) -> Iterator[str]:
        action = self.record.declaration.actions.get(event.action)
        if action and action.tells:
            yield action.tells
        elif event.sequence == 1:
            yield "We received it."
        elif action and event.from_stage != event.to_stage:
            yield f"It moved on to: {self.record.declaration.stages(event.to_stage).label.lower()}."

    def awaited(self) -> str:
        """What we asked them and wait for, in the words it was asked in; empty where we do not wait."""
        field = self.record.declaration.awaits.get(self.record.stage)
        return str(getattr(self.record, field)) if field else ""

    def clock(self) -> dict[str, Any] | None:
        """The deadline that presses first, and why it is that day, or why none is due, step by step."""
        inputs = list(self.record.clock_inputs.order_by("effective_on", "pk"))
        unmet = self.record.deadlines.filter(met_on=None).order_by("due_on", "pk")
        if (first := unmet.first()) is None:
            return None
        result = first.result(inputs, calendar(), to_you=True)
        told = {"due": result.due, "waiting_for": result.waiting_for, "statement": result.statement}
        return {"label": first.label, **told, "steps": [step.text for step in result.steps]}

    def verbs(self) -> list[Action]:
        """What they may do now: first what this stage asks of them, then what may be done at any time."""
        actions = self.record.declaration.actions.values()
        theirs = [each for each in actions if each.party and not each.opens]
        possible = [each for each in theirs if each.why_not(self.record, self.actor) is None]
        return sorted(possible, key=lambda each: not each.stages)

    def sections(self) -> list[dict[str, Any]]:
        filled = [(each, each.fill(self.record, self.party)) for each in sections]
        return [
            {"title": each.title, "template": each.template, **context} for each, context in filled if context
        ]


def side_of(record_id: int, party_id: int) -> Side | None:
    """The side, while the party, another leaf of the same person, or somebody they act for, still has a part
    in the record.
    """
    who = Actor("party", party_id, "")
    person = own_parties(who)
    involved = Involvement.objects.filter(record_id=record_id, party__in=person.values("pk"))
    found = min(
        involved.select_related("party"), key=lambda each: (each.party_id != party_id, each.pk), default=None
    )
    if found is None:
        theirs = part_acted_for(who, record=record_id)
        return _acting(theirs, party_id) if theirs else None
    return Side(Record.objects.get(pk=record_id).typed(), found.party)


def _acting(theirs: Involvement, party_id: int) -> Side:
    record = Record.objects.get(pk=theirs.record_id).typed()
    return Side(record, theirs.party, acting=Party.objects.get(pk=party_id))
