"""The helpdesk's pages: logging with and without a name, opening records from a contact, and the walls."""

import re
from io import BytesIO

import pytest

from guildhall.kernel import time
from guildhall.kernel.records import Record
from guildhall.services.contacts.actions import articles
from guildhall.services.contacts.models import CallInterval, Contact, OpenedRecord, Skill
from guildhall.services.contacts.tests.test_knowledge import NOISE
from guildhall.services.contacts.tests.test_telephony import GOOD, HEAD

PAGES = (
    "/contacts/", "/contacts/board/",
    "/contacts/list/", "/contacts/topics/", "/contacts/knowledge/", "/contacts/points/",
    "/contacts/skills/", "/contacts/telephony/", "/contacts/telephony/2018-03-13/",
)  # fmt: skip


@pytest.fixture
def adviser(client_of, dev):
    return client_of(dev)


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())[1]


def test_a_caller_is_found_by_name_and_the_contact_is_theirs(adviser, ada, logged):
    logged(party=ada.pk, note="She rang last week too.", topic="Trees")

    found = adviser.get("/contacts/log/?q=lowry", follow=True)
    assert "Ada Lowry" in found.content.decode()
    assert "She rang last week too." in found.content.decode()
    said = {"party": ada.pk, "topic": "black bag", "note": "Not emptied", "outcome": "resolved"}
    done = adviser.post("/contacts/log/", {**said, "started": hidden(found, "started")})

    contact = Contact.objects.latest("pk")
    assert (done.status_code, done.headers["Location"]) == (303, f"/contacts/{contact.pk}/")
    assert (contact.party, contact.topic.name, contact.channel) == (ada, "Household waste collection", "call")
    assert contact.adviser.name == "Dev Sahota"


def test_of_several_people_the_adviser_chooses(adviser, ada):
    from guildhall.commons.parties.models import known_or_new

    known_or_new("Adam Lowry", email="adam@example.org")
    page = adviser.get("/contacts/log/?q=lowry")

    assert sorted(hit.party.name for hit, _ in page.context["found"]) == ["Ada Lowry", "Adam Lowry"]
    assert "Nobody you may see is known by “zebra”" in adviser.get("/contacts/log/?q=zebra").content.decode()


def test_the_form_sent_twice_logs_once(adviser, today):
    key = hidden(adviser.get("/contacts/log/"), "submission")
    for _ in range(2):
        adviser.post("/contacts/log/", {"topic": "Noise", "outcome": "resolved", "submission": key})

    assert Contact.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"topic": "", "outcome": "resolved"}, "Enter what it is about"),
        ({"topic": "zebra", "outcome": "resolved"}, "No topic is called “zebra”"),
        ({"topic": "parking", "outcome": "resolved"}, "may be Disabled parking bay or Parking permit"),
        ({"topic": "Noise"}, "Say how it ended"),
        ({"topic": "Switchboard: put through to an officer", "outcome": "passed"}, "Choose the team"),
    ],
)
def test_what_is_missing_is_said_in_words_and_nothing_typed_is_lost(adviser, today, said, sentence):
    page = adviser.post("/contacts/log/", {"note": "What she said", **said})

    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert "What she said" in page.content.decode()
    assert not Contact.objects.exists()


def test_passed_goes_to_the_team_of_its_topic(adviser, today):
    adviser.post("/contacts/log/", {"topic": "Parking permit", "outcome": "passed"})

    assert Contact.objects.get().team.name == "Parking"


def test_the_next_contact_begins_with_the_channel_of_the_last(adviser, counter):
    adviser.post(
        "/contacts/log/",
        {"topic": "Noise", "outcome": "resolved", "channel": "visit", "point": counter.pk},
    )
    form = adviser.get("/contacts/log/").context["form"]

    assert (form["channel"].value(), form["point"].value()) == ("visit", counter.pk)


def test_articles_are_looked_for_without_a_script_and_nothing_is_logged(adviser, orla):
    articles.make_current(articles.write(by=orla, **NOISE), by=orla)
    page = adviser.post("/contacts/log/", {"topic": "noise", "note": "Drums", "look": "yes"})

    assert page.status_code == 200
    assert "Ask when it began." in page.content.decode()
    assert "Drums" in page.content.decode()
    assert not Contact.objects.exists()
    assert "Ask when it began." in adviser.get("/contacts/beside/?topic=noise").content.decode()


