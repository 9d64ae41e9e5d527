"""How a request ends, and what the notice must say when something is withheld."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.gates import SYSTEM, Actor
from guildhall.services.requests.actions import (
    answer,
    answer_in_part,
    ask_to_clarify,
    clarify,
    refuse,
    triage,
    withdraw,
)
from guildhall.services.requests.models import InformationRequest
from guildhall.services.requests.service import requests

ANSWER = {"outcome": "granted", "answer": "412 fines."}
ABSOLUTE = {"exemptions": ["s.41"], "reasons": "It was given in confidence."}
QUALIFIED = {"exemptions": ["s.43(2)"], "reasons": "It gives prices."}
WEIGHED = {"public_interest": "On balance it is against disclosure."}


def errors_of(action, request, by, **said):
    with pytest.raises(Invalid) as refused:
        action(request, by=by, **said)
    return refused.value.form.errors


def test_an_answer_closes_the_request_in_time(amira, searching):
    with time.pretend(date(2026, 3, 31)):
        answered = answer(searching(), by=amira, **ANSWER)

    assert (answered.stage, answered.outcome, answered.in_time) == ("answered", "granted", True)
    assert (answered.closed_on, answered.answered_by, answered.working_days) == (date(2026, 3, 31), amira, 20)
    assert answered.deadlines.get().met_on == date(2026, 3, 31)


def test_an_answer_a_day_late_is_not_in_time(amira, searching):
    with time.pretend(date(2026, 4, 1)):
        answered = answer(searching(), by=amira, **ANSWER)

    assert (answered.in_time, answered.working_days) == (False, 21)


def test_working_days_leave_the_waiting_out(amira, searching):
    with time.pretend(date(2026, 4, 20)):
        request = ask_to_clarify(searching("sar", date(2026, 4, 13)), by=amira, question="Which files?")
    with time.pretend(date(2026, 4, 21)):
        request = clarify(request, by=amira, clarification="My housing file.")
    with time.pretend(date(2026, 4, 24)):
        answered = answer(request, by=amira, **ANSWER)

    assert answered.working_days == 7


def test_a_request_can_be_answered_before_anybody_sorted_it(amira, received):
    assert (
        answer(received(), by=amira, outcome="not_held", answer="We have no such list.").stage == "answered"
    )


def test_an_answer_grants_or_says_that_it_is_not_held(amira, searching):
    errors = errors_of(answer, searching(), amira, outcome="refused", answer="No.")

    assert "outcome" in errors


@pytest.mark.parametrize("verb", [answer, refuse, withdraw])
def test_what_has_ended_is_not_ended_again(amira, searching, verb):
    answered = answer(searching(), by=amira, **ANSWER)

    with pytest.raises(Refused, match="It is answered"):
        verb(answered, by=amira)


def test_a_refusal_cites_its_sections_and_says_why(amira, searching):
    refused = refuse(searching(), by=amira, **ABSOLUTE)

    assert (refused.stage, refused.outcome, refused.exemptions) == ("refused", "refused", "s.41")
    assert refused.withheld_because == "It was given in confidence."
    assert [each.title for each in refused.provisions] == ["Given in confidence"]
    assert refused.events.order_by("sequence").last().sentence == "Amira Haddad refused it under s.41."


def test_nothing_is_withheld_without_a_section(amira, searching):
    errors = errors_of(refuse, searching(), amira, reasons="We would rather not.")

    assert errors["exemptions"] == ["Choose at least one: whatever is withheld is withheld under a section"]


@pytest.mark.parametrize("verb", [refuse, answer_in_part])
def test_a_qualified_exemption_needs_the_public_interest_weighed(amira, searching, verb):
    errors = errors_of(verb, searching(), amira, **QUALIFIED, answer="Some of it.")

    assert errors["public_interest"] == ["Say what was weighed: s.43(2) is qualified"]
    assert verb(searching(), by=amira, **QUALIFIED, **WEIGHED, answer="Some of it.").public_interest


def test_section_36_rests_on_the_qualified_person(amira, searching):
    free_advice = {"exemptions": ["s.36"], "reasons": "Free advice.", **WEIGHED}
    errors = errors_of(refuse, searching(), amira, **free_advice)

    assert errors["qualified_person"] == ["Section 36 needs the opinion of the qualified person: name them"]
    refused = refuse(searching(), by=amira, **free_advice, qualified_person="the City Solicitor")
    assert "rests on the opinion of the City Solicitor" in refused.withheld_because


def test_information_on_emissions_is_not_withheld_as_confidential(amira, searching):
    commercial = {"exemptions": ["reg.12(5)(e)"], "reasons": "Prices.", **WEIGHED}
    errors = errors_of(refuse, searching("eir"), amira, **commercial, emissions=True)

    assert errors["exemptions"] == ["reg.12(5)(e) cannot withhold information on emissions (EIR reg.12(9))"]
    assert refuse(searching("eir"), by=amira, **commercial).stage == "refused"


def test_what_is_still_being_written_has_a_day_and_an_author(amira, searching):
    draft = {"exemptions": ["reg.12(4)(d)"], "reasons": "It is a draft.", **WEIGHED}
    assert "completion" in errors_of(refuse, searching("eir"), amira, **draft)

    refused = refuse(searching("eir"), by=amira, **draft, completion="in June 2026, by Planning")

    assert "still being completed: in June 2026, by Planning" in refused.withheld_because


@pytest.mark.parametrize(
    ("regime", "on", "code"),
    [
        ("foi", date(2026, 3, 2), "s.35"),  # for governments
        ("foi", date(2026, 3, 2), "s.39"),  # leads to the EIR
        ("foi", date(2026, 3, 2), "reg.13"),
        ("eir", date(2026, 3, 2), "s.43(2)"),
        ("foi", date(2017, 6, 1), "s.40(2) by (3A)"),
        ("foi", date(2026, 3, 2), "s.40(2) by (3)(a)(i)"),
        ("foi", date(2014, 6, 2), "s.22A"),
        ("sar", date(2017, 6, 1), "DPA Sch.2 para.16"),
        ("sar", date(2026, 3, 2), "DPA 1998 s.7(4)"),
    ],
)
def test_only_the_law_of_its_day_withholds(amira, searching, regime, on, code):
    with time.pretend(on):
        errors = errors_of(refuse, searching(regime, on), amira, exemptions=[code], reasons="Because.")

    assert "exemptions" in errors


def test_part_is_answered_and_the_rest_withheld(amira, searching):
    answered = answer_in_part(searching(), by=amira, answer="The totals.", **ABSOLUTE)

    assert (answered.stage, answered.outcome, answered.answer) == ("answered", "part", "The totals.")
    assert answered.exemptions == "s.41"


def test_the_requester_withdraws_through_their_link(searching):
    request = searching()
    party = request.involvements.get().party

    withdrawn = withdraw(request, by=Actor("party", party.pk, party.name))

    assert (withdrawn.stage, withdrawn.outcome) == ("withdrawn", "withdrawn")
    assert withdrawn.events.order_by("sequence").last().sentence == "Nora Bell withdrew it."


def test_another_party_does_not_withdraw_it(searching):
    assert (
        withdraw.why_not(searching(), Actor("party", 0, "A stranger")) == "This is somebody else’s request."
    )


def test_the_system_itself_answers_for_nobody(searching):
    assert answer(searching(), by=SYSTEM, **ANSWER).answered_by is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"outcome": "refused", "exemptions": "s.41", "answer": "", "withheld_because": ""},
        {"outcome": "part", "answer": "Some.", "exemptions": ""},
        {"fee": -1},
    ],
)
def test_the_database_itself_holds_the_line(searching, wrong):
    request = searching()

    with pytest.raises(IntegrityError), transaction.atomic():
        InformationRequest.objects.filter(pk=request.pk).update(**wrong)


def test_the_chain_of_a_request_verifies_from_first_to_last(amira, received):
    from guildhall.kernel.events import flaws

    request = answer(triage(received(), by=amira, regime="foi"), by=amira, **ANSWER)

    assert list(flaws(InformationRequest.objects.filter(pk=request.pk))) == []


def a_file(name="fines.csv"):
    return SimpleUploadedFile(name, b"street,fines\nAlbert Road,412\n", "text/csv")


def test_a_document_goes_with_the_answer(amira, searching):
    request = searching()
    attach = requests.actions["attach_document"]
    attach.perform(request, by=amira, data={"kind": "working"}, files={"file": a_file("draft.txt")})

    answered = answer.perform(request, by=amira, data=ANSWER, files={"file": a_file()}).record

    given_out = answered.documents.filter(kind="released")
    assert [document.name for document in given_out] == ["fines.csv"]
    letter = answered.letters.latest("pk").markdown.replace("\\", "")
    assert "With this answer you get:\n\n- fines.csv" in letter
    assert "draft.txt" not in letter


def test_what_was_given_out_before_is_named_in_the_answer(amira, searching):
    request = searching()
    attach, release = (requests.actions[name] for name in ("attach_document", "release_document"))
    attach.perform(request, by=amira, data={"kind": "working"}, files={"file": a_file("map.txt")})
    release(request, by=amira, document=request.documents.get().pk)

    answered = answer_in_part(request, by=amira, answer="The totals.", **ABSOLUTE)

    assert "- map.txt" in answered.letters.latest("pk").markdown.replace("\\", "")
