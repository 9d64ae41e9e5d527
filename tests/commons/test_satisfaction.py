"""Asking people how they were served: who is drawn, who is left alone, what they see, what is forgotten."""

from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from decimal import Decimal

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from guildhall.commons import offers
from guildhall.commons.parties.merging import merge
from guildhall.commons.parties.models import Consent, ContactPoint, Marker, Party, known_or_new
from guildhall.commons.satisfaction import addresses, forgetting, people, sampling
from guildhall.commons.satisfaction.inviting import _objections, invite, objects
from guildhall.commons.satisfaction.models import ANY, CASEWORK, Answer, Asking, Invitation, OptOut
from guildhall.kernel import delivery, retention, time
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.outbox import Outbox
from guildhall.kernel.records import Record, Sensitivity
from guildhall.kernel.services import action, service
from tests.commons.notify import KEY, StandInForNotify

pytestmark = pytest.mark.django_db

MONDAY = date(2018, 6, 4)
CALL = {"channel": "call", "service": "contacts", "topic": "Council tax"}
HOW = Invitation.WhyNot


@pytest.fixture(autouse=True)
def monday():
    with time.pretend(MONDAY):
        yield


@pytest.fixture
def notify(settings):
    stand_in = StandInForNotify()
    settings.LETTERS = "notify"
    settings.NOTIFY = {"key": KEY, "base_url": stand_in.url, "template": "mail", "sms_template": "text"}
    yield stand_in
    stand_in.close()


def asking(percent=100, *, service=ANY, channel=ANY, **how):
    survey = Record.objects.first() or request()
    Outbox.objects.all().delete()  # its acknowledgement
    since = time.now()
    return Asking.objects.create(
        survey=survey,
        service=service,
        channel=channel,
        percent=Decimal(percent),
        seed="s",
        since=since,
        **how,
    )


def request(name="Jo Castle", email="jo@example.org"):
    return action("requests", "ask")(by=SYSTEM, wanted="The parking fines", name=name, email=email)


def jo():
    return known_or_new("Jo Castle", email="jo@example.org", phone="07700 900123")


def answered(invitation, **said):
    token = addresses.token(invitation)
    return Client().post(f"/how/{token}/", {"score": "4", **said})


class TestWhoIsDrawn:
    def test_nobody_is_asked_until_somebody_decides_to(self):
        assert invite(jo(), about="contacts.contact 1", **CALL) is None
        assert not Invitation.objects.exists()

    def test_the_nearest_decision_counts(self):
        asking(1)
        asking(2, channel="call")
        nearest = asking(3, service="contacts")

        assert sampling.in_force("contacts", "call") == nearest

    @settings(suppress_health_check=[HealthCheck.too_slow])
    @given(seed=some.text(max_size=8), about=some.text(max_size=30), percent=some.integers(0, 100))
    def test_a_draw_can_be_done_again_and_a_higher_rate_drops_nobody(self, seed, about, percent):
        lower, higher = (
            Asking(seed=seed, percent=Decimal(each)) for each in (percent, min(percent + 1, 100))
        )

        assert sampling.draw(seed, about) == sampling.draw(seed, about) < sampling.LOTS
        assert not sampling.drawn(lower, about) or sampling.drawn(higher, about)

    def test_a_rate_of_a_tenth_draws_about_a_tenth(self):
        tenth = Asking(seed="any", percent=Decimal(10))

        assert 900 < sum(sampling.drawn(tenth, f"contacts.contact {n}") for n in range(10_000)) < 1_100

    def test_the_audit_finds_whoever_was_not_drawn_by_the_rule(self):
        asking()
        invitation = invite(jo(), about="contacts.contact 1", **CALL)
        assert sampling.audit([invitation]) == []

        invitation.draw += 1

        assert sampling.audit([invitation]) == [invitation]

    def test_one_thing_is_asked_about_once(self):
        asking(cap_days=0)
        assert invite(jo(), about="contacts.contact 1", **CALL)
        assert invite(jo(), about="contacts.contact 1", **CALL) is None

    def test_nobody_unknown_is_asked(self):
        asking()
        assert invite(None, about="contacts.contact 1", **CALL) is None

    def test_a_colleague_is_an_internal_customer(self, cast):
        asking()
        amira = known_or_new(cast["amira"].name, email=cast["amira"].email)

        assert invite(amira, about="contacts.contact 1", **CALL).customers == "internal"
        assert invite(jo(), about="contacts.contact 2", **CALL).customers == "external"