def test_a_record_of_any_service_opens_with_what_is_known(adviser, dev, ada, logged):
    contact = logged(by=dev, adviser=dev.pk, party=ada.pk, note="All letters about her street")
    page = adviser.get(contact.get_absolute_url())
    address = next(url for _, _, url in page.context["openings"] if "/desk/requests/open/log/" in url)

    form = adviser.get(address)
    assert form.context["form"].initial == {
        "name": "Ada Lowry", "email": "ada.lowry@example.org", "phone": "07700 900123",
        "wanted": "All letters about her street", "channel": "phone", "on": contact.on,
    }  # fmt: skip
    said = {
        "wanted": "All letters", "name": "Ada Lowry", "email": "ada.lowry@example.org", "channel": "phone",
        "regime": "foi", "on": "2018-03-14", "from": hidden(form, "from"),
    }  # fmt: skip
    assert adviser.post("/desk/requests/open/log/", said).status_code == 303

    record = Record.objects.get(service="requests")
    assert OpenedRecord.objects.get().record_id == record.pk
    contact.refresh_from_db()
    assert contact.outcome == "opened"
    assert "It began as a" in adviser.get(record.get_absolute_url()).content.decode()
    assert record.reference in adviser.get(contact.get_absolute_url()).content.decode()


def test_nobody_opens_a_record_from_a_contact_they_may_not_see(client_of, people, logged):
    contact = logged(note="SECRET", topic="Child protection")
    amira = client_of(people["amira"])

    page = amira.get(f"/desk/requests/open/log/?from=contacts:{contact.pk}").content.decode()
    assert "SECRET" not in page
    for other in ("contacts:x", "contacts:999999", "nothing:1", "contacts:"):
        assert amira.get(f"/desk/requests/open/log/?from={other}").status_code == 200


def test_contacts_are_listed_as_far_as_one_may_see_them(adviser, dev, logged):
    logged(note="", topic="Noise"), logged(channel="visit", topic="Trees"), logged(topic="Child protection")

    def listed(asked=""):
        table = adviser.get(f"/contacts/list/{asked}").context["table"]
        return [str(row[1]) for row in table.rows] if table else []

    assert sorted(listed()) == ["Noise", "Trees"]
    assert listed("?channel=visit") == listed("?period=2018-03-14&channel=visit") == ["Trees"]
    assert listed("?period=2017-03-14") == listed("?outcome=passed") == listed("?avoidable=any") == []
    assert sorted(listed("?period=nonsense&topic=x&channel=x")) == ["Noise", "Trees"]
    rows = b"".join(adviser.get("/contacts/list.csv").streaming_content).decode().splitlines()
    assert len(rows) == 3
    assert rows[0].startswith("day,began,ended,channel,topic,lgsl")


def test_a_contact_one_may_not_see_is_not_there(adviser, logged):
    assert adviser.get(logged(topic="Child protection").get_absolute_url()).status_code == 404
    assert adviser.get(logged(topic="Trees").get_absolute_url()).status_code == 200


def test_the_pages_are_not_there_for_others_and_open_for_their_own(client_of, people, logged, counter):
    logged()
    for player, status in (("amira", 404), ("orla", 200), ("dev", 200), ("ines", 200), ("jo", 403)):
        client = client_of(people[player])
        assert {client.get(page).status_code for page in PAGES} == {status}, player
    assert client_of(people["ines"]).get("/contacts/log/").status_code == 404


def test_topics_are_counted_with_their_share(adviser, logged):
    logged(topic="Noise"), logged(topic="Noise", avoidable="chasing"), logged(topic="Trees")

    page = adviser.get("/contacts/topics/?period=2017-18")
    assert [row[1:] for row in page.context["topics"].rows] == [("2", "66.7%"), ("1", "33.3%")]
    assert [row[1:] for row in page.context["avoidable"].rows] == [("1", "33.3%")]
    assert "Nobody got in touch then" in adviser.get("/contacts/topics/?period=2011-12").content.decode()


