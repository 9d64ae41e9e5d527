"""The one frame through which every change to a record goes.

An action encapsulates one change with its checks, its history and its consequences, so that a page, the API,
the demonstration and a script all behave identically. A service author writes only the body.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import RegexValidator
from django.db import IntegrityError, models, transaction

from guildhall.kernel import closing, deadlines, events, outbox, references, retention, search, time
from guildhall.kernel.clocks import ClockError
from guildhall.kernel.events import Event
from guildhall.kernel.fields import RecordField
from guildhall.kernel.gates import SYSTEM, Actor, access, is_party

if TYPE_CHECKING:
    from guildhall.kernel.services import Service

Gate = Callable[[Any, Any], str | None]
# What differs from law to law is asked of the record: which clock input it is, what the timeline says.
Marks = str | Callable[[Any, date], str]
Says = str | Callable[[Any], str]

# The frame's own columns: what they did is in the event already.
BOOKKEEPING = frozenset(
    {"stage", "version", "event_count", "event_head", "urgent_on", "in_time", "dispose_on"}
)
# What a terminal obeys, and what makes a name read backwards; line breaks and tabs are ordinary typing.
HIDDEN = "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"


class Refused(Exception):
    """The action may not be done; the message is a sentence for the person who tried."""


class Stale(Refused):
    """Somebody changed the record after the form was shown."""


class Invalid(Refused):
    """The form has errors; `form` carries them with everything that was typed."""

    def __init__(self, form: forms.Form) -> None:
        self.form = form
        super().__init__(
            "; ".join(f"{name}: {' '.join(map(str, errors))}" for name, errors in form.errors.items())
        )


nothing_hidden = RegexValidator(
    HIDDEN, inverse_match=True, code="null_characters_not_allowed", message="Remove the hidden characters."
)


class ActionForm(forms.Form):
    """What an action asks: the same form for page, API and script. Knows its record and who is asked."""

    def __init__(self, *args: Any, record: Any = None, by: Any = None, **kwargs: Any) -> None:
        self.record, self.by = record, by
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.CharField):
                field.validators.append(nothing_hidden)
            if isinstance(field, RecordField):
                field.by = by

    def clean_on(self) -> date | None:
        """A thing is logged on or after the day it happened."""
        on: date | None = self.cleaned_data["on"]
        if on and on > time.today():
            raise ValidationError("The day must be today or in the past.")
        return on


class Action:
    """A verb, declared once: from which stages, to which, who may, what it asks and sends, by what law.

    `says` is the timeline's sentence, with {actor}, {record} and the form's fields; `marks` names the clock
    input the action sets; `meets` the kind of deadline it fulfils; `gates` answer with a sentence why not;
    `public` lets anybody open a record with it, `party` the person whose record it is; `tells` is what they
    read of it, where that the record moved on does not say enough; `system` says that it only follows other
    actions; `name` is the verb where Python keeps the word for itself, as it does `raise`; `beside` is the
    address of the page where its button stands and to which it comes back, where a record has too many rows
    for its own page. Where the law decides, `says` is asked of the record afterwards, and `marks` of the
    record and the day beforehand.
    """

    # A template that names a verb must not do it: Django's templates call whatever can be called.
    do_not_call_in_templates = True

    def __init__(
        self,
        service: Service,
        body: Callable[..., Any],
        *,
        stages: tuple[str, ...] = (),
        to: str | None = None,
        opens: bool = False,
        asks: type[ActionForm] = ActionForm,
        says: Says = "",
        sends: str = "",
        marks: Marks = "",
        meets: str = "",
        law: str = "",
        label: str = "",
        tells: str = "",
        gates: tuple[Gate, ...] = (),
        public: bool = False,
        party: bool = False,
        system: bool = False,
        retired: bool = False,
        name: str = "",
        beside: Callable[[Any], str] | None = None,
    ) -> None:
        self.service, self.body, self.name = service, body, name or body.__name__
        self.stages, self.to, self.opens, self.asks = frozenset(map(str, stages)), to and str(to), opens, asks
        self.label = label or self.name.replace("_", " ").capitalize()
        self.says, self.sends, self.marks, self.meets, self.law = says, sends, marks, meets, law
        self.gates, self.public, self.party = gates, public, party
        self.system, self.retired, self.tells, self.beside = system, retired, tells, beside
        self.about = inspect.getdoc(body) or ""
        self._takes = list(inspect.signature(body).parameters)[1:]
        if self.name in service.actions:
            raise ValueError(f"{service.key} has two actions called {self.name}.")
        service.actions[self.name] = self

    def __repr__(self) -> str:
        return f"<Action {self.permission}>"

    @property
    def permission(self) -> str:
        """Its name for grants, keys and the handbook: "requests.refuse"."""
        return f"{self.service.key}.{self.name}"

    def __call__(
        self,
        record: Any = None,
        *,
        by: Any,
        on: date | None = None,
        submission: str | None = None,
        **data: Any,
    ) -> Any:
        """Does it from code, `refuse(request, by=officer, reason="…")`, and returns the record."""
        return self.perform(record, by=by, data=data, on=on, submission=submission).record

    def follow(
        self,
        record: Any = None,
        *,
        by: Any,
        on: date | None = None,
        submission: str | None = None,
        **data: Any,
    ) -> Any:
        """Does it as the consequence of another action of `by`, whose own gate has spoken."""
        return self.perform(record, by=by, data=data, on=on, submission=submission, follows=True).record

    def form(
        self,
        record: Any = None,
        *,
        by: Any = None,
        data: Any = None,
        files: Any = None,
        chosen: Mapping[str, str] | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> ActionForm:
        """Its form, empty, begun with what is known (`initial`), or filled in; `chosen` is what a link beside
        a row chooses: never words.
        """
        chosen, fields = chosen or {}, self.asks.base_fields
        choices = [name for name in fields if name in chosen and isinstance(fields[name], forms.ChoiceField)]
        first = {**(initial or {}), **{name: chosen[name] for name in choices}}
        begins: dict[str, Any] = {"initial": first} if first else {}
        return self.asks(data, files, record=record, by=by, **begins)

    def why_not(self, record: Any, by: Any, *, follows: bool = False) -> str | None:
        """None when this person may do this now, or the sentence that says why not."""
        if self.retired:
            return "This is no longer done."
        if record is None and self.opens:
            record = self._new()  # whoever works for one team only opens nothing that is no team's yet
        if not follows and (reason := self._not_for(record, by)):
            return reason
        if self.opens:
            return None
        if record.disposed_on:
            return "Its time was up: what it said has been forgotten."
        if reason := self._wrong_stage(record):
            return reason
        return next((reason for gate in self.gates if (reason := gate(record, by))), None)

    def _not_for(self, record: Any, by: Any) -> str | None:
        """Why it is not this person's to do, whatever the record's stage."""
        if by is SYSTEM or (self.opens and self.public):
            return None
        who = access(by)
        # What opens a record has none to be theirs yet: its form says which of theirs it is about.
        if self.party and (who.owns(record) or (self.opens and is_party(by))):
            return None
        if self.party and is_party(by):
            return f"This is somebody else’s {self.service.noun}."
        return None if who.can(self.service, self.name, record) else "Your role does not include this."

    def _wrong_stage(self, record: Any) -> str | None:
        if record.stage in self.stages or (not self.stages and record.is_open):
            return None
        return f"It is {record.stage_label.lower()}."

    def perform(
        self,
        record: Any = None,
        *,
        by: Any,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
        version: int | None = None,
        submission: str | None = None,
        on: date | None = None,
        follows: bool = False,
    ) -> Event:
        """Runs the frame. Raises Refused, Stale or Invalid and then leaves everything as it was.

        A `submission` key seen before returns the event it made the first time; `follows` says that this is
        the consequence of another action, which was allowed.
        """
        try:
            with transaction.atomic():
                # Opening needs not look first: the event's own constraint finds a form that was sent before.
                if not self.opens and (done := _done(submission)):
                    return done
                return self._frame(record, by, data or {}, files, version, submission, on, follows)
        except (IntegrityError, Invalid) as error:
            # Two copies of one form: the second finds what the first one did, which may be what it is refused
            # for ("there is one of that name already").
            if done := _done(submission):
                return done
            raise error

    def _frame(
        self,
        record: Any,
        by: Any,
        data: Mapping[str, Any],
        files: Any,
        version: int | None,
        submission: str | None,
        on: date | None,
        follows: bool,
    ) -> Event:
        record = self._new() if self.opens else self._lock(record, version)
        if reason := self.why_not(record, by, follows=follows):
            raise Refused(reason)
        if on and "on" in self.asks.base_fields:
            data = {**data, "on": on}
        form = self.form(record, by=by, data=data, files=files)
        if not form.is_valid():
            raise Invalid(form)
        on = on or form.cleaned_data.get("on") or time.today()
        before, stage_before = _values(record), "" if self.opens else record.stage
        was_open = record.is_open
        self._body(record, form, by=by, on=on)
        if self.opens:
            self._take_reference(record, on)
        record.stage = self.to or record.stage
        event = self._settle_and_save(record, form, stage_before, before, by, on, submission)
        search.write(record)
        if self.sends:
            outbox.compose("letter", record, event, template=self.sends, by=by, data=form.cleaned_data)
        outbox.tell_listeners(self, record, event)
        if was_open and not record.is_open:
            closing.tell(record, event)
        return event

    def _new(self) -> Any:
        return self.service.record(
            service=self.service.key, stage=self.service.starts, opened_on=time.today(), created_at=time.now()
        )

    def _lock(self, record: Any, version: int | None) -> Any:
        locked = self.service.record.objects.select_for_update(of=("self", "record_ptr")).get(pk=record.pk)
        if version is not None and locked.version != version:
            last = locked.events.order_by("-sequence").first()
            since = f"Somebody changed this while you were writing: {last.sentence}"
            raise Stale(f"{since} Look at what changed, then send again.")
        return locked

    def _body(self, record: Any, form: ActionForm, *, by: Any, on: date) -> None:
        known = {**form.cleaned_data, "by": by, "on": on}
        try:
            self.body(record, **{name: known.get(name) for name in self._takes})
        except ValidationError as error:
            form.add_error(None, error)
            raise Invalid(form) from error

    def _take_reference(self, record: Any, on: date) -> None:
        year = record.opened_on.year
        (number,) = references.take(f"{self.service.prefix}-{year}")
        record.reference = references.reference(self.service.prefix, year, number)

    def _settle_and_save(
        self,
        record: Any,
        form: ActionForm,
        stage_before: str,
        before: dict[str, Any],
        by: Any,
        on: date,
        submission: str | None,
    ) -> Event:
        marks = self.marks(record, on) if callable(self.marks) else self.marks
        try:
            settled = deadlines.settle(
                record, on=on, marks=marks, meets=self.meets, reason=form.cleaned_data.get("reason", "")
            )
        except ClockError as error:
            form.add_error("on" if "on" in form.fields else None, str(error))
            raise Invalid(form) from error
        retention.settle(record)
        record.version += 1
        changes = {} if self.opens else _changes(before, _values(record))
        event = events.prepare(
            record,
            action=self.name,
            by=Actor.of(by),
            from_stage=stage_before,
            on=on,
            sentence=self._sentence(record, form, by),
            changes=changes,
            submission=submission,
        )
        _save(record, form)
        event.record = record
        event.save(force_insert=True)
        deadlines.keep(record, settled)
        record.now_saved()
        return event

    def _sentence(self, record: Any, form: ActionForm, by: Any) -> str:
        said = self.says(record) if callable(self.says) else self.says
        said = said or "{actor}: " + self.label[0].lower() + self.label[1:] + "."
        told = _Blanks({**form.cleaned_data, "actor": Actor.of(by).name, "record": record})
        return said.format_map(told).strip()


def _done(submission: str | None) -> Event | None:
    """What the form with this key did when it was sent before."""
    if not submission:
        return None
    return Event.objects.filter(submission=submission).select_related("record").first()


class _Blanks(dict[str, Any]):
    """A sentence survives a field its form no longer has."""

    def __missing__(self, key: str) -> str:
        return ""


def _values(record: Any) -> dict[str, Any]:
    return {
        field.attname: getattr(record, field.attname)
        for field in record._meta.concrete_fields
        if field.name not in BOOKKEEPING
    }


def _changes(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[Any]]:
    return {
        name: [_plain(before[name]), _plain(value)] for name, value in after.items() if before[name] != value
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def _save(record: Any, form: ActionForm) -> None:
    """Saves, and lets the database's constraints speak as the form's errors."""
    try:
        with transaction.atomic():
            record.save()
    except IntegrityError as error:
        sentences = _violations(record)
        if not sentences:
            raise
        form.add_error(None, {NON_FIELD_ERRORS: sentences})
        raise Invalid(form) from error


def _violations(record: models.Model) -> list[str]:
    try:
        record.validate_constraints()
    except ValidationError as error:
        return list(error.messages)
    return []
