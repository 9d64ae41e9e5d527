"""The local code: seven principles, their evidence linked live, and what is said where it has gone stale."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guildhall.commons.documents.models import Document
from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.services import action
from guildhall.services.assurance.actions import codes
from guildhall.services.assurance.framework import NEW, OLD, became, of_edition, parts
from guildhall.services.assurance.models import Piece
from guildhall.services.assurance.standing import shown


def test_the_six_of_2007_became_the_seven_of_2016():
    assert {each.number: each.became for each in of_edition(OLD)} == {
        "1": ("C", "D"), "2": ("E", "A"), "3": ("A",), "4": ("F", "D", "B"), "5": ("E",), "6": ("B", "G"),
    }  # fmt: skip
    assert became("A") == ("2", "3")
    assert len(parts()) == 21
    assert all(became(each.number) for each in of_edition(NEW))


@pytest.mark.parametrize(
    "link",
    [
        {"page": "/numbers/"},
        {"page": "https://www.example.org/audit"},
        {"measure": "risks.open_risks"},
        {"duty": "risks.has_an_owner"},
    ],
)
def test_evidence_leads_to_one_thing(give, link):
    give(**link)

    (piece,) = Piece.objects.all()
    assert {name: getattr(piece, name) for name in link} == link


@pytest.mark.parametrize(
    ("links", "why"),
    [
        ({"page": ""}, "Give one of a record, a document, a page, a measure or a duty"),
        ({"page": "/numbers/", "duty": "risks.has_an_owner"}, "Give one of"),
        ({"page": "/no/such/page/"}, "Nothing is at this address"),
        ({"page": "http://www.example.org/"}, "Nothing is at this address"),
        ({"document": 99}, "No document has this number"),
        ({"measure": "risks.luck"}, "risks.luck"),
        ({"shown_by": "RK-2018-00099"}, "No record has the reference"),
    ],
)
def test_evidence_that_leads_nowhere_is_refused_and_nothing_is_kept(give, links, why):
    with pytest.raises(Invalid, match=why):
        give(**links)
    assert not Piece.objects.exists()


def test_nobody_gives_as_evidence_what_they_may_not_read(code, cast, today):
    contract = action("contracts", "enter")(by=SYSTEM, supplier="Halyard", what="Printers")

    with pytest.raises(Invalid, match="No record has the reference"):
        codes.give_evidence(
            code, by=cast["rowan"], part="F3", text="Under contract", shown_by=contract.reference
        )


def test_evidence_shows_how_things_stand_now(code, give, today, cast):
    risk = action("risks", "raise")(by=SYSTEM, title="Loss of key staff", likelihood=4, impact=4)
    give(shown_by=risk.reference)
    give(measure="risks.above_appetite")
    give(duty="risks.has_an_owner")

    told = shown(code.pieces.order_by("pk"), cast["rowan"], today)
    assert [(each.label.split(": ")[-1], each.reading) for each in told] == [
        ("Loss of key staff", "Open"),
        ("Open risks above appetite", "No figure, year to March 2018"),
        ("Every open risk has an owner", "1 finding now"),
    ]
    assert told[0].url == risk.get_absolute_url()

    public = shown(code.pieces.order_by("pk"), None, today)
    assert [(each.label, each.url, each.reading) for each in public] == [
        ("A record of the council", "", ""),
        ("Open risks above appetite", "", ""),
        ("Every open risk has an owner", "", ""),
    ]


def test_a_code_without_evidence_is_found_part_by_part(code, give, finds):
    (found,) = finds("codes", "principles_are_shown")
    assert len(found) == 21

    for number in parts():
        give(part=number)
    assert finds("codes", "principles_are_shown") == []


def test_evidence_that_ended_closed_or_went_says_so(code, give, finds, today):
    risk = action("risks", "raise")(by=SYSTEM, title="Loss of key staff")
    give(shown_by=risk.reference, text="The log")
    give(part="E1", text="Members were trained", until=today + timedelta(days=10))
    assert finds("codes", "evidence_stands") == []

    action("risks", "close")(risk, by=SYSTEM, reason="It can no longer happen")
    later = today + timedelta(days=11)
    assert finds("codes", "evidence_stands", later) == [
        (
            "E1, “Members were trained”: It held until Thu 26 April 2018.",
            f"F1, “The log”: {risk.reference} was closed on Mon 16 April 2018.",
        )
    ]


def test_a_document_that_was_forgotten_shows_nothing(code, give, finds, cast):
    paper = SimpleUploadedFile("minutes.txt", b"The minutes")
    attach = codes.codes.actions["attach_document"]
    attach.perform(code, by=cast["rowan"], data={"kind": "working"}, files={"file": paper})
    give(document=Document.objects.get().pk)
    assert finds("codes", "evidence_stands") == []

    Document.objects.update(forgotten_on=date(2018, 4, 16))
    assert "The document was forgotten" in finds("codes", "evidence_stands")[0][0]


def test_a_measure_that_is_no_more_shows_nothing(code, give, finds):
    give(measure="risks.open_risks")
    Piece.objects.update(measure="risks.luck")

    assert "no measure called “risks.luck” any more" in finds("codes", "evidence_stands")[0][0]


def test_evidence_is_read_each_year(code, give, finds, cast, today):
    give()
    a_year_on = date(2019, 4, 17)
    assert finds("codes", "evidence_is_read", date(2019, 4, 16)) == []
    assert finds("codes", "evidence_is_read", a_year_on) == [
        ("F1, “Risks are looked at”: Nobody has read it since Mon 16 April 2018.",)
    ]

    with time.pretend(a_year_on):
        codes.read_evidence(code, by=cast["helen"], pieces=[Piece.objects.get().pk])
    assert finds("codes", "evidence_is_read", a_year_on) == []
    assert "it still shows what it says: F1." in code.events.latest("sequence").sentence


def test_evidence_is_about_those_the_principle_is_about(code, give, finds):
    give(part="E2", about="staff")
    assert "nothing about members" in finds("codes", "evidence_fits")[0][0]

    give(part="E1", about="members")
    assert finds("codes", "evidence_fits") == []


def test_evidence_is_withdrawn_with_a_reason(code, give, finds, cast):
    give(part="E2", about="staff")
    piece = Piece.objects.get()
    codes.withdraw_evidence(code, by=cast["rowan"], piece=piece.pk, reason="It was last year’s")

    assert finds("codes", "evidence_fits") == []
    assert code.events.latest("sequence").sentence == (
        "Rowan Pike withdrew the evidence “Risks are looked at”: It was last year’s"
    )
    with pytest.raises(Refused, match="No evidence"):
        codes.withdraw_evidence(code, by=cast["rowan"], piece=piece.pk, reason="Again")


def test_a_new_code_takes_the_place_of_the_old(code, give, cast):
    give()
    codes.adopt(code, by=cast["rowan"], decision="minute 12")
    newer = codes.draw_up(by=cast["rowan"], title="Local code of 2019")
    codes.give_evidence(newer, by=cast["rowan"], part="F1", text="Risks", page="/numbers/")
    newer = codes.adopt(newer, by=cast["rowan"], decision="minute 13")

    code.refresh_from_db()
    assert (code.stage, newer.stage) == ("superseded", "adopted")


def test_the_code_is_reviewed_each_year(code, give, finds, cast):
    give()
    codes.adopt(code, by=cast["rowan"], decision="minute 12")
    assert finds("codes", "reviewed_each_year", date(2019, 4, 16)) == []
    assert finds("codes", "reviewed_each_year", date(2019, 4, 17)) == [()]