def test_a_supervisor_brings_in_the_telephones_report(client_of, orla, dev, line):
    report = BytesIO("\n".join([HEAD, *GOOD]).encode())
    report.name = "march.csv"
    supervisor = client_of(orla)

    assert client_of(dev).post("/contacts/telephony/", {"file": report}).status_code == 404
    report.seek(0)
    assert supervisor.post("/contacts/telephony/", {"file": report, "dry_run": "on"}).status_code == 303
    assert not CallInterval.objects.exists()
    report.seek(0)
    assert supervisor.post("/contacts/telephony/", {"file": report}).status_code == 303
    assert CallInterval.objects.count() == 2

    page = supervisor.get("/contacts/telephony/?period=March-2018")
    assert [str(row[4]) for row in page.context["table"].rows] == ["0"]
    bad = BytesIO(b"Queue,Date\nx,y\n")
    bad.name = "bad.csv"
    refused = supervisor.post("/contacts/telephony/", {"file": bad})
    assert refused.status_code == 422
    assert "No column says starts" in refused.content.decode()


def test_a_supervisor_says_what_an_adviser_can_do(client_of, orla, dev):
    page = f"/contacts/skills/{dev.pk}/"

    assert client_of(orla).post(page, {"topic": "Noise"}).status_code == 303
    assert Skill.objects.get().topic.name == "Noise"
    assert client_of(orla).post(page, {}).status_code == 422
    assert client_of(dev).post(page, {"topic": "Trees"}).status_code == 404
    assert "Noise" in client_of(dev).get(page).content.decode()


def test_the_public_reads_when_we_are_open(client, counter):
    page = client.get("/opening-hours/").content.decode()

    assert "Civic Offices reception" in page
    assert "Monday to Friday: 8:30am to 5pm; Saturday: 9am to 12:30pm; Sunday: Shut" in page
    assert "Open now, until 5pm." in page


def test_a_long_list_is_read_in_few_queries(adviser, logged, django_assert_max_num_queries):
    for _ in range(60):
        logged()
    adviser.get("/contacts/list/")

    with django_assert_max_num_queries(8):
        page = adviser.get("/contacts/list/")
    assert len(page.context["table"].rows) == 50
    assert page.context["next"]


def test_the_published_figures_stand_until_contacts_are_counted(client, logged, today):
    assert "90,539" in client.get("/numbers/2017-18/").content.decode()

    logged()
    logged(at=time.now().replace(year=2017, month=4, day=3))
    page = client.get("/numbers/2017-18/calls_handled/").content.decode()
    assert "2 calls handled by the city helpdesk" in page
    assert "Fewer than 5 more are not published." in page


def test_staff_open_a_figure_to_its_contacts(client_of, dev, logged):
    contact = logged()
    logged(at=time.now().replace(year=2017, month=4, day=3), topic="Child protection")

    page = client_of(dev).get("/numbers/2017-18/calls_handled/").content.decode()
    assert contact.get_absolute_url() in page
    assert "1 more is outside your role." in page


def test_nobody_is_found_or_logged_whom_the_adviser_may_not_know_of(adviser, ada):
    from guildhall.commons.parties.models import Party

    Party.objects.filter(pk=ada.pk).update(sensitivity=30, source="Children’s case system")

    assert "Ada Lowry" not in adviser.get("/contacts/log/?q=lowry").content.decode()
    assert "Ada Lowry" not in adviser.get(f"/contacts/log/?party={ada.pk}").content.decode()
    refused = adviser.post("/contacts/log/", {"party": ada.pk, "topic": "Noise", "outcome": "resolved"})
    assert refused.status_code == 422
    assert not Contact.objects.exists()


def test_a_contact_stands_on_the_persons_line_as_far_as_one_may_see_it(client_of, people, ada, logged):
    logged(party=ada.pk, topic="Trees"), logged(party=ada.pk, topic="Child protection")

    line = client_of(people["dev"]).get(ada.get_absolute_url()).content.decode()
    assert "Call about Trees. Resolved." in line
    assert "restricted. Resolved." not in line
    assert "Child protection" not in client_of(people["ines"]).get(ada.get_absolute_url()).content.decode()
    assert (
        "Call restricted. Resolved." in client_of(people["ines"]).get(ada.get_absolute_url()).content.decode()
    )


def test_a_contact_names_nobody_whom_its_reader_may_not_know_of(adviser, ada, logged):
    from guildhall.commons.parties.models import Party

    contact = logged(party=ada.pk, topic="Trees")
    Party.objects.filter(pk=ada.pk).update(sensitivity=30, source="Children’s case system")

    for page in (contact.get_absolute_url(), "/contacts/list/", "/contacts/"):
        assert "Ada Lowry" not in adviser.get(page).content.decode()
    assert "Ada" not in adviser.get(f"/desk/requests/open/log/?from=contacts:{contact.pk}").content.decode()