class TestWhoIsLeftAlone:
    def test_a_person_is_asked_once_in_ninety_days_at_whatever_name(self):
        asking()
        invite(jo(), about="contacts.contact 1", **CALL)
        joanna = known_or_new("Joanna Castle", email="JO@example.org")
        with time.pretend(MONDAY + timedelta(days=89)):
            again = invite(joanna, about="contacts.contact 2", **CALL)
        with time.pretend(MONDAY + timedelta(days=91)):
            later = invite(joanna, about="contacts.contact 3", **CALL)

        assert (again.state, again.why_not, again.party) == ("not_asked", HOW.CAPPED, None)
        assert later.state == "queued"

    def test_who_opted_out_is_never_asked_again_even_once_forgotten_and_come_back(self):
        asking(cap_days=0)
        first = invite(jo(), about="contacts.contact 1", **CALL)
        assert Client().post(f"/how/{addresses.token(first)}/stop/").status_code == 200
        Party.objects.all().delete()

        again = invite(jo(), about="contacts.contact 2", **CALL)

        assert (again.state, again.why_not) == ("not_asked", HOW.OPTED_OUT)
        assert "jo@example.org" not in str(list(OptOut.objects.values()))

    def test_opting_out_takes_back_what_waits(self):
        asking()
        first = invite(jo(), about="contacts.contact 1", **CALL)

        Client().post(f"/how/{addresses.token(first)}/stop/")
        delivery.sweep_outbox()

        first.refresh_from_db()
        assert (first.state, first.why_not, first.to_address) == ("not_asked", HOW.OPTED_OUT, "")

    def test_a_link_that_is_only_looked_into_opts_nobody_out(self):
        asking()
        first = invite(jo(), about="contacts.contact 1", **CALL)

        assert Client().get(f"/how/{addresses.token(first)}/stop/").status_code == 200
        assert not OptOut.objects.exists()

    def test_one_click_of_a_mail_program_is_enough(self):
        asking()
        first = invite(jo(), about="contacts.contact 1", **CALL)
        mail = Client(enforce_csrf_checks=True)

        assert (
            mail.post(f"/how/{addresses.token(first)}/stop/", {"List-Unsubscribe": "One-Click"}).status_code
            == 200
        )
        assert OptOut.objects.exists()

    def test_a_plan_for_safe_contact_says_no_for_whoever_the_person_is(self):
        asking()
        joanna = known_or_new("Joanna Castle", email="joanna@example.org")
        Marker.objects.create(
            party=joanna, kind="safe_contact", why="Somebody reads her post", what_to_do="Call her at work",
            starts_on=MONDAY, ends_on=MONDAY + timedelta(days=200),
        )  # fmt: skip
        merge(jo(), joanna, by=SYSTEM, reason="One person")

        assert invite(jo(), about="contacts.contact 1", **CALL).why_not == HOW.OBJECTED

    def test_the_last_word_on_surveys_counts(self):
        asking(cap_days=0)
        for day, yes in ((1, True), (2, False)):
            Consent.objects.create(
                party=jo(), purpose="surveys", given=yes, on=date(2018, 6, day), evidence="A call"
            )

        assert invite(jo(), about="contacts.contact 1", **CALL).why_not == HOW.OBJECTED

    def test_what_else_is_known_of_a_person_may_say_no(self):
        asking()
        objects(_is_jo)
        try:
            assert invite(jo(), about="contacts.contact 1", **CALL).why_not == HOW.OBJECTED
        finally:
            _objections.remove(_is_jo)

    def test_a_landline_alone_reaches_nobody(self):
        asking()
        sam = known_or_new("Sam Quill", phone="023 9282 0000")

        assert invite(sam, about="contacts.contact 1", **CALL).why_not == HOW.UNREACHABLE

    def test_a_restricted_record_leaves_no_trace(self):
        asking()
        record = request()
        record.sensitivity = Sensitivity.RESTRICTED

        assert invite(jo(), about=record, channel=CASEWORK, service="requests") is None
        assert not Invitation.objects.exists()

    def test_what_is_restricted_before_it_goes_stays(self):
        asking()
        record = request()
        invitation = invite(jo(), about=record, channel=CASEWORK, service="requests")
        Record.objects.filter(pk=record.pk).update(sensitivity=Sensitivity.RESTRICTED)

        delivery.sweep_outbox()

        invitation.refresh_from_db()
        assert (invitation.state, invitation.why_not) == ("not_asked", HOW.RESTRICTED)


def _is_jo(party):
    return party.name == "Jo Castle"


