"""Finding a record by its words: quickly, forgivingly, and only what one may see."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guildhall.kernel import search, time
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.records import Record, Sensitivity
from guildhall.kernel.search import Query, SearchEntry, Term
from guildhall.services.requests import actions


def asked(wanted, name="Jo Castle"):
    return actions.ask(by=SYSTEM, wanted=wanted, name=name, email="jo@example.org")


def titles(found):
    return [record.title for record in found.page(1, 50)]


@pytest.fixture
def amira(cast):
    return cast["amira"]


@pytest.fixture
def requests_of_june(db):
    with time.pretend(date(2026, 6, 12)):
        asked("Which roads were gritted on Albert Road?")
        asked("Café licences granted in Southsea", name="Zoë Ng")
        asked("Salt bought for the road gritters")


def test_every_word_must_be_there_and_endings_do_not_matter(amira, requests_of_june):
    assert titles(search.find(amira, "road salt")) == ["Salt bought for the road gritters"]
    assert titles(search.find(amira, "roads licence")) == []


def test_words_in_quotes_stand_together(amira, requests_of_june):
    assert titles(search.find(amira, '"Albert Road"')) == ["Which roads were gritted on Albert Road?"]
    assert titles(search.find(amira, '"Road Albert"')) == []


def test_a_star_finds_what_begins_so(amira, requests_of_june):
    assert titles(search.find(amira, "licen*")) == ["Café licences granted in Southsea"]


@pytest.mark.parametrize("typed", ["cafe", "CAFÉ", "zoe", "Zoë ng", "southsea"])
def test_accents_and_capitals_do_not_matter(amira, requests_of_june, typed):
    assert titles(search.find(amira, typed)) == ["Café licences granted in Southsea"]


def test_the_record_that_says_it_in_its_title_comes_first(amira):
    asked("Potholes. " + "Everything else about the highways department. " * 5)
    asked(
        "Everything about the highways department for a year, in full and without omission of any part. " * 2
        + "potholes"
    )

    assert titles(search.find(amira, "potholes"))[0].startswith("Potholes")


def test_nothing_is_found_by_nothing(amira, requests_of_june):
    assert search.find(amira, ' * "" -- ').count == 0


def test_a_restricted_record_is_found_only_by_those_who_may_read_it(cast, requests_of_june):
    Record.objects.filter(title__startswith="Salt").update(sensitivity=Sensitivity.RESTRICTED)

    assert search.find(cast["amira"], "salt").count == 0
    assert search.find(cast["ines"], "salt").count == 1
    assert search.find(cast["jo"], "salt").count == 0
    assert search.find(None, "salt").count == 0


def test_a_resident_finds_their_own_and_no_one_elses(cast):
    actions.ask(by=SYSTEM, wanted="Salt for my road", name="Jo Castle", email="jo.castle@example.org")
    actions.ask(by=SYSTEM, wanted="Salt for his road", name="Sam Quill", email="sam.quill@example.org")

    assert titles(search.find(cast["jo"], "salt")) == ["Salt for my road"]


def test_more_than_the_cap_are_shown_newest_first_and_not_counted(amira, monkeypatch):
    monkeypatch.setattr(search, "CAP", 3)
    for number in range(5):
        asked(f"Kerbs in street {number}")

    found = search.find(amira, "kerbs")

    assert (found.count, found.capped) == (3, True)
    assert titles(found) == ["Kerbs in street 4", "Kerbs in street 3", "Kerbs in street 2"]


def test_words_that_were_changed_are_found_no_more(amira):
    entry = SearchEntry.objects.get(record=asked("A request about Ptolemy Close"))

    entry.text, entry.title = "", "blanked"
    entry.save()

    assert search.find(amira, "ptolemy").count == 0
    assert search.find(amira, "blanked").count == 1


def test_an_entry_that_is_gone_is_found_no_more(amira):
    SearchEntry.objects.filter(record=asked("A request about Ptolemy Close")).delete()

    assert search.find(amira, "ptolemy").count == 0


def test_a_reference_is_found_however_it_is_spaced(amira, requests_of_june):
    assert search.by_reference(amira, " ir-2026-00002 ").title.startswith("Café")
    assert search.by_reference(amira, "IR–2026–00002").title.startswith("Café")
    assert search.by_reference(amira, "IR-2026-99999") is None


def test_a_reference_one_may_not_see_is_not_found(cast, requests_of_june):
    assert search.by_reference(cast["tomas"], "IR-2026-00002") is None


def test_a_search_costs_three_queries_and_no_more(amira, requests_of_june, django_assert_num_queries):
    with django_assert_num_queries(4):  # with the grants of the person who asks
        titles(search.find(amira, "road"))


def test_what_was_typed_is_understood():
    query = Query.parse('IR-2026 "Albert Road"* gritt* - ‘salt’')

    assert query.terms == (
        Term(("IR", "2026")),
        Term(("Albert", "Road"), prefix=True),
        Term(("gritt",), prefix=True),
        Term(("salt",)),
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(st.characters(codec=None, exclude_categories=()), max_size=80))
def test_any_text_at_all_can_be_searched_for(amira, typed):
    assert search.find(amira, typed).count == 0


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(st.sampled_from("ab\"*()-+:^&|!'\\<> \x00\x1fAND OR NOT NEAR"), max_size=60))
def test_no_operator_of_any_database_is_obeyed(amira, typed):
    assert search.find(amira, typed).count == 0
