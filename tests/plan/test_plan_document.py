"""A plan on paper: every page of both editions, as a screen reader and veraPDF find it."""

import pytest

from guildhall.commons.paper import kept
from guildhall.kernel.periods import Period
from guildhall.plan.actions import plans
from guildhall.plan.models import Plan
from guildhall.plan.public.document import TEMPLATE, printed
from guildhall.plan.public.shelf import shelf
from guildhall.plan.public.whole import Whole
from tests.paper.inside import Inside, validated, verapdf

ADDRESS = "/plan/2018-23.pdf"
CHAPTERS = ["Contents", "What this plan is for", "In numbers", "Who does what", "Objectives"]
CHAPTERS += ["What will be delivered", "Quarter by quarter", "Key dates", "About this document"]


@pytest.fixture
def file(plan, client, settings, tmp_path):
    settings.DATA = tmp_path
    return client.get(ADDRESS)


@pytest.fixture
def document(file):
    return Inside(file.content)


def test_it_is_tagged_and_read_in_the_order_of_its_chapters(file, document):
    assert file["Content-Type"] == "application/pdf"
    assert document.catalog["/MarkInfo"]["/Marked"]
    assert document.catalog["/Lang"] == "en-GB"
    assert document.reader.metadata.title == Plan.objects.get().title
    assert [each for each in document.of("H1") if each in CHAPTERS] == CHAPTERS
    assert document.tags.words.index("1,619") < document.tags.words.index("information requests")
    assert document.fonts
    assert all(document.fonts.values())
    lines = document.of("TOCI")
    for title in Plan.objects.get().deliverables.values_list("title", flat=True):
        assert any(title in line and line.split()[-1].isdigit() for line in lines)


def test_a_reader_who_has_it_is_not_sent_it_again(file, client):
    again = client.get(ADDRESS, headers={"If-None-Match": file["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_it_is_set_once_and_again_when_the_plan_says_something_else(file, client, cast):
    (place,) = kept.folder(shelf(Plan.objects.get().pk)).glob("*.pdf")
    place.write_bytes(b"kept")
    assert client.get(ADDRESS).content == b"kept"

    plans.write_section(Plan.objects.get(), by=cast["nadia"], title="New", text="Words that were not there.")

    assert "Words that were not there." in Inside(client.get(ADDRESS).content).tags.words


def test_what_somebody_wrote_stays_text(plan, cast, settings, tmp_path):
    settings.DATA = tmp_path
    hostile = '#panic("x") *b* $x$ @nobody // #read("/etc/passwd")'
    plans.write_section(Plan.objects.get(), by=cast["nadia"], title="New", text=hostile)
    found = Plan.objects.get()
    told = printed(found, Whole(found, None, Period.year(2018)).out())

    assert hostile in Inside(kept.kept("x", TEMPLATE, told)).tags.words


def test_what_is_forgotten_takes_its_paper_with_it(file, django_capture_on_commit_callbacks):
    from guildhall.plan.forgetting import forget_paper

    number = Plan.objects.get().pk
    with django_capture_on_commit_callbacks(execute=True):
        forget_paper([number], None)

    assert not list(kept.folder(shelf(number)).glob("*"))


@pytest.mark.skipif(not verapdf(), reason="veraPDF needs a Java that compiles")
def test_verapdf_finds_nothing_against_pdf_ua(file, tmp_path):
    place = tmp_path / "plan.pdf"
    place.write_bytes(file.content)

    assert validated(place).startswith("compliant: 106 rules")
