"""What can be done to a person's entry: each a sentence in its history."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from guildhall.commons.parties import asking, merging
from guildhall.commons.parties.changing import Changed, change
from guildhall.commons.parties.needs import Consent, Marker, Need, Relationship
from guildhall.commons.parties.people import ContactPoint, Name, Party, contact_point
from guildhall.commons.parties.rights import Right
from guildhall.kernel import time
from guildhall.kernel.actions import Refused


@change(
    right=Right.TEND,
    asks=asking.NameForm,
    label="Correct name or birthday",
    says="{actor} corrected how they are called.",
)
def correct_name(party: Party, name: str, born_on: date | None, keep_former: bool) -> Changed:
    """How they are called, as they say it; the name before may be kept as a former one."""
    changed: Changed = {}
    if name != party.name:
        changed["name"] = [party.name, name]
        if keep_former:
            Name.objects.get_or_create(party=party, kind=Name.Kind.FORMER, value=party.name)
    if born_on != party.born_on:
        changed["born_on"] = [party.born_on and party.born_on.isoformat(), born_on and born_on.isoformat()]
    party.name, party.born_on = name, born_on
    party.save(update_fields=["name", "born_on"])
    return changed


@change(
    right=Right.TEND,
    asks=asking.PointForm,
    label="Add a way to reach them",
    says="{actor} added a way to reach them: {kind}.",
)
def add_contact(party: Party, kind: str, value: str, uprn: str, preferred: bool) -> Changed:
    """A telephone number, an email address or a postal address; one that was retired is theirs again."""
    point = contact_point(party, kind, value, uprn=uprn)
    known = party.contact_points.filter(kind=kind, key=point.key).first()
    if known:
        known.value, known.ends_on, known.avoid, known.uprn = value, None, "", uprn or known.uprn
        point = known
    point.save()
    if preferred:
        _prefer(point)
    return {kind: [None, value]}


@change(
    right=Right.TEND,
    asks=asking.RetireForm,
    label="Retire a way to reach them",
    says="{actor} retired {one}.",
)
def retire_contact(party: Party, one: int) -> Changed:
    """What is no longer theirs: it stays in the history and nothing is sent there."""
    point = ContactPoint.objects.get(pk=one)
    point.ends_on, point.preferred = time.today() - timedelta(days=1), False
    point.save()
    return {point.kind: [point.value, None]}


@change(
    right=Right.TEND,
    asks=asking.AvoidForm,
    label="Say what must not be used",
    says="{actor} noted that {one} must not be used: {avoid}",
)
def avoid_contact(party: Party, one: int, avoid: str) -> Changed:
    """A number or address that is theirs, and is not safe or not private."""
    point = ContactPoint.objects.get(pk=one)
    point.avoid, point.preferred = avoid, False
    point.save()
    return {"avoid": [None, point.value]}


@change(
    right=Right.TEND,
    asks=asking.PreferForm,
    label="Set how they prefer to be reached",
    says="{actor} noted that they prefer {one}.",
)
def prefer_contact(party: Party, one: int) -> Changed:
    """Letters and calls go there first."""
    point = ContactPoint.objects.get(pk=one)
    _prefer(point)
    return {"prefers": [None, point.value]}


def _prefer(point: ContactPoint) -> None:
    leaves = Party.objects.get(pk=point.party_id).leaves().values("pk")
    ContactPoint.objects.filter(party__in=leaves, preferred=True).update(preferred=False)
    point.preferred = True
    point.save()


@change(
    right=Right.TEND, asks=asking.NeedForm, label="Add a need", says="{actor} noted a need: {kind}. {detail}",
    law="Equality Act 2010 s.20",
)  # fmt: skip
def add_need(party: Party, kind: str, detail: str, ends_on: date | None) -> Changed:
    """How they can be written or spoken to; asked for once, and known to everybody after."""
    need, _ = Need.objects.update_or_create(
        party=party, kind=kind, detail=detail, defaults={"starts_on": time.today(), "ends_on": ends_on}
    )
    return {"need": [None, str(need)]}


@change(right=Right.TEND, asks=asking.EndNeedForm, label="End a need", says="{actor} ended a need: {one}.")
def end_need(party: Party, one: int) -> Changed:
    """What they no longer need."""
    need = Need.objects.get(pk=one)
    need.ends_on = time.today() - timedelta(days=1)
    need.save()
    return {"need": [str(need), None]}


@change(
    right=Right.TEND, asks=asking.ConsentForm, label="Note a consent",
    says="{actor} noted their answer to “{purpose}”: {given}.",
    law="UK GDPR Art. 7",
)  # fmt: skip
def note_consent(party: Party, purpose: str, given: bool, evidence: str, until: date | None) -> Changed:
    """What they allow, or allow no longer: to take it back is as easy as to give it."""
    Consent.objects.create(
        party=party, purpose=purpose, given=given, on=time.today(), until=until, evidence=evidence
    )
    return {f"consent: {purpose}"[:40]: [None, "yes" if given else "no"]}


@change(
    right=Right.TEND, asks=asking.RelateForm, label="Add who somebody is to them",
    says="{actor} noted who somebody is to them.",
)  # fmt: skip
def relate(
    party: Party, other: Party, kind: str, scope: list[str], evidence: str,
    starts_on: date | None, ends_on: date | None,
) -> Changed:  # fmt: skip
    """A carer, a parent, an attorney; where they act for the person, how we know that they may."""
    made = Relationship.objects.create(
        party=party, other=other, kind=kind, scope=["*"] if "*" in scope else scope,
        evidence=evidence, starts_on=starts_on or time.today(), ends_on=ends_on,
    )  # fmt: skip
    acting = f" They act for this person in: {', '.join(made.scope)}." if made.scope else ""
    return {"relationship": [None, f"{made.get_kind_display()}.{acting}"]}


@change(
    right=Right.TEND,
    asks=asking.UnrelateForm,
    label="End who somebody is to them",
    says="{actor} ended it: {one}.",
)
def unrelate(party: Party, one: int) -> Changed:
    """From today they act for this person no more."""
    related = Relationship.objects.get(pk=one)
    related.ends_on = time.today() - timedelta(days=1)
    if related.starts_on and related.starts_on > related.ends_on:
        related.starts_on = related.ends_on
    related.save()
    return {"relationship": [related.get_kind_display(), None]}


@change(
    right=Right.MARK, asks=asking.MarkForm, label="Set a marker", says="{actor} set a marker: {kind}.",
    law="Data Protection Act 2018 Sch. 1 para. 18",
)  # fmt: skip
def mark(party: Party, kind: str, why: str, what_to_do: str, ends_on: date, sensitivity: int) -> Changed:
    """What whoever deals with them must know: why, what to do, and until when. They may be shown it."""
    made = Marker.objects.create(
        party=party, kind=kind, why=why, what_to_do=what_to_do, starts_on=time.today(),
        ends_on=ends_on, sensitivity=sensitivity,
    )  # fmt: skip
    return {"marker": [None, str(made)]}


@change(
    right=Right.MARK,
    asks=asking.ReviewForm,
    label="Review a marker",
    says="{actor} reviewed a marker: {one}.",
)
def review_marker(party: Party, one: int, ends_on: date, reason: str) -> Changed:
    """Whether it still stands, why, and until when."""
    marker = Marker.objects.get(pk=one)
    before = marker.ends_on
    marker.reviewed_on, marker.ends_on = time.today(), ends_on
    marker.why = f"{marker.why}\n{time.today():%-d %B %Y}: {reason}"
    marker.save()
    return {"marker until": [before.isoformat(), ends_on.isoformat()]}


@change(
    right=Right.MARK,
    asks=asking.LiftForm,
    label="Lift a marker",
    says="{actor} lifted a marker: {one}. {reason}",
)
def lift_marker(party: Party, one: int, reason: str) -> Changed:
    """It stands no more."""
    marker = Marker.objects.get(pk=one)
    marker.lifted_on = time.today()
    marker.save()
    return {"marker": [str(marker), None]}


@change(
    right=Right.JOIN,
    asks=asking.JoinForm,
    label="Join with another entry",
    says="{actor} looked at both entries: {reason}",
)
def join(party: Party, other: Party, reason: str, by: Any) -> Changed:
    """Two entries that are one person are shown as one. Nothing is moved, and it can be undone."""
    try:
        made = merging.merge(party, other, by=by, reason=reason)
    except Refused as refusal:
        raise ValidationError(str(refusal)) from refusal
    return {"joined": [None, str(made.other_id)]}
