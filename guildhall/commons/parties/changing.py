"""The one frame through which a person's entry is changed: form, gate, body, what was said, event.

Parties are no records (design.md 1), and yet what is done to one is done by somebody, said in a sentence, and
kept: the frame is the records' in small.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet

from guildhall.commons.parties import wording
from guildhall.commons.parties.lineage import PartyEvent, Said, noted
from guildhall.commons.parties.people import Party
from guildhall.commons.parties.rights import Right, may, reach
from guildhall.kernel import time
from guildhall.kernel.actions import ActionForm, Invalid, Refused, Stale
from guildhall.kernel.gates import SYSTEM, Actor
from guildhall.kernel.records import Sensitivity

Changed = dict[str, list[Any]]


class PartyForm(ActionForm):
    """What a change asks about a person. Where it adds something and there are several entries, which one."""

    attaches = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leaves = self._leaves() if self.attaches and self.record is not None else []
        if len(leaves) > 1:
            self.fields["leaf"] = forms.TypedChoiceField(
                label="Which entry does it belong to?",
                choices=[(leaf.pk, f"{leaf.name}, {leaf.source or 'entered here'}") for leaf in leaves],
                coerce=int, required=False, empty_value=None,
                help_text="If the entries are parted again, it goes with this one.",
            )  # fmt: skip

    def _leaves(self) -> list[Party]:
        return visible_leaves(self.by, self.record)

    @property
    def chosen(self) -> Party:
        """The leaf it is attached to: the one chosen, or the one the person is known by."""
        number = self.cleaned_data.get("leaf")
        return next((leaf for leaf in self._leaves() if leaf.pk == number), self.record)

    def closeness(self) -> int:
        """How close the sentence in the history is held."""
        return int(Sensitivity.ORDINARY)


class Change:
    """A verb on a person, declared once: its right, its form, its sentence.

    The body gets the leaf and the form's answers, changes what it must, and returns what changed, each as
    [before, after]; `says` is the sentence, with {actor} and the answers.
    """

    do_not_call_in_templates = True

    def __init__(
        self,
        body: Callable[..., Changed | None],
        *,
        right: Right,
        asks: type[PartyForm],
        says: str,
        label: str = "",
        law: str = "",
        offers: Callable[[Any, Party], str | None] = lambda by, party: None,
        direct: bool = True,
    ) -> None:
        self.body, self.right, self.asks, self.says, self.law = body, right, asks, says, law
        self.name, self.about = body.__name__, inspect.getdoc(body) or ""
        self.label = label or self.name.replace("_", " ").capitalize()
        self.offers, self.direct = offers, direct
        self._takes = list(inspect.signature(body).parameters)[1:]
        changes[self.name] = self

    @property
    def permission(self) -> str:
        """Its name in the API's document."""
        return f"parties.{self.name}"

    def form(self, party: Party | None = None, *, by: Any = None, data: Any = None) -> PartyForm:
        """Its form, empty or filled in."""
        return self.asks(data, record=party, by=by)

    def why_not(self, party: Party, by: Any) -> str | None:
        """None when this person may do this now, or the sentence that says why not."""
        if by is not SYSTEM and not Party.objects.visible_to(by).filter(pk=party.pk).exists():
            return "There is nobody here whom you may see."
        if not may(by, self.right):
            return "Your role does not include this."
        return self.offers(by, party)

    def __call__(self, party: Party, *, by: Any, **data: Any) -> PartyEvent:
        """Does it from code: `add_need(party, by=adviser, kind="braille")`."""
        return self.perform(party, by=by, data=data)

    @transaction.atomic
    def perform(
        self,
        party: Party,
        *,
        by: Any,
        data: Mapping[str, Any],
        version: int | None = None,
        submission: str | None = None,
    ) -> PartyEvent:
        """Runs the frame. Raises Refused, Stale or Invalid and then leaves everything as it was.

        `version` is that of the page the form was shown on; a `submission` seen before returns its event.
        """
        person = Party.objects.select_for_update().get(pk=party.person_id)
        if submission and (done := PartyEvent.objects.filter(submission=submission).first()):
            return done
        _check_version(person, by, version)
        if reason := self.why_not(party, by):
            raise Refused(reason)
        form = self.form(party, by=by, data=data)
        if not form.is_valid():
            raise Invalid(form)
        leaf, closeness = form.chosen, form.closeness()
        sentence = self._sentence(form, by)  # while what is chosen still stands
        changed = self._body(leaf, form, by) or {}
        event = noted(
            leaf, self.name, by=by, sentence=sentence, changes=changed,
            submission=submission, sensitivity=closeness,
        )  # fmt: skip
        event.save()
        if closeness == Sensitivity.ORDINARY:
            _remember(leaf, changed, by)
        wording.write([leaf.pk])
        return event

    def _body(self, leaf: Party, form: PartyForm, by: Any) -> Changed | None:
        known = {**form.cleaned_data, "by": by}
        try:
            return self.body(leaf, **{name: known.get(name) for name in self._takes})
        except ValidationError as error:
            form.add_error(None, error)
            raise Invalid(form) from error

    def _sentence(self, form: PartyForm, by: Any) -> str:
        told = {name: _in_words(form, name) for name in form.cleaned_data}
        return self.says.format_map({**told, "actor": Actor.of(by).name}).strip()


changes: dict[str, Change] = {}


def change(**declared: Any) -> Callable[[Callable[..., Changed | None]], Change]:
    """Declares a verb on a person; see Change."""
    return lambda body: Change(body, **declared)


def history(user: Any, leaves: list[int]) -> QuerySet[PartyEvent]:
    """What was done to these leaves; of a marker only as far as this person may see the marker."""
    return PartyEvent.objects.filter(party__in=leaves, sensitivity__lte=reach(user))


def version_of(user: Any, leaves: list[int]) -> int:
    """What a form was shown of a person: the last thing that was done, as far as its reader may know."""
    return int(history(user, leaves).aggregate(last=Max("pk"))["last"] or 0)


def visible_leaves(user: Any, party: Party) -> list[Party]:
    """The entries of the person this user may know of, the one they are known by first."""
    leaves = party.leaves() if user is SYSTEM else party.leaves().visible_to(user)
    return sorted(leaves, key=lambda leaf: (leaf.pk != leaf.person_id, leaf.pk))


def _check_version(person: Party, by: Any, version: int | None) -> None:
    leaves = [leaf.pk for leaf in visible_leaves(by, person)]
    if version is None or version_of(by, leaves) == version:
        return
    last = history(by, leaves).order_by("-pk").first()
    since = f"Somebody changed this while you were writing: {last.sentence if last else ''}"
    raise Stale(f"{since} Look at what changed, then send again.")


def _in_words(form: PartyForm, name: str) -> Any:
    """An answer as its page says it: what was chosen, not its key."""
    value, field = form.cleaned_data[name], form.fields.get(name)
    choices = dict(getattr(field, "choices", ()) or ())
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(str(choices.get(each, each)) for each in value)
    return choices.get(value, value) if choices else value


def _remember(leaf: Party, changed: Changed, by: Any) -> None:
    """Each field that was told remembers who told it, and when."""
    name = Actor.of(by).name[:200]
    Said.objects.bulk_create(
        Said(
            party=leaf,
            field=field[:40],
            value=str(after)[:500],
            source="Guildhall",
            said_on=time.today(),
            entered_by=name,
        )
        for field, (_, after) in changed.items()
        if after not in (None, "")
    )
