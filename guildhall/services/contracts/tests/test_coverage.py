"""Whether a critical system is covered: the seed's case, and the database against the plain function."""

from datetime import date, timedelta
from random import Random

from guildhall.kernel.gates import SYSTEM
from guildhall.services.contracts import actions
from guildhall.services.contracts.coverage import Gap, Span, gap_after, how_long
from guildhall.services.contracts.duties import gaps
from guildhall.services.contracts.models import Contract
from guildhall.services.contracts.service import contracts

DAY = timedelta(days=1)
TODAY = date(2018, 6, 1)
NEW_SYSTEM = date(2019, 3, 31)
EMS = "Elections management system"


def test_a_waiver_that_ends_before_the_new_system_leaves_three_months_uncovered(enter, finds):
    enter(what="Elections software", systems=[{"name": EMS, "critical": True}], ends_on=date(2018, 3, 31))
    enter(
        kind="waiver",
        what="Elections software, waiver",
        systems=f"{EMS}, critical, replaced by 2019-03-31",
        starts_on=date(2018, 4, 1),
        ends_on=date(2018, 12, 31),
    )

    assert finds("covered_without_a_gap") == [
        (
            f"“{EMS}” is without cover from Tue 1 January 2019 to Sun 31 March 2019 (3 months).",
            "The waiver ends on Mon 31 December 2018.",
            f"A successor of “{EMS}” is to be in service by Sun 31 March 2019.",
        )
    ]


def test_a_contract_of_which_nobody_says_the_end_covers_nothing_beyond_what_goes_on_from_it(enter, finds):
    contract = enter(systems=f"{EMS}, critical")
    systems = f"{EMS}, critical, replaced by 2019-03-31"
    waiver = enter(kind="waiver", systems=systems, ends_on=date(2018, 12, 31))
    assert finds("covered_without_a_gap") == [], "for all anybody knows the contract goes on"

    actions.end(waiver, by=SYSTEM, last_day=date(2018, 5, 31))
    enter(kind="waiver", systems=systems, ends_on=date(2018, 12, 31), extends=contract)

    assert finds("covered_without_a_gap")[0][0].endswith("to Sun 31 March 2019 (3 months).")


def test_a_further_waiver_settles_it(enter, finds):
    systems = f"{EMS}, critical, replaced by 2019-03-31"
    waiver = enter(kind="waiver", systems=systems, starts_on=date(2018, 4, 1), ends_on=date(2018, 12, 31))
    assert finds("covered_without_a_gap")

    actions.waive(waiver, by=SYSTEM, ends_on=NEW_SYSTEM, why="Until the new system is in service")

    assert finds("covered_without_a_gap") == []


def test_a_system_nobody_depends_on_may_be_without_cover(enter, finds):
    enter(systems=EMS, ends_on=date(2018, 1, 31))

    assert finds("covered_without_a_gap") == []


def test_a_critical_system_whose_contract_is_over_is_uncovered_until_somebody_says_it_was_replaced(
    enter, finds
):
    contract = enter(systems=f"{EMS}, critical", ends_on=date(2018, 5, 31))
    assert finds("covered_without_a_gap")[0][0] == (
        f"“{EMS}” is without cover from Fri 1 June 2018, and nobody has said until when."
    )

    contract = actions.end(contract, by=SYSTEM)
    assert finds("covered_without_a_gap"), "closing the record closes no gap"
    actions.cover_system(contract, by=SYSTEM, name=EMS, critical=True, replaced_by=date(2018, 5, 31))

    assert finds("covered_without_a_gap") == []


def test_a_gap_that_is_over_is_no_finding_once_the_contract_before_it_is_closed(enter, finds):
    old = enter(systems=f"{EMS}, critical", ends_on=date(2017, 12, 31))
    enter(systems=f"{EMS}, critical", starts_on=date(2018, 2, 1), ends_on=date(2020, 12, 31))
    assert finds("covered_without_a_gap")[0][0].endswith("to Wed 31 January 2018 (1 month).")

    actions.end(old, by=SYSTEM)

    assert finds("covered_without_a_gap") == []


def test_spans_that_touch_leave_no_gap():
    after = [Span(date(2019, 1, 1), None)]

    assert gap_after(date(2018, 12, 31), after, [], TODAY) is None
    assert gap_after(date(2018, 12, 30), after, [], TODAY) == Gap(date(2018, 12, 31), date(2018, 12, 31))


def test_a_gap_is_told_in_months_where_it_is_whole_months():
    assert how_long(date(2019, 1, 1), date(2019, 3, 31)) == "3 months"
    assert how_long(date(2019, 1, 15), date(2019, 2, 14)) == "1 month"
    assert how_long(date(2019, 1, 15), date(2019, 2, 15)) == "32 days"


def test_the_database_finds_what_the_plain_function_finds(enter):
    chance = Random(1)

    def some_day(share):
        return TODAY + DAY * chance.randint(-40, 40) if chance.random() < share else None

    made = [None]
    for _ in range(60):
        first = some_day(0.9)
        last = first + DAY * chance.randint(0, 30) if first and chance.random() < 0.8 else None
        critical, replaced = chance.random() < 0.8, some_day(0.3)
        name = chance.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        contract = enter(
            systems=[{"name": name, "critical": critical, "replaced_by": replaced}],
            starts_on=first,
            ends_on=last,
            extends=chance.choice(made),
        )
        made.append(contract)

    said = {each.pk for each in Contract.objects.all() if list(gaps(each, TODAY))}
    found = contracts.duties["covered_without_a_gap"].broken(SYSTEM, TODAY)

    assert {each.pk for each in found} == said
    assert 5 < len(said) < 55
