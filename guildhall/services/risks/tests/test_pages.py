"""The matrix, the list beside it, the logs below it, and the file for a spreadsheet."""

import csv
import re
from io import StringIO

import pytest
from django.conf import settings as django_settings
from django.test import Client

from guildhall.kernel.records import Record, Sensitivity
from guildhall.services.risks.matrix import Scale
from guildhall.services.risks.models import Band


@pytest.fixture
def rowan(cast, settings):
    settings.DEMONSTRATION = True
    client = Client()
    client.force_login(cast["rowan"], backend=django_settings.AUTHENTICATION_BACKENDS[0])
    return client


def titles(response):
    return [re.search(r'/">([^<]*)</a>', str(row[1]))[1] for row in response.context["table"].rows]


def lines(response):
    return list(csv.DictReader(StringIO(b"".join(response.streaming_content).decode())))


def test_every_score_has_its_band(db):
    scale = Scale()

    assert [str(scale.band(score)) for score in (1, 4, 5, 9, 10, 14, 15, 16, 25)] == [
        "Low", "Low", "Moderate", "Moderate", "High", "High", "Severe", "Severe", "Severe",
    ]  # fmt: skip
    assert scale.band(None) is None
    assert [scores for _, scores in scale.key()] == ["1 to 4", "5 to 9", "10 to 14", "15 to 25"]


def test_the_bands_are_the_councils(db):
    Band.objects.filter(name="Severe").update(lowest=20)

    assert str(Scale().band(16)) == "High"


def test_a_square_counts_the_risks_that_stand_there_and_opens_to_them(rowan, raised):
    raised(title="Twice", likelihood=4, impact=5), raised(title="Twin", likelihood=4, impact=5)
    raised(title="Once", likelihood=1, impact=1), raised(title="Unscored")

    page = rowan.get("/risks/")
    severe = page.context["rows"][0][1][3]
    assert (severe.number, severe.name) == (2, "2 risks: likelihood 4, impact 5, score 20, Severe")
    assert titles(page) == ["Twice", "Twin", "Once", "Unscored"]
    assert (page.context["total"], page.context["unscored"]) == (4, 1)

    assert titles(rowan.get("/risks/" + severe.url)) == ["Twice", "Twin"]


def test_a_project_has_its_own_log_and_all_are_rolled_up(rowan, raised):
    raised(title="Turnout", log="Run 2012 local elections", likelihood=5, impact=5)
    raised(title="Staff"), raised(title="Money", likelihood=1, impact=2)

    logs = rowan.get("/risks/").context["logs"].rows
    assert [(str(row[0]).partition(">")[2][:-4], *row[1:]) for row in logs] == [
        ("Run 2012 local elections", 1, 1, 0),
        ("Service", 2, 0, 0),
    ]
    assert titles(rowan.get("/risks/", {"log": "Run 2012 local elections"})) == ["Turnout"]


def test_the_file_has_what_the_page_asks_for_and_runs_nothing(rowan, raised):
    raised(title="=HYPERLINK()", log="A", likelihood=3, impact=4), raised(title="Other", log="B")

    page = rowan.get("/risks/", {"log": "A"})
    (row,) = lines(rowan.get("/risks/" + page.context["csv"]))

    assert (row["title"], row["score"], row["band"], row["appetite"]) == ("'=HYPERLINK()", "12", "High", "9")


def test_an_address_that_means_nothing_shows_everything(rowan, raised):
    raised(title="Staff")

    for asked in ("?likelihood=9&impact=1", "?likelihood=4", "?page=x"):
        assert titles(rowan.get("/risks/" + asked)) == ["Staff"]
    assert rowan.get("/risks/?log=None such").context["table"] is None


def test_what_one_may_not_see_is_neither_listed_nor_counted(rowan, raised):
    hidden = raised(title="CANARY", likelihood=5, impact=5)
    Record.objects.filter(pk=hidden.pk).update(sensitivity=Sensitivity.RESTRICTED)

    page = rowan.get("/risks/")
    assert "CANARY" not in page.content.decode()
    assert (page.context["total"], page.context["logs"].rows) == (0, [])
    assert lines(rowan.get("/risks/risks.csv")) == []


def test_the_page_is_not_there_for_whoever_keeps_no_risks(cast, settings, raised):
    settings.DEMONSTRATION = True
    for player, status in (("amira", 404), ("helen", 200), ("jo", 403)):
        client = Client()
        client.force_login(cast[player], backend=django_settings.AUTHENTICATION_BACKENDS[0])
        assert client.get("/risks/").status_code == status
        assert client.get("/risks/risks.csv").status_code == status


def test_a_long_list_is_read_in_few_queries_page_by_page(rowan, raised, django_assert_max_num_queries):
    for number in range(30):
        raised(title=f"Risk {number}", likelihood=1 + number % 5, impact=2)
    rowan.get("/risks/")

    with django_assert_max_num_queries(12):
        page = rowan.get("/risks/")
    assert len(titles(page)) == 25
    assert len(titles(rowan.get("/risks/" + page.context["next"]))) == 5


def test_its_page_shows_its_scores_what_is_done_and_who_lives_with_it(rowan, raised):
    from guildhall.kernel.gates import SYSTEM
    from guildhall.services.risks import actions

    risk = raised(likelihood=4, impact=4, mitigation="Train a deputy")
    actions.accept(risk, by=SYSTEM, role="Director", reason="It costs more to treat", until="2018-07-01")

    page = rowan.get(risk.get_absolute_url()).content.decode()
    assert "16 Severe" in page
    assert "Train a deputy" in page
    assert "It costs more to treat" in page
