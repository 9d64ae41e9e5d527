"""Every letter says what the law of its day requires, and what somebody typed is never more than words."""

from datetime import date

import pytest

from guildhall.commons.letters.models import Letter
from guildhall.kernel import time
from guildhall.services.requests.actions import (
    answer,
    answer_in_part,
    ask_identity,
    ask_to_clarify,
    charge_fee,
    clarify,
    extend,
    lapse,
    reclassify,
    refuse,
    withdraw,
)


@pytest.fixture
def letter(people):
    """The last letter about a request, as it reads."""

    def read(request):
        return Letter.objects.filter(record=request.pk).latest("pk")

    return read


def reads(letter):
    """The words of a letter without its escapes."""
    return letter.markdown.replace("\\", "")


def test_the_acknowledgement_promises_a_day(received, letter):
    sent = letter(received())

    assert (sent.template, sent.to_name, sent.state) == ("acknowledgement", "Nora Bell", "queued")
    assert sent.subject == "Your request for information IR-2026-00001"
    assert "You will have an answer by Tuesday 31 March 2026" in reads(sent)
    assert "How many parking fines were given in Albert Road in 2025?" in reads(sent)
    assert "/track/" in sent.markdown


@pytest.mark.parametrize(
    ("regime", "on", "law"),
    [
        ("foi", date(2026, 3, 2), "the Freedom of Information Act"),
        ("eir", date(2026, 3, 2), "the Environmental Information Regulations"),
        ("sar", date(2026, 3, 2), "Article 15 of the UK GDPR"),
        ("sar", date(2019, 3, 4), "Article 15 of the GDPR"),
        ("sar", date(2017, 3, 6), "section 7 of the Data Protection Act 1998"),
    ],
)
def test_a_letter_names_the_law_of_its_day(received, letter, regime, on, law):
    assert law in reads(letter(received(regime, on)))


@pytest.mark.parametrize(
    ("regime", "words"),
    [
        ("foi", "the 20 working days start again when it arrives (FOIA s.1(3), s.10(6))"),
        ("eir", "the 20 working days start again when it arrives (EIR reg.9(2), (4))"),
        ("sar", "the days until it arrives do not count (UK GDPR Art.12A)"),
    ],
)
def test_a_question_says_what_happens_to_the_time(amira, searching, letter, regime, words):
    request = ask_to_clarify(searching(regime), by=amira, question="Which year do you mean?")

    assert words in reads(letter(request))
    assert "Which year do you mean?" in reads(letter(request))


def test_a_late_question_says_that_we_are_late(amira, searching, letter):
    request = searching()
    with time.pretend(date(2026, 4, 2)):
        request = ask_to_clarify(request, by=amira, question="Which year?")

    assert "Your answer was due on Tuesday 31 March 2026, and we are sorry" in reads(letter(request))


def test_thanks_for_what_arrived_give_the_new_day(amira, searching, letter):
    request = ask_to_clarify(searching(), by=amira, question="Which year?")
    with time.pretend(date(2026, 3, 9)):
        request = clarify(request, by=amira, clarification="2025")

    assert "You will have an answer by Thursday 9 April 2026" in reads(letter(request))


@pytest.mark.parametrize(
    ("regime", "on", "words"),
    [
        ("foi", date(2026, 3, 2), "fees notice under section 9 of the Freedom of Information Act 2000"),
        ("eir", date(2026, 3, 2), "If it is not paid within 60 working days"),
        ("sar", date(2026, 3, 2), "manifestly excessive (Article 12(5) of the UK GDPR)"),
        ("sar", date(2017, 3, 6), "Section 7(2) of the Data Protection Act 1998"),
    ],
)
def test_a_fees_notice_names_its_law_and_its_amount(amira, searching, letter, regime, on, words):
    with time.pretend(on):
        request = charge_fee(searching(regime, on), by=amira, amount="12.50", reason="Copies and postage.")

    assert words in reads(letter(request))
    assert "£12.50" in reads(letter(request))


def test_proof_of_identity_starts_the_time(amira, searching, letter):
    request = ask_identity(searching("sar"), by=amira, proof="A passport or a bill.")

    assert "A passport or a bill." in reads(letter(request))
    assert "time starts to run when it arrives (UK GDPR Art.12(6))" in reads(letter(request))


