"""Who may know of a complaint: roles × complaints × channels."""

from datetime import date

import pytest

from guildhall.kernel import time
from guildhall.kernel.measures import Period, measure
from guildhall.kernel.records import Record
from guildhall.kernel.search import SearchEntry
from guildhall.services.complaints import actions
from guildhall.services.complaints.models import Complaint, Remedy
from guildhall.services.complaints.tests.conftest import MONDAY, NORA

EVERYWHERE = "zanzibar"
# Who may read a complaint about each service, written out by hand.
MAY_READ = {
    "repairs": {"cora", "rowan", "grace", "dev", "helen", "ines"},
    "parking": {"cora", "rowan", "tomas", "dev", "helen", "ines"},
    "children": {"mira", "lena", "ines"},
    "adults": {"mira", "lena", "ines"},
}
STAFF = ("amira", "bill", "cora", "dev", "grace", "helen", "ines", "lena", "mira", "priya", "rowan", "tomas")
CHANNELS = {
    "page": lambda complaint: complaint.get_absolute_url(),
    "timeline": lambda complaint: f"{complaint.get_absolute_url()}?all&changes",
    "queue": lambda complaint: "/desk/complaints/?show=open",
    "desk": lambda complaint: "/desk/?show=open",
    "search": lambda complaint: f"/search/?q={EVERYWHERE}",
    "api list": lambda complaint: "/api/v1/complaints",
    "api": lambda complaint: f"/api/v1/complaints/{complaint.reference}",
    "export": lambda complaint: "/desk/complaints/?format=csv",
    "duty": lambda complaint: "/duties/complaints/acknowledged_in_time/",
    "findings": lambda complaint: "/api/v1/findings?duty=complaints.acknowledged_in_time",
}


@pytest.fixture
def complaints(people):
    return {
        area: actions.complain(
            by=NORA,
            area=area,
            complained=f"{area} {EVERYWHERE}",
            name=f"Nora of {area}",
            email="n@example.org",
        )
        for area in MAY_READ
    }


@pytest.mark.parametrize("player", STAFF)
def test_no_channel_leaks_a_complaint(complaints, people, client_of, player):
    client = client_of(people[player])
    wrong = []
    with time.pretend(date(2026, 6, 20)):
        for area, complaint in complaints.items():
            for channel, address in CHANNELS.items():
                shown = client.get(address(complaint)).content.decode()
                if f"{area} {EVERYWHERE}" in shown and player not in MAY_READ[area]:
                    wrong.append(f"{channel} shows {player} a complaint about {area}")
            status = client.get(complaint.get_absolute_url()).status_code
            assert status == (200 if player in MAY_READ[area] else 404), area

    assert not wrong, "\n".join(wrong)


def test_what_is_promised_is_behind_the_same_wall(complaints, people):
    mira, complaint = people["mira"], complaints["children"]
    complaint = actions.accept(
        complaint,
        by=mira,
        test="dissatisfied",
        regime="children",
        definition="Nobody visits",
        points="Visits",
    )
    actions.promise_remedy(complaint, by=mira, kind="action", what="Visit", promised_for=date(2026, 7, 1))

    for player in STAFF:
        seen = Remedy.objects.visible_to(people[player]).exists()
        assert seen is (player in MAY_READ["children"]), player


def test_a_complaint_that_turns_out_to_be_about_a_child_goes_behind_the_wall(people):
    cora, mira = people["cora"], people["mira"]
    complaint = actions.complain(
        by=NORA, area="other", complained="A child is not visited", name="Nora Bell", email="n@example.org"
    )
    told = {"test": "dissatisfied", "regime": "children", "definition": "Nobody visits", "points": "Visits"}
    team = {"team": mira.grants.filter(service="complaints").first().team_id}

    actions.accept(complaint, by=cora, owner=mira.pk, **team, **told)

    assert not Complaint.objects.visible_to(cora).filter(pk=complaint.pk).exists()
    assert Complaint.objects.visible_to(mira).filter(pk=complaint.pk).exists()


def test_a_figure_counts_what_it_does_not_show(complaints, people):
    behind = measure("complaints.received").behind(Period.month(MONDAY), people["cora"])

    assert (behind.total, behind.shown) == (4, 2)
    assert behind.withheld == "2 more are outside your role."


def test_the_search_entries_follow_their_records(complaints):
    kept = SearchEntry.objects.filter(record__in=Record.objects.of("complaints"))

    assert kept.count() == len(complaints)
