"""How a request ends: answered in full or in part, refused, withdrawn or lapsed."""

from __future__ import annotations

from datetime import date
from typing import Any

from guildhall.commons.documents.keeping import keep
from guildhall.commons.documents.models import Document
from guildhall.kernel.gates import Actor
from guildhall.services.requests import forms
from guildhall.services.requests.clocks import working_days_taken
from guildhall.services.requests.gates import has_waited_long_enough
from guildhall.services.requests.models import InformationRequest, Outcome
from guildhall.services.requests.service import Stage, requests


def _answered(request: InformationRequest, outcome: str, answer: str, by: Any, on: date) -> None:
    who = Actor.of(by)
    request.outcome, request.answer = outcome, answer
    request.answered_by_id = who.id if who.kind == "staff" else None
    request.working_days = working_days_taken(request, on)


def _enclose(request: InformationRequest, file: Any) -> None:
    """Gives the file out with the answer, beside the documents that were given out before."""
    released = Document.objects.filter(record=request.pk, kind=Document.Kind.RELEASED, forgotten_on=None)
    request.encloses = (*released.values_list("name", flat=True), *([file.name] if file else []))
    if file:
        keep(request, file, Document.Kind.RELEASED)


def _withhold(request: InformationRequest, **said: Any) -> None:
    """Keeps all that the notice must say (FOIA s.17, EIR reg.14)."""
    request.exemptions = ", ".join(said["exemptions"])
    request.public_interest = said["public_interest"] or ""
    person, completion = said["qualified_person"], said["completion"]
    more = [f"This rests on the opinion of {person}, our qualified person."] if person else []
    more += [f"It is still being completed: {completion}"] if completion else []
    request.withheld_because = "\n\n".join([said["reasons"], *more])


@requests.action(
    Stage.RECEIVED,
    Stage.SEARCHING,
    to=Stage.ANSWERED,
    asks=forms.Answer,
    meets="response",
    sends="answer",
    tells="We sent you our answer.",
    says="{actor} sent the answer.",
    law="FOIA 2000 s.1(1); EIR 2004 reg.5(1); UK GDPR Art.15",
)
def answer(request: InformationRequest, outcome: str, answer: str, file: Any, by: Any, on: date) -> None:
    """Send the information, or say that it is not held."""
    _enclose(request, file)
    _answered(request, outcome, answer, by, on)


@requests.action(
    Stage.RECEIVED,
    Stage.SEARCHING,
    to=Stage.ANSWERED,
    asks=forms.AnswerInPart,
    meets="response",
    sends="answer_in_part",
    tells="We sent you what we can give you, and told you why not the rest.",
    says="{actor} sent part of it, and withheld the rest under {record.exemptions}.",
    law="FOIA 2000 s.1(1), s.17; EIR 2004 reg.14; UK GDPR Art.15(4)",
)
def answer_in_part(
    request: InformationRequest,
    answer: str,
    file: Any,
    exemptions: list[str],
    reasons: str,
    public_interest: str,
    qualified_person: str,
    completion: str,
    by: Any,
    on: date,
) -> None:
    """Send what can be sent, and say under which section the rest is withheld, and why."""
    _enclose(request, file)
    _withhold(
        request,
        exemptions=exemptions,
        reasons=reasons,
        public_interest=public_interest,
        qualified_person=qualified_person,
        completion=completion,
    )
    _answered(request, Outcome.PART, answer, by, on)


@requests.action(
    Stage.RECEIVED,
    Stage.SEARCHING,
    to=Stage.REFUSED,
    asks=forms.Refuse,
    meets="response",
    sends="refusal",
    tells="We told you why we cannot give you the information.",
    says="{actor} refused it under {record.exemptions}.",
    law="FOIA 2000 s.17; EIR 2004 reg.14; UK GDPR Art.12(4), (5)",
)
def refuse(
    request: InformationRequest,
    exemptions: list[str],
    reasons: str,
    public_interest: str,
    qualified_person: str,
    completion: str,
    by: Any,
    on: date,
) -> None:
    """Refuse it, with a notice that says under which section, why, what was weighed, and how to complain."""
    _withhold(
        request,
        exemptions=exemptions,
        reasons=reasons,
        public_interest=public_interest,
        qualified_person=qualified_person,
        completion=completion,
    )
    _answered(request, Outcome.REFUSED, "", by, on)


@requests.action(
    to=Stage.WITHDRAWN,
    asks=forms.Withdraw,
    party=True,
    sends="withdrawn",
    label="Withdraw the request",
    tells="You withdrew it.",
    says="{record.requester} withdrew it. {why}",
)
def withdraw(request: InformationRequest) -> None:
    """Take the request back, or log that the requester did."""
    request.outcome = Outcome.WITHDRAWN


@requests.action(
    Stage.CLARIFYING,
    Stage.FEE,
    Stage.IDENTITY,
    to=Stage.LAPSED,
    gates=(has_waited_long_enough,),
    sends="lapsed",
    label="Close it for want of an answer",
    tells="We closed it, because we had not heard from you.",
    says="{actor} closed it, because nothing came from the requester.",
    law="FOIA 2000 s.9(2); EIR 2004 reg.8(5); council policy after two months of waiting",
)
def lapse(request: InformationRequest) -> None:
    """Close a request whose requester has not answered, paid or proved who they are in the time they had."""
    request.outcome = Outcome.LAPSED
