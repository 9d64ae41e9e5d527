"""An Ombudsman's case: enquiries answered, the decision, and what is recommended until it is done."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from guildhall.commons.documents.keeping import keep
from guildhall.commons.documents.models import Document
from guildhall.kernel.records import Team, link, title_from
from guildhall.services.complaints.actions.deciding import staff_id
from guildhall.services.complaints.afterwards import ombudsman, recommendations
from guildhall.services.complaints.forms import ombudsman as forms
from guildhall.services.complaints.models import Complaint, Enquiry, OmbudsmanCase, Recommendation
from guildhall.services.complaints.procedures import AREAS_BY_KEY
from guildhall.services.complaints.procedures import BY_KEY as PROCEDURES_BY_KEY
from guildhall.services.complaints.service import Stage as ComplaintStage
from guildhall.services.complaints.service import complaints

Stage = OmbudsmanCase.Stage
DUE = Recommendation.Stage.DUE
LAW = "Local Government Act 1974 s.29, s.31; Housing Act 1996 sch.2; Data Protection Act 2018 s.165"


def open_enquiry(case: OmbudsmanCase) -> Enquiry | None:
    """The enquiry that is not answered yet; there is one at a time."""
    found: Enquiry | None = case.enquiries.filter(answered_on=None).first()
    return found


def asks_something(case: OmbudsmanCase, by: Any) -> str | None:
    """While an enquiry is open."""
    return None if case.due_back_on else "No enquiry is open."


def asks_nothing(case: OmbudsmanCase, by: Any) -> str | None:
    """Once the enquiry before is answered."""
    return "Answer the enquiry that is open first." if case.due_back_on else None


def has_no_complaint(case: OmbudsmanCase, by: Any) -> str | None:
    """Once."""
    return f"It is about {case.of.reference}." if case.of else None


@ombudsman.opening(asks=forms.LogCase, label="Log an Ombudsman case", says="{actor} logged it.", law=LAW)
def log(
    case: OmbudsmanCase, scheme: str, their_reference: str, complaint: Complaint | None, area: str,
    subject: str, kind: str, asked: str, due_back_on: date | None, on: date,
) -> None:  # fmt: skip
    """Log that an Ombudsman looks at something the council did, and what they ask."""
    case.scheme, case.their_reference, case.area = scheme, their_reference, area
    case.subject, case.opened_on = subject, on
    case.title = title_from(f"{case.get_scheme_display()} {their_reference}: {AREAS_BY_KEY[area].label}")
    about = AREAS_BY_KEY[area]
    case.team = Team.objects.filter(name=about.team).first() if about.team else None
    case.sensitivity = max(case.sensitivity, PROCEDURES_BY_KEY[about.procedure].sensitivity)
    if complaint:
        _is_about(case, complaint)
    if asked and due_back_on:
        case.once_saved(lambda: _asked(case, kind or Enquiry.Kind.FIRST, asked, due_back_on, on))
        case.due_back_on = due_back_on


@complaints.action(
    *ComplaintStage,
    asks=forms.LogTheirCase,
    label="Log that an Ombudsman looks at it",
    tells="The Ombudsman told us that they look at it.",
    says="{actor} logged that an Ombudsman looks at it, as {their_reference}.",
    law=LAW,
)
def log_ombudsman(
    complaint: Complaint, scheme: str, their_reference: str, subject: str, kind: str, asked: str,
    due_back_on: date | None, by: Any, on: date,
) -> None:  # fmt: skip
    """Log that an Ombudsman looks at this complaint, and what they ask."""
    told: dict[str, Any] = {"scheme": scheme, "their_reference": their_reference, "subject": subject}
    told |= {"kind": kind, "asked": asked, "due_back_on": due_back_on}
    about = {"complaint": complaint.reference, "area": complaint.area}
    complaint.once_saved(lambda: log.follow(by=by, on=on, **about, **told))


def _is_about(case: OmbudsmanCase, complaint: Complaint) -> None:
    """It is with the same team, and as few may read it."""
    case.of, case.area = complaint, complaint.area
    case.team = complaint.team or case.team
    case.sensitivity = max(case.sensitivity, complaint.sensitivity)
    case.once_saved(lambda: link(case, complaint, "ombudsman"))


def _asked(case: OmbudsmanCase, kind: str, asked: str, due_on: date, on: date) -> None:
    Enquiry.objects.create(case_id=case.pk, kind=kind, asked=asked, received_on=on, due_on=due_on)


@ombudsman.action(
    Stage.OPEN,
    Stage.DECIDED,
    asks=forms.SayWhichComplaint,
    gates=(has_no_complaint,),
    label="Say which complaint it is about",
    says="{actor} said that it is about {complaint.reference}.",
)
def say_which_complaint(case: OmbudsmanCase, complaint: Complaint) -> None:
    """Say which of our complaints it is about; from now on as few may read it as the complaint."""
    _is_about(case, complaint)


@ombudsman.action(
    Stage.OPEN,
    asks=forms.Asked,
    gates=(asks_nothing,),
    label="Log what they ask now",
    says="{actor} logged what they ask, which is due back on {due_back_on:%-d %B %Y}.",
    law=LAW,
)
def ask_again(case: OmbudsmanCase, kind: str, asked: str, due_back_on: date, on: date) -> None:
    """Log a further enquiry, or a draft decision they want comments on, with the day it is due back."""
    case.due_back_on = due_back_on
    _asked(case, kind, asked, due_back_on, on)


@ombudsman.action(
    Stage.OPEN,
    asks=forms.AnswerEnquiry,
    gates=(asks_something,),
    label="Log what we answered",
    says="{actor} answered the enquiry{record.told}.",
    law=LAW,
)
def answer_enquiry(case: OmbudsmanCase, answer: str, file: Any, by: Any, on: date) -> None:
    """Log what the council answered, and when: the day it was due back stays beside it."""
    open_one = case.enquiries.select_for_update().get(answered_on=None)
    open_one.answered_on, open_one.answer, open_one.answered_by_id = on, answer, staff_id(by)
    open_one.save(update_fields=["answered_on", "answer", "answered_by"])
    case.due_back_on = None
    case.told = "" if open_one.in_time else ", after the day it was due back"
    if file:
        keep(case, file, Document.Kind.WORKING)


@ombudsman.action(
    Stage.OPEN,
    to=Stage.DECIDED,
    asks=forms.DecideCase,
    label="Log their decision",
    says="They decided: {record.decision_in_words}.",
    law=LAW,
)
def decide(case: OmbudsmanCase, decision: str, found: str, remedied_before: bool, on: date) -> None:
    """Log what they decided and found; an enquiry that was never answered stays told as one."""
    case.decision, case.decided_on, case.found = decision, on, found
    case.remedied_before, case.due_back_on = remedied_before, None


@ombudsman.action(
    Stage.DECIDED,
    asks=forms.Recommend,
    label="Log a recommendation",
    says="{actor} logged a recommendation: {what}",
    law=LAW,
)
def recommend(
    case: OmbudsmanCase, kind: str, what: str, asked_for: date, cost: Decimal | None, owner: Any, by: Any
) -> None:
    """Log what they recommend, by when, and who sees to it."""
    told: dict[str, Any] = {"kind": kind, "what": what, "asked_for": asked_for, "cost": cost}
    whose = owner.pk if owner else staff_id(by)
    case.once_saved(lambda: recommended.follow(by=by, about=case.pk, owner=whose, **told))


@recommendations.opening(
    asks=forms.Recommended,
    system=True,
    name="recommend",
    label="Open a recommendation",
    says="{actor} logged it for {about.reference}.",
    law=LAW,
)
def recommended(
    recommendation: Recommendation, about: OmbudsmanCase, kind: str, what: str, asked_for: date,
    cost: Decimal | None, owner: Any,
) -> None:  # fmt: skip
    """Open what was recommended in a case: as few may read it as the case."""
    recommendation.of, recommendation.title = about, title_from(what)
    recommendation.kind, recommendation.what, recommendation.cost = kind, what, cost
    recommendation.asked_for, recommendation.owner, recommendation.team = asked_for, owner, about.team
    recommendation.sensitivity = about.sensitivity
    recommendation.once_saved(lambda: link(recommendation, about, "recommendations"))


@recommendations.action(
    DUE,
    to=Recommendation.Stage.COMPLIED,
    asks=forms.Comply,
    meets="compliance",
    label="Say that we complied",
    says="{actor}: we complied. {evidence}",
    law="Local Government Act 1974 s.31",
)
def comply(recommendation: Recommendation, evidence: str, file: Any, on: date) -> None:
    """Say that it is done, and how that is known: the Ombudsman asks for evidence of it."""
    recommendation.evidence, recommendation.complied_on = evidence, on
    if file:
        keep(recommendation, file, Document.Kind.WORKING)


@recommendations.action(
    DUE,
    to=Recommendation.Stage.DROPPED,
    asks=forms.NoLongerAsked,
    label="Say that it is no longer asked for",
    says="{actor}: it is no longer asked for. {reasons}",
)
def drop(recommendation: Recommendation, reasons: str) -> None:
    """Say why the Ombudsman no longer asks for it."""
    recommendation.dropped_because = reasons


@recommendations.action(
    DUE,
    asks=forms.AgreeLater,
    label="Log a later day they agreed to",
    says="{actor} logged a later day: {reason}",
)
def agree_later(recommendation: Recommendation, asked_for: date) -> None:
    """Log a later day, as agreed with the Ombudsman; the day they first set stays in its history."""
    recommendation.asked_for = asked_for
