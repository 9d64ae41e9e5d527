"""A promise is a target for a measure: bound by name, with a unit, and every change of it told."""

from decimal import Decimal

import pytest

from guildhall.kernel.actions import Invalid
from guildhall.plan.actions import promises


def test_a_promise_takes_the_unit_of_its_measure(deliverable, cast, said):
    promises.set_promise(
        deliverable,
        by=cast["nadia"],
        text="Nine in ten in time",
        measure="requests.answered_in_time",
        target=90,
    )

    promise = deliverable.promises.get()
    assert (promise.key, promise.unit, promise.target) == ("nine-in-ten-in-time", "%", Decimal(90))
    assert said(deliverable) == "Nadia Frost promised: Nine in ten in time (at least 90%)."


def test_a_target_without_a_unit_is_refused_and_nothing_is_kept(deliverable, cast):
    with pytest.raises(Invalid, match="Say in what unit the target is, such as % or requests"):
        promises.set_promise(deliverable, by=cast["nadia"], text="More calls", target=90)

    assert not deliverable.promises.exists()
    assert deliverable.events.count() == 1


def test_a_measure_counts_in_one_unit(deliverable, cast):
    with pytest.raises(Invalid, match="The measure counts in %: leave the unit empty"):
        promises.set_promise(
            deliverable,
            by=cast["nadia"],
            text="x",
            measure="requests.answered_in_time",
            unit="requests",
            target=9,
        )


def test_a_measure_nobody_has_is_refused(deliverable, cast):
    with pytest.raises(Invalid, match=r"No service has a measure called requests\.guessed"):
        promises.set_promise(deliverable, by=cast["nadia"], text="x", measure="requests.guessed")


def test_a_changed_target_tells_what_it_was(deliverable, cast, said):
    for target in (90, 95):
        promises.set_promise(
            deliverable, by=cast["nadia"], key="in-time", text="In time", measure="requests.answered_in_time",
            target=target,
        )  # fmt: skip

    assert deliverable.promises.get().target == 95
    assert said(deliverable) == "Nadia Frost promised: In time (at least 95%, instead of at least 90%)."


def test_a_target_is_changed_with_a_reason(deliverable, cast, said):
    promises.set_promise(
        deliverable, by=cast["nadia"], text="In time", measure="requests.answered_in_time", target=90
    )
    promise = deliverable.promises.get()

    promises.change_target(deliverable, by=cast["nadia"], promise=promise.pk, target=95, why="It went well.")

    promise.refresh_from_db()
    assert (promise.target, promise.kept_by(Decimal(92))) == (95, False)
    assert said(deliverable) == (
        "Nadia Frost changed the target of “In time” from at least 90% to at least 95%: It went well."
    )


def test_a_target_of_nothing_has_no_tolerance_in_per_cent(deliverable, cast):
    promises.set_promise(
        deliverable, by=cast["nadia"], text="Few late", unit="requests", target=10, direction="at_most",
        tolerance=5, tolerance_in="percent",
    )  # fmt: skip
    promise = deliverable.promises.get()

    with pytest.raises(Invalid, match="A percentage of a target of 0 is always 0"):
        promises.change_target(deliverable, by=cast["nadia"], promise=promise.pk, target=0, why="None late.")

    promise.refresh_from_db()
    assert promise.target == 10


def test_a_promise_without_a_unit_gets_no_target(deliverable, cast):
    promises.set_promise(deliverable, by=cast["nadia"], text="Staff are aware")

    with pytest.raises(Invalid, match="That promise has no unit: make it again with a unit and a target"):
        promises.change_target(
            deliverable, by=cast["nadia"], promise=deliverable.promises.get().pk, target=95, why="x"
        )


def test_a_promise_without_a_number_can_be_printed(deliverable, cast, said):
    promises.set_promise(deliverable, by=cast["nadia"], text="Staff are aware")

    assert said(deliverable) == "Nadia Frost promised: Staff are aware (no target)."


def test_a_promise_is_given_up_with_a_reason(deliverable, cast, said):
    promises.set_promise(deliverable, by=cast["nadia"], text="Staff are aware")

    promises.drop_promise(
        deliverable, by=cast["nadia"], promise=deliverable.promises.get().pk, why="Nobody can count it."
    )

    assert not deliverable.promises.exists()
    assert said(deliverable) == "Nadia Frost gave up the promise “Staff are aware”: Nobody can count it."


def test_the_promise_of_another_deliverable_is_not_given_up_here(deliverable, set_out, cast):
    other = set_out("Another")
    promises.set_promise(deliverable, by=cast["nadia"], text="Staff are aware")
    promises.set_promise(other, by=cast["nadia"], text="Members are aware")

    with pytest.raises(Invalid):
        promises.drop_promise(
            deliverable, by=cast["nadia"], promise=other.promises.get().pk, why="By mistake."
        )
    assert other.promises.exists()