class TestQuietHours:
    @pytest.mark.parametrize(
        ("at", "goes"),
        [
            (datetime(2018, 6, 4, 10, 0), datetime(2018, 6, 4, 10, 0)),
            (datetime(2018, 6, 4, 20, 0), datetime(2018, 6, 5, 8, 0)),
            (datetime(2018, 6, 5, 3, 0), datetime(2018, 6, 5, 8, 0)),
            (datetime(2018, 10, 28, 1, 30), datetime(2018, 10, 28, 8, 0)),  # an hour that comes twice
        ],
    )
    def test_nobody_is_disturbed_at_night(self, at, goes):
        quiet = Asking(quiet_from=time_of_day(20), quiet_until=time_of_day(8))

        assert sampling.out_of_quiet_hours(quiet, at.replace(tzinfo=time.LONDON)) == goes.replace(
            tzinfo=time.LONDON
        )

    def test_what_is_decided_at_night_waits_until_the_morning(self, notify):
        asking()
        with time.pretend(datetime(2018, 6, 4, 23, 0, tzinfo=time.LONDON)):
            invite(jo(), about="contacts.contact 1", **CALL)

        delivery.sweep_outbox()

        row = Outbox.objects.get(kind="invitation")
        assert notify.taken == []
        assert timedelta(hours=8, minutes=59) < row.next_at - time.real_now() < timedelta(hours=9, minutes=1)


class TestHowItLeaves:
    def test_by_email_without_its_subject(self, notify):
        asking()
        invitation = invite(jo(), about="contacts.contact 1", **CALL)

        delivery.sweep_outbox()

        invitation.refresh_from_db()
        (taken,) = notify.taken
        assert (invitation.state, invitation.by) == ("sent", "email")
        assert taken["email_address"] == "jo@example.org"
        whose = addresses.token(invitation).partition("~")[0]  # the rest says when it was signed
        assert f"/how/{whose}~" in taken["personalisation"]["body"]
        assert "Council tax" not in str(taken)

    def test_by_text_to_a_mobile_where_there_is_no_email(self, notify):
        asking()
        sam = known_or_new("Sam Quill", phone="07700 900456")
        invitation = invite(sam, about="contacts.contact 1", **CALL)

        delivery.sweep_outbox()

        invitation.refresh_from_db()
        (taken,) = notify.taken
        assert (invitation.state, invitation.by, taken["phone_number"]) == ("sent", "sms", "07700900456")
        assert f"/how/{addresses.token(invitation)}/stop/" in taken["personalisation"]["body"]

    def test_one_that_was_lost_is_looked_up_and_nobody_is_asked_twice(self, notify):
        asking()
        invitation = invite(jo(), about="contacts.contact 1", **CALL)
        notify.mood = "falls silent"

        delivery.sweep_outbox()
        delivery.sweep_outbox()

        invitation.refresh_from_db()
        assert (invitation.state, notify.references) == ("sent", [invitation.key])

    def test_a_mailbox_is_told_how_to_stop_with_one_click(self, settings, mailoutbox):
        settings.LETTERS = "email"
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        asking()
        invitation = invite(jo(), about="contacts.contact 1", **CALL)

        delivery.sweep_outbox()

        (mail,) = mailoutbox
        assert mail.extra_headers["List-Unsubscribe"] == f"<{addresses.stop_url(invitation)}>"
        assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


class TestAClosedRecord:
    def closed(self, cast):
        record = action("requests", "triage")(request(), by=cast["amira"], regime="foi")
        return action("requests", "answer")(record, by=cast["amira"], outcome="granted", answer="Here it is.")

    def test_whoever_it_was_for_is_asked(self, cast):
        asking(service="requests")
        record = self.closed(cast)

        delivery.sweep_outbox()
        delivery.sweep_outbox()

        invitation = Invitation.objects.get()
        assert (invitation.record_id, invitation.channel) == (record.pk, CASEWORK)
        assert (invitation.state, invitation.party.name) == ("sent", "Jo Castle")

    def test_a_service_that_says_no_takes_no_part(self, cast, monkeypatch):
        asking(service="requests")
        monkeypatch.setattr(service("requests"), "asks_after", False)

        self.closed(cast)
        delivery.sweep_outbox()

        assert not Invitation.objects.exists()

    def test_nothing_is_queued_for_those_who_are_not_drawn(self, cast):
        asking(0)
        self.closed(cast)

        assert not Outbox.objects.filter(kind="closed").exists()


