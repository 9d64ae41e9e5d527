"""The bands and categories: who reads them, who changes them, and what is refused."""

import pytest

from guildhall.services.risks import beginning
from guildhall.services.risks.matrix import Scale
from guildhall.services.risks.models import NOT_SORTED, Band, Category, ScaleChange
from guildhall.services.risks.tests.test_pages import rowan  # noqa: F401  signs the risk owner in

MONEY = {"name": "Money", "appetite": 9, "why": "The cabinet said so."}


def address(kind, row="new"):
    return f"/risks/scale/{kind}/{getattr(row, 'pk', row)}/"


@pytest.fixture
def helen(client_of, cast):
    """The head of service, who accepts risks."""
    return client_of(cast["helen"])


def test_whoever_keeps_the_risks_sees_bands_categories_and_appetite(rowan, raised):  # noqa: F811
    raised(title="One", category=Category.objects.get(name="Money").pk)

    page = rowan.get("/risks/scale/")

    assert [row[1] for row in page.context["bands"].rows] == ["1 to 4", "5 to 9", "10 to 14", "15 to 25"]
    assert [row[:3] for row in page.context["categories"].rows if row[0] == "Money"] == [("Money", 9, 1)]
    assert "/risks/scale/" in rowan.get("/risks/").content.decode()


def test_a_band_is_moved_and_the_scores_move_with_it(rowan, today):  # noqa: F811
    severe = Band.objects.get(name="Severe")

    answer = rowan.post(
        address("bands", severe), {"name": "Severe", "lowest": 20, "colour": "red", "why": "Too many were."}
    )

    assert answer.status_code == 303
    assert str(Scale().band(16)) == "High"
    change = ScaleChange.objects.get()
    assert (change.text, change.because) == (
        "The band Severe: lowest score 20, not 15.",
        "Too many were.",
    )
    assert "Too many were." in rowan.get("/risks/scale/").content.decode()


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"lowest": 5}, "Moderate begins there already"),
        ({"lowest": 30}, "25 or less"),
        ({"name": "high"}, "There is one called high already"),
        ({"why": ""}, "Say why it changes"),
    ],
)
def test_a_band_that_cannot_be_is_refused_in_words(rowan, today, told, sentence):  # noqa: F811
    severe = Band.objects.get(name="Severe")
    given = {"name": "Severe", "lowest": 15, "colour": "red", "why": "So.", **told}

    answer = rowan.post(address("bands", severe), given)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Band.objects.get(pk=severe.pk).lowest == 15


def test_every_score_stays_in_a_band(rowan, today):  # noqa: F811
    low = Band.objects.get(lowest=1)

    moved = rowan.post(address("bands", low), {"name": "Low", "lowest": 2, "colour": "green", "why": "So."})
    removed = rowan.post(address("bands", low), {"remove": "1", "why": "So."})

    assert "One band must begin at 1" in moved.content.decode()
    assert "One band must begin at 1" in removed.content.decode()
    assert Scale().band(1) == low


def test_whoever_owns_risks_does_not_set_the_appetite_and_whoever_accepts_them_does(
    rowan, helen, today  # noqa: F811
):  # fmt: skip
    money = Category.objects.get(name="Money")

    refused = rowan.post(address("categories", money), {**MONEY, "appetite": 16})
    renamed = rowan.post(address("categories", money), {**MONEY, "name": "Finance"})
    allowed = helen.post(address("categories", money), {**MONEY, "name": "Finance", "appetite": 6})

    assert "Only whoever accepts risks sets how high a score" in refused.content.decode()
    assert (renamed.status_code, allowed.status_code) == (303, 303)
    money.refresh_from_db()
    assert (money.name, money.appetite) == ("Finance", 6)


def test_a_category_goes_only_while_no_risk_is_of_it(rowan, raised):  # noqa: F811
    people, money = Category.objects.get(name="People"), Category.objects.get(name="Money")
    raised(category=money.pk)

    kept = rowan.post(address("categories", money), {"remove": "1", "why": "Not used."})
    gone = rowan.post(address("categories", people), {"remove": "1", "why": "Not used."})

    assert "1 risk is of that kind" in kept.content.decode()
    assert gone.status_code == 303
    assert not Category.objects.filter(name="People").exists()
    assert ScaleChange.objects.get().text == "The category People was removed."


def test_the_kind_of_what_is_not_sorted_keeps_its_name(helen, today):
    unsorted = Category.objects.get(name=NOT_SORTED)

    answer = helen.post(address("categories", unsorted), {**MONEY, "name": "Other"})

    assert "keeps its name" in answer.content.decode()


@pytest.mark.parametrize("player", ["amira", "jo"])
def test_who_does_not_work_with_risks_finds_nothing(cast, client_of, today, player):
    client = client_of(cast[player])

    assert client.get("/risks/scale/").status_code in (302, 403, 404)
    assert client.post(address("bands"), {"name": "Mine"}).status_code in (302, 403, 404)
    assert Band.objects.count() == 4


def test_an_auditor_reads_and_changes_nothing(cast, client_of, today):
    client = client_of(cast["ines"])

    assert "Add a band" not in client.get("/risks/scale/").content.decode()
    assert client.get(address("bands")).status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_database_flushed_after_a_test_has_them_again_for_the_next(time):
    """Whichever of the two comes later finds them, though the database was flushed between."""
    assert Band.objects.count() == len(beginning.BANDS)
    assert set(Category.objects.values_list("name", "appetite")) == set(beginning.CATEGORIES)


def test_what_a_council_made_its_own_stays(db):
    Band.objects.filter(lowest__gt=1).delete()
    Category.objects.exclude(name=NOT_SORTED).delete()

    beginning.begin()

    assert (Band.objects.count(), Category.objects.count()) == (1, 1)
