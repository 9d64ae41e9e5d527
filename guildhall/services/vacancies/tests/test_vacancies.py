"""Casual vacancies: entered by themselves, thirty-five days, none in the last six months."""

from datetime import date

import pytest

from guildhall.commons.chamber.actions import members
from guildhall.kernel import delivery, time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.gates import SYSTEM
from guildhall.services.vacancies import actions
from guildhall.services.vacancies.models import Vacancy
from guildhall.services.vacancies.service import vacancies

TODAY = date(2019, 1, 7)


@pytest.fixture
def dora(cast):
    with time.pretend(TODAY):
        yield cast["dora"]


@pytest.fixture
def elect(dora):
    def elect(name, polled=date(2018, 5, 3), ends=date(2022, 5, 9)):
        return members.elect(by=dora, name=name, ward="Milton", elected_on=polled, term_ends_on=ends)

    return elect


@pytest.fixture
def leave(dora):
    """Leaves office, with what follows in the background."""

    def leave(member, **given):
        with delivery.by_hand() as queued:
            members.leave_office(member, by=dora, **given)
        for row in queued:
            delivery.deliver(row.pk)

    return leave


@pytest.fixture
def vacancy(elect, leave):
    """Ada resigned on Monday 7 January 2019; the other two councillors go on."""
    elect("Bram Lodge")
    elect("Cleo Nance")
    ada = elect("Ada Keel")
    leave(ada, because="Resigned")
    return Vacancy.objects.get(holder=ada)


def test_a_resignation_leaves_a_vacancy_by_itself(vacancy):
    assert (vacancy.ward, vacancy.because, vacancy.arose_on) == ("Milton", "Resigned", TODAY)
    assert not vacancy.deadlines.exists()


def test_a_term_that_ran_out_leaves_none(elect, dora, leave):
    member = elect("Ada Keel", date(2014, 5, 22), date(2018, 5, 7))
    leave(member, because="The term ended", on=date(2018, 5, 7))

    assert not Vacancy.objects.exists()
    with pytest.raises(Invalid, match="left no seat vacant before its time"):
        actions.arise(by=dora, member=member.reference)


def test_two_electors_start_the_thirty_five_days(vacancy, dora):
    vacancy = actions.receive_notice(vacancy, by=dora, electors="KA 12 and KA 340")

    # 35 days, weekends not counted: 7 January and seven weeks.
    assert vacancy.deadlines.get(kind="election").due_on == date(2019, 2, 25)
    with pytest.raises(Invalid, match="must be held by Mon 25 February 2019"):
        actions.set_election(vacancy, by=dora, election_on=date(2019, 2, 28))


def test_whoever_is_elected_serves_the_rest_of_the_term(vacancy, elect, dora):
    vacancy = actions.declare(vacancy, by=dora)
    vacancy = actions.set_election(vacancy, by=dora, election_on=date(2019, 2, 21))
    with time.pretend(date(2019, 2, 22)):
        with pytest.raises(Invalid, match="as the one before would have"):
            actions.fill(
                vacancy, by=dora, member=elect("Ewan Gale", date(2019, 2, 21), date(2023, 5, 8)).reference
            )

        vacancy = actions.fill(
            vacancy, by=dora, member=elect("Fern Hurst", date(2019, 2, 21), date(2022, 5, 9)).reference
        )

    assert vacancy.stage == Vacancy.Stage.FILLED
    assert vacancy.deadlines.get(kind="election").met_on == date(2019, 2, 22)


def test_in_the_last_six_months_of_a_term_there_is_no_election(elect, dora, leave):
    for name in ("Bram Lodge", "Cleo Nance"):
        elect(name)
    ada = elect("Ada Keel", date(2015, 5, 7), date(2019, 5, 6))
    leave(ada, because="Resigned")
    vacancy = actions.declare(Vacancy.objects.get(holder=ada), by=dora)

    with pytest.raises(Refused, match=r"no election \(LGA 1972 s.89\(3\)\)"):
        actions.set_election(vacancy, by=dora, election_on=date(2019, 2, 21))

    assert actions.leave_open(vacancy, by=dora).stage == Vacancy.Stage.LEFT_OPEN


def test_a_vacancy_with_time_to_run_is_not_left_open(vacancy, dora):
    with pytest.raises(Refused, match="An election is to be held"):
        actions.leave_open(vacancy, by=dora)


def test_a_third_of_the_seats_vacant_needs_an_election_even_then(elect, dora, leave):
    elect("Bram Lodge")
    for name in ("Ada Keel", "Cleo Nance"):
        leave(elect(name, date(2015, 5, 7), date(2019, 5, 6)), because="Resigned")
    vacancy = actions.declare(Vacancy.objects.first(), by=dora)

    assert actions.set_election(vacancy, by=dora, election_on=date(2019, 2, 21)).election_on


def test_notice_is_public_and_its_want_is_found(vacancy, dora, client):
    duty = vacancies.duties["noticed"]
    assert "Milton" not in client.get("/vacant-seats/").content.decode()
    assert list(duty.findings(SYSTEM, date(2019, 1, 14))) == []
    assert [each.record.pk for each in duty.findings(SYSTEM, date(2019, 1, 15))] == [vacancy.pk]

    actions.give_notice(vacancy, by=dora)

    assert "Milton" in client.get("/vacant-seats/").content.decode()
    assert list(duty.findings(SYSTEM, date(2019, 1, 15))) == []