class TestAnswering:
    @pytest.fixture
    def invitation(self):
        asking()
        invitation = invite(jo(), about="contacts.contact 1", **CALL)
        delivery.sweep_outbox()
        invitation.refresh_from_db()
        return invitation

    def test_three_questions_one_page_and_thanks(self, invitation):
        page = Client().get(f"/how/{addresses.token(invitation)}/").content.decode()
        response = answered(invitation, got="yes", comment="Quick, thank you.")

        answer = Answer.objects.get()
        assert page.count('class="govuk-radios__input"') == 9
        assert (response.status_code, answer.score, answer.got, answer.topic) == (
            303,
            4,
            "yes",
            "Council tax",
        )
        assert "Quick, thank you." in Client().get(response.headers["Location"]).content.decode()

    def test_an_answer_may_be_changed_until_it_is_closed(self, invitation):
        answered(invitation)
        with time.pretend(MONDAY + timedelta(days=28)):
            answered(invitation, score="1")
        with time.pretend(MONDAY + timedelta(days=29)):
            late = answered(invitation, score="5")

        answer = Answer.objects.get()
        assert (late.status_code, answer.score) == (410, 1)
        assert (answer.answered_on, answer.changed_on) == (MONDAY, MONDAY + timedelta(days=28))

    def test_the_first_question_is_asked_for_in_plain_words(self, invitation):
        response = answered(invitation, score="")

        assert response.status_code == 422
        assert "Choose how satisfied you were" in response.content.decode()

    def test_a_link_that_was_made_up_opens_nothing(self, invitation):
        token = addresses.token(invitation)

        assert Client().get(f"/how/{token[:-1]}{'a' if token[-1] != 'a' else 'b'}/").status_code == 404
        assert Client().get(f"/how/{token}/thanks/").status_code == 303

    def test_what_reads_like_a_complaint_is_offered_and_never_filed(self, invitation, monkeypatch):
        kept = []
        # A copy for this test: who takes complaints in earnest is found again by the tests that follow.
        monkeypatch.setattr(offers, "_takers", dict(offers._takers))
        offers.taker("complaint", address=lambda offer: "/complain/")(kept.append)
        response = answered(invitation, score="1", comment="Nobody came, three times. I want a refund.")
        page = Client().get(response.headers["Location"]).content.decode()

        assert [each.words for each in kept] == ["Nobody came, three times. I want a refund."]
        assert 'href="/complain/"' in page
        assert Record.objects.count() == 1

    def test_praise_is_offered_to_nobody(self, invitation):
        answered(invitation, score="5", comment="Everybody was kind and it was quick")

        assert Answer.objects.get().sounds_like == ""


class TestForgetting:
    def test_after_ninety_days_nobody_can_say_who_it_was(self):
        asking()
        invitation = invite(jo(), about="contacts.contact 1", **CALL)
        delivery.sweep_outbox()
        answered(invitation, comment="Quick")

        forgetting.part_from_people(MONDAY + timedelta(days=89))
        assert Invitation.objects.get().party
        forgetting.part_from_people(MONDAY + timedelta(days=90))

        row = Invitation.objects.values(
            "party", "person", "about", "to_name", "to_address", "parted_on"
        ).get()
        assert row == {"party": None, "person": "", "about": "", "to_name": "", "to_address": "",
                       "parted_on": MONDAY + timedelta(days=90)}  # fmt: skip
        assert Answer.objects.get().score == 4
        assert Client().get(f"/how/{addresses.token(invitation)}/").status_code == 410

    def test_a_cap_of_a_year_is_kept_for_a_year(self):
        asking(cap_days=365)
        invite(jo(), about="contacts.contact 1", **CALL)

        forgetting.part_from_people(MONDAY + timedelta(days=300))

        assert Invitation.objects.get().person

    def test_what_was_written_is_forgotten_after_a_year_and_the_score_stays(self):
        asking()
        answered(invite(jo(), about="contacts.contact 1", **CALL), comment="My name is Jo")

        retention.dispose(MONDAY + timedelta(days=366))

        assert (Answer.objects.get().comment, Answer.objects.get().score) == ("[forgotten]", 4)

    def test_an_opt_out_outlives_a_change_of_key(self, settings):
        asking(cap_days=0)
        first = invite(jo(), about="contacts.contact 1", **CALL)
        OptOut.objects.create(person=people.digest(first.to_address), said_on=MONDAY)
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "another key of the installation"

        assert invite(jo(), about="contacts.contact 2", **CALL).why_not == HOW.OPTED_OUT

    def test_a_person_is_told_what_they_were_asked_and_answered(self):
        asking()
        record = request()
        party = ContactPoint.objects.get().party
        answered(invite(party, about=record, channel=CASEWORK, service="requests"), comment="Quick")

        (told,) = forgetting.own_answers(record, party)

        assert (told["satisfied"], told["comment"]) == ("Fairly satisfied", "Quick")
