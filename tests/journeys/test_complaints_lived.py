"""What follows a complaint, as the demonstration lives it: Ombudsmen, improvements, and the year's report."""

from collections import Counter
from datetime import date, datetime
from datetime import time as time_of_day

import pytest

from guildhall.demo.city import Staff
from guildhall.demo.people import invent
from guildhall.kernel import time
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.lives import World
from guildhall.services.complaints import demo, demo_afterwards
from guildhall.services.complaints.duties.ombudsman import agrees_with_the_letter, upheld_is_put_right
from guildhall.services.complaints.models import (
    AnnualReport,
    Enquiry,
    Improvement,
    OmbudsmanCase,
    Recommendation,
)
from guildhall.services.complaints.reporting import content

END = date(2018, 3, 31)


@pytest.fixture
def lived(db, settings, monkeypatch):
    """Sixteen complaints of April 2017, of which every one that can goes on to the Ombudsman."""
    settings.LETTERS = "console"
    for drawn in (demo.DRAWN["likely"], demo_afterwards.LIKELY):
        for what in ("escalated", "to_the_ombudsman", "improved", "learned", "published"):
            if what in drawn:
                monkeypatch.setitem(drawn, what, 1)
        for what in ("passed_on", "refused", "withdrawn"):
            monkeypatch.setitem(drawn, what, 0)
    with time.pretend(date(2017, 3, 31)):
        city = World("complaints", 1, Staff(), END)
    for number in range(16):
        at = datetime.combine(date(2017, 4, 3), time_of_day(9, number), time.LONDON)
        city.begin(f"complaint-{number}", lambda life: demo.live(life, invent(life.chance), "Fratton"), at)
    begins = datetime.combine(date(2017, 4, 3), time_of_day(8), time.LONDON)
    city.begin("report", demo_afterwards.reports, begins, 2017)
    with time.pretend(END):
        for _ in city.live():
            pass
        yield city


def test_what_follows_a_complaint_is_lived_through_the_real_actions(lived):
    assert lived.refused == []
    decided = Counter(each.decision for each in OmbudsmanCase.objects.exclude(decision=""))
    assert sum(decided.values()) >= 8
    assert set(OmbudsmanCase.objects.values_list("scheme", flat=True)) == {"lgsco", "housing"}
    assert not Enquiry.objects.filter(answered_on=None).exists()
    upheld = [each for each in OmbudsmanCase.objects.all() if each.is_upheld]
    assert upheld
    assert not upheld_is_put_right.broken(SYSTEM, END).exists()
    assert not agrees_with_the_letter.broken(SYSTEM, END).exists()
    assert Recommendation.objects.filter(complied_on__isnull=False).exists()
    assert Improvement.objects.exclude(published_on=None).exists()


def test_the_years_report_is_begun_in_march(lived):
    report = AnnualReport.objects.get()

    told = content(report, END)

    assert (report.year, report.stage) == (2017, "draft")
    assert told["figures"]["stages"][0]["value"] == "16"
    assert told["passages"]["introduction"]
    assert told["improvements"]
