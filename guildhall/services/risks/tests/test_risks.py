"""A risk: raised in its log, scored, treated, accepted for a time, looked at every quarter."""

from datetime import date

import pytest

from guildhall.kernel import time
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.services import action
from guildhall.services.risks.models import Risk

TODAY = date(2018, 6, 1)


@pytest.fixture(autouse=True)
def today(db):
    with time.pretend(TODAY):
        yield


def raise_it(**given):
    return action("risks", "raise")(by=SYSTEM, **{"title": "Loss of key staff", **given})


def test_it_is_raised_by_name_in_the_log_of_a_project():
    threatened = raise_it(title="Something it threatens")

    risk = raise_it(
        kind="risk",
        cause="A small team",
        effect="The programme stops",
        log="Customer transformation",
        likelihood=4,
        impact=4,
        mitigation="Write down what each of them does",
        about=threatened.reference,
        on=date(2018, 4, 3),
    )

    risk = Risk.objects.get(pk=risk.pk)
    assert risk.reference.startswith("RK-2018-")
    assert (risk.log, risk.score, risk.inherent_score, risk.opened_on) == (
        "Customer transformation", 16, 16, date(2018, 4, 3),
    )  # fmt: skip
    assert [(each.kind, each.target_id) for each in risk.links.all()] == [("threatens", threatened.pk)]
    assert [each.text for each in risk.mitigations.all()] == ["Write down what each of them does"]


def test_a_printed_risk_may_be_unscored():
    risk = raise_it()

    assert (risk.kind, risk.log, risk.score) == ("risk", "Service", None)
