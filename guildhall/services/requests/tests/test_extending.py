"""More time: on the ground the law allows, once, and before the first time is out."""

from datetime import date

import pytest

from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.services.requests.actions import extend, reclassify

BOTH = {"complex": True, "voluminous": True}


def test_the_public_interest_gives_foi_forty_working_days(amira, searching):
    extended = extend(searching("foi"), by=amira, exemptions=["s.43(2)"], reason="Prices.")

    assert extended.due_on == date(2026, 4, 30)
    assert extended.clock_inputs.get().reason == "Prices."


@pytest.mark.parametrize("exemptions", [[], ["s.41"], ["reg.12(5)(e)"]])
def test_only_a_qualified_exemption_extends_foi(amira, searching, exemptions):
    with pytest.raises(Invalid) as refused:
        extend(searching("foi"), by=amira, exemptions=exemptions, reason="Prices.")

    assert set(refused.value.form.errors) == {"exemptions"}


def test_a_complex_and_voluminous_request_gives_eir_forty_working_days(amira, searching):
    extended = extend(
        searching("eir", date(2026, 2, 2)), by=amira, on=None, **BOTH, reason="Ten years of data."
    )

    assert extended.due_on == date(2026, 3, 31)


@pytest.mark.parametrize(
    ("missing", "word"), [("complex", "complex as well"), ("voluminous", "great volume")]
)
def test_eir_needs_both_complexity_and_volume(amira, searching, missing, word):
    with pytest.raises(Invalid, match=word):
        extend(searching("eir"), by=amira, **{**BOTH, missing: False}, reason="Ten years of data.")


def test_complexity_or_number_gives_subject_access_three_months(amira, searching):
    extended = extend(searching("sar"), by=amira, because="number", reason="Four requests.")

    assert extended.due_on == date(2026, 6, 2)


def test_each_law_asks_for_its_own_ground(searching):
    assert {"complex", "voluminous", "reason"} == set(extend.form(searching("eir")).fields)
    assert {"exemptions", "reason"} == set(extend.form(searching("foi")).fields)
    assert {"because", "reason"} == set(extend.form(searching("sar")).fields)
    assert {"complex", "voluminous", "exemptions", "because", "reason"} == set(extend.form().fields)


def test_the_reasons_are_asked_for(amira, searching):
    with pytest.raises(Invalid, match="reason"):
        extend(searching("eir"), by=amira, **BOTH)


def test_it_is_extended_once(amira, searching):
    extended = extend(searching("eir"), by=amira, **BOTH, reason="Ten years of data.")

    why_not = extend.why_not(extended, amira)

    assert why_not == "It was extended on Mon 2 March 2026, and the law allows that once."


def test_it_is_extended_on_the_last_day_and_not_after(amira, searching):
    request = searching("eir")

    with time.pretend(date(2026, 4, 1)), pytest.raises(Refused) as refused:
        extend(request, by=amira, **BOTH, reason="Ten years of data.")
    with time.pretend(date(2026, 3, 31)):
        assert extend(request, by=amira, **BOTH, reason="Ten years of data.").due_on == date(2026, 4, 30)

    late = "Too late to extend: the requester had to be told by Tue 31 March 2026 (EIR reg.7(1), (3))."
    assert str(refused.value) == late


def test_the_act_of_1998_gave_no_more_time(amira, searching):
    request = searching("sar", date(2017, 6, 1))

    with time.pretend(date(2017, 6, 2)):
        why_not = extend.why_not(request, amira)

    assert why_not == "The law of Thu 1 June 2017 allows no more time (DPA 1998 s.7(8), (10))."


def test_an_extension_does_not_pass_to_another_law(amira, searching):
    extended = extend(searching("eir"), by=amira, **BOTH, reason="Ten years of data.")

    moved = reclassify(extended, by=amira, regime="foi", reason="It is not about the environment.")

    assert moved.due_on == date(2026, 3, 31)
