"""A promise is a target for a measure: bound by name, with a unit, and every change of it told."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guildhall.kernel.actions import Invalid
from guildhall.kernel.figures import Sample
from guildhall.plan.actions import promises
from guildhall.plan.actions.samples import bring_in_figures
from guildhall.plan.models import Deliverable
from tests.plan.test_pages_of_verbs import browser  # noqa: F401  signs somebody in


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


def test_a_promise_is_bound_to_a_measure_by_page_and_its_target_stays(deliverable, cast, browser, said):  # noqa: F811
    promises.set_promise(deliverable, by=cast["nadia"], text="Nine in ten", unit="%", target=90)
    promise, client = deliverable.promises.get(), browser("nadia")
    page = client.get(f"{deliverable.get_absolute_url()}").content.decode()
    address = f"{deliverable.get_absolute_url()}correct_promise/?row={promise.pk}"
    assert address in page
    assert f"{deliverable.get_absolute_url()}enter_figure/?promise={promise.key}" in page

    asked = client.get(address).content.decode()
    answer = client.post(
        address,
        {"shown-version": _version(deliverable), "row": promise.pk, "text": "Nine in ten",
         "measure": "requests.answered_in_time", "unit": "%",
         "direction": "at_least", "tolerance_in": "unit", "rule": "tolerance", "basis": "quarter",
         "why": "It is counted here."},
    )  # fmt: skip

    assert 'value="Nine in ten"' in asked
    assert "What is its target" not in asked
    assert answer.status_code == 303
    promise.refresh_from_db()
    assert (promise.measure, promise.basis, promise.target) == ("requests.answered_in_time", "quarter", 90)
    assert "It is counted here." in said(deliverable)


def test_a_correction_cannot_take_the_unit_from_under_a_target(deliverable, cast):
    promises.set_promise(deliverable, by=cast["nadia"], text="Members", unit="people", target=1200)

    with pytest.raises(Invalid, match="Say in what unit the target is"):
        promises.correct_promise(
            deliverable, by=cast["nadia"], row=deliverable.promises.get().pk, unit="", text="Everybody"
        )

    assert deliverable.promises.get().text == "Members"


def test_a_figure_from_outside_is_entered_from_the_promises_page(deliverable, cast, browser):  # noqa: F811
    promises.set_promise(
        deliverable, by=cast["nadia"], text="Members", unit="people", target=1200, basis="quarter"
    )
    promise, client = deliverable.promises.get(), browser("nadia")
    page = f"/plan/{deliverable.plan.key}/promises/{deliverable.key}/{promise.key}/"
    address = f"{deliverable.get_absolute_url()}enter_figure/?promise={promise.key}"

    assert address in client.get(page).content.decode()
    client.post(
        address,
        {
            "shown-version": _version(deliverable),
            "promise": promise.key,
            "period": "2017-18 Q3",
            "value": "1,150",
            "source": "Panel",
        },
    )

    assert "1,150" in client.get(page).content.decode()


def test_figures_come_in_from_a_file_by_page_once_they_were_seen(deliverable, cast, browser):  # noqa: F811
    promises.set_promise(
        deliverable, by=cast["nadia"], text="Members", unit="people", target=1200, basis="quarter"
    )
    promise, client = deliverable.promises.get(), browser("nadia")
    address = f"/plan/{deliverable.plan.key}/import/figures/"
    good = f"figure,period,value,source\n{promise.figure},2017-18 Q3,1150,Panel database\n"

    bad = client.post(address, {"file": _csv(good + f"{deliverable.reference}.none,2017-18 Q3,1,Somebody\n")})
    shown = client.post(address, {"file": _csv(good)})
    assert not Sample.objects.filter(measure=promise.figure).exists()
    kept = client.post(address, {"shown": shown.context["shown"]})

    assert bad.status_code == 422
    assert "1 line cannot be taken, so nothing can" in bad.content.decode()
    assert "would be made" in shown.content.decode()
    assert kept.status_code == 303
    assert Sample.objects.get(measure=promise.figure).entered_by == cast["nadia"]


def test_a_plans_file_brings_no_figure_into_another_plan(plan, deliverable, cast):
    other = Deliverable.objects.filter(plan__key="2018-23").first()
    promises.set_promise(other, by=cast["nadia"], text="Members", unit="people", basis="quarter")
    promise = other.promises.get(text="Members")
    file = _csv(f"figure,period,value,source\n{promise.figure},2017-18 Q3,1150,Panel database\n")

    with pytest.raises(Invalid, match="No promise of Plan 2018 to 2021 has its figures under"):
        bring_in_figures.perform(deliverable.plan, by=cast["nadia"], files={"file": file})

    assert not Sample.objects.filter(measure=promise.figure).exists()


def _csv(text):
    return SimpleUploadedFile("figures.csv", text.encode(), content_type="text/csv")


def _version(deliverable):
    return Deliverable.objects.get(pk=deliverable.pk).version