@pytest.mark.parametrize(
    ("regime", "words", "due"),
    [
        ("foi", "covered by s.43(2), s.42 of the Freedom of Information Act 2000", "Thursday 30 April 2026"),
        ("eir", "Regulation 7 of the Environmental Information Regulations 2004", "Thursday 30 April 2026"),
        ("sar", "Article 12 of the UK GDPR", "Tuesday 2 June 2026"),
    ],
)
def test_an_extension_gives_its_reasons_its_law_and_its_day(amira, searching, letter, regime, words, due):
    ground = {"exemptions": ["s.43(2)", "s.42"], "complex": True, "voluminous": True, "because": "complex"}

    request = extend(searching(regime), by=amira, reason="It has prices.", **ground)

    said = reads(letter(request))
    assert words in said
    assert f"You will have an answer by {due}" in said
    assert "It has prices." in said


REFUSALS = {
    "foi": ("s.43(2)", "Commercial interests", "section 17 of the Freedom of Information Act 2000"),
    "eir": ("reg.12(5)(e)", "Commercial confidentiality", "regulation 14 of the Environmental Information"),
    "sar": ("DPA Sch.2 para.16", "It would reveal somebody else", "Data Protection Act 2018"),
}


@pytest.mark.parametrize("verb", [refuse, answer_in_part])
@pytest.mark.parametrize("regime", REFUSALS)
def test_a_refusal_notice_has_everything_the_law_requires(amira, searching, letter, verb, regime):
    """FOIA s.17(1), (3) and (7); EIR reg.14(2) to (5); UK GDPR Art.12(4)."""
    code, title, law = REFUSALS[regime]
    weighed = {} if regime == "sar" else {"public_interest": "Prices would rise."}

    request = verb(
        searching(regime),
        by=amira,
        answer="The totals.",
        exemptions=[code],
        reasons="It gives prices.",
        **weighed,
    )

    said = reads(letter(request))
    assert law in said, "under which law it is refused"
    assert f"**{code}**: {title}" in said, "the provision, and what it says"
    assert "It gives prices." in said, "why it applies"
    assert "Information Commissioner" in said, "the right to complain"
    if regime == "sar":
        assert "section 167 of the Data Protection Act 2018" in said, "the right to go to court"
    else:
        assert "Prices would rise." in said, "what was weighed"
        assert "within 40 working days" in said, "the right to a review"
        assert "section 50 of the Freedom of Information Act 2000" in said
    assert ("The totals." in said) == (verb is answer_in_part)


@pytest.mark.parametrize(
    ("regime", "words"),
    [("foi", "section 1(1)(a)"), ("eir", "regulation 12(4)(a)"), ("sar", "do not hold it.")],
)
def test_an_answer_that_it_is_not_held_says_so(amira, searching, letter, regime, words):
    request = answer(searching(regime), by=amira, outcome="not_held", answer="We looked in both archives.")

    assert words in reads(letter(request))
    assert "We looked in both archives." in reads(letter(request))


def test_a_court_of_the_act_of_1998(amira, searching, letter):
    with time.pretend(date(2017, 3, 6)):
        request = answer(searching("sar", date(2017, 3, 6)), by=amira, outcome="granted", answer="Your file.")

    said = reads(letter(request))
    assert "section 7(9) of the Data Protection Act 1998" in said
    assert "GDPR" not in said


def test_another_law_is_told_with_the_day_that_stays(amira, searching, letter):
    request = reclassify(searching(), by=amira, regime="eir", reason="You asked about the air.")

    said = reads(letter(request))
    assert "We are now answering your request under the Environmental Information Regulations" in said
    assert "we still count from Monday 2 March 2026" in said


def test_the_end_of_a_request_is_told_too(amira, searching, letter):
    assert letter(withdraw(searching(), by=amira)).template == "withdrawn"
    waiting = ask_to_clarify(searching(), by=amira, question="Which year?")
    with time.pretend(date(2026, 5, 5)):
        assert letter(lapse(waiting, by=amira)).template == "lapsed"


def test_words_typed_into_a_form_are_no_links_in_our_letters(received, letter):
    sent = letter(received(wanted="[Pay here](https://thief.example) **now** <script>"))

    assert 'href="https://thief.example"' not in sent.html
    assert "<script>" not in sent.html
    assert "[Pay here](https://thief.example)" in sent.html


def test_somebody_without_an_address_gets_no_letter_and_nothing_is_lost(received, letter):
    sent = letter(received(email="", name="A caller"))

    assert (sent.state, sent.channel) == ("nowhere", "none")
