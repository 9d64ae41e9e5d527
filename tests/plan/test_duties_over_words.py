"""The rules over words, each with what it finds and what it leaves alone."""

import time as stopwatch

import pytest

from guildhall.plan.duties.contents import section_of
from guildhall.plan.duties.dependencies import NEEDS_SUPPORT
from guildhall.plan.duties.glossary import Names, glossary
from guildhall.plan.duties.laws import misnamed
from guildhall.plan.duties.measured import names_none
from guildhall.plan.duties.sentences import cut_off
from guildhall.plan.duties.texts import Text
from guildhall.plan.duties.undecided import left_open, target_without_number
from guildhall.plan.duties.words import laws, open_ends, unfinished
from guildhall.plan.models import ContentsLine, Section


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Opening hours, languages,", "it ends in a comma"),
        ("More calls because of the new tax and", "it ends in “and”"),
        ("More staff for the", "it ends in “the”"),
        ("A choice of either/or", "it ends in “or”"),
        ("The library (and the museum", "it opens a bracket and does not close it"),
    ],
)
def test_a_text_that_breaks_off_is_told_how(text, how):
    assert cut_off(text) == how


@pytest.mark.parametrize(
    "text",
    ["", "Opening hours", "Opening hours.", "Repeat what is agreed to", "Appendix A", "The log (kept here)",
     "Plan B", "What else?"],
)  # fmt: skip
def test_a_phrase_needs_no_full_stop(text):
    assert cut_off(text) == ""


def test_prose_ends_its_last_sentence():
    assert cut_off("The first year is done. The second is", prose=True) == "its last sentence has no end"
    assert cut_off("It says: “The first year is done. The second is not.”", prose=True) == ""
    assert cut_off("The first year is done. The second is") == ""


@pytest.mark.parametrize(
    ("text", "perhaps"),
    [
        ("Under the Localism Bill", "the Localism Act 2011"),
        ("The Equality Act 2011 asks for it", "the Equality Act 2010"),
        ("Freedom of Information Act 2000-01", "the Freedom of Information Act 2000"),
        ("The Moon Landing Act 1969", ""),
    ],
)
def test_a_law_of_no_such_name_is_told_with_what_may_be_meant(text, perhaps):
    ((_, wrong),) = misnamed(text, glossary())

    assert wrong.startswith("no law has that name")
    assert perhaps in wrong


@pytest.mark.parametrize(
    "text",
    [
        "The Localism Act 2011 and the Care Act 2014",
        "Under the Data Protection Act, data are kept safe",
        "the Environmental Information Regulations 2004",
        "We act on what residents say, and pay the bill",
        "Equality Act 2010 (Specific Duties and Public Authorities) Regulations 2017",
        "the Health and Safety at Work etc. Act 1974",
    ],
)
def test_a_law_called_by_its_name_or_a_short_form_is_left_alone(text):
    assert list(misnamed(text, glossary())) == []


def test_the_longest_name_that_fits_is_the_one_that_counts():
    names = Names.of([("North Library", ["North"], ["North Library and Cafe", "Nord"])])

    assert names.misused("Meet at the North Library") == {}
    assert names.misused("Meet at the North Library and Cafe") == {"North Library and Cafe": "North Library"}
    assert names.misused("The Nordic way") == {}


def test_every_name_that_is_not_to_be_used_is_found_and_every_right_one_left():
    for names in (glossary().terms, glossary().places, glossary().services):
        for wrong, preferred in names.preferred.items():
            assert preferred in names.misused(f"The {wrong}, again").values(), wrong
        for right in names.right:
            assert names.misused(f"The {right}, again") == {}, right


@pytest.mark.parametrize("text", ["TBC", "Posts: tbc", "Funding is to be determined", "Unknown"])
def test_what_is_left_open_is_found(text):
    assert left_open(text)


@pytest.mark.parametrize("text", ["Confirmed", "To be developed in spring", "The unknowns are listed"])
def test_what_is_said_is_not_open(text):
    assert not left_open(text)


def test_a_target_has_a_figure():
    assert target_without_number("Sell at target level")
    assert not target_without_number("Sell 40 at target level")
    assert not target_without_number("Sell more")


@pytest.mark.parametrize(
    "text", ["None", "none at present", "No specific measures", "TBC", "No formal metrics; ask"]
)
def test_what_stands_in_place_of_a_measure_is_seen_through(text):
    assert names_none(text)


@pytest.mark.parametrize(
    "text", ["Nonetheless measured: visits", "Number of visits", "No more than 5 complaints"]
)
def test_a_measure_is_a_measure(text):
    assert not names_none(text)


def test_support_from_others_is_told_from_support_for_them():
    assert NEEDS_SUPPORT.search("It will need much support from IT")
    assert not NEEDS_SUPPORT.search("New members need more support at first")


def test_a_line_of_the_contents_finds_its_section_by_title_page_or_likeness():
    sections = [
        Section(title="Money", page=3),
        Section(title="Staff of the service"),
        Section(title="Risks", page=9),
    ]

    def found(title, page=None):
        section = section_of(ContentsLine(title=title, page=page), sections)
        return section and section.title

    assert found("money") == "Money"
    assert found("Money and reserves", 3) == "Money"
    assert found("Staff of the services") == "Staff of the service"
    assert found("Contracts", 12) is None


def test_the_texts_of_500_deliverables_are_read_in_200_ms():
    """Twenty-five texts of a line each, one of which names a law."""
    plain = "Residents hear in good time what the council does for them, and are asked what they think of it"
    words = [*[plain] * 24, "What is asked of the council under the Localism Act 2011 is answered"]
    texts = [Text("a promise", f"{words[number % 25]} ({number})") for number in range(12_500)]
    rules = (unfinished, open_ends, laws)

    best = 1.0
    for _ in range(3):
        began = stopwatch.process_time()
        found = [fault for text in texts for rule in rules for fault in rule(text)]
        for names in (glossary().terms, glossary().places, glossary().services):
            found += [each for text in texts for each in names.misused(text.words)]
        best = min(best, stopwatch.process_time() - began)

    assert found == []
    assert best < 0.2, best
