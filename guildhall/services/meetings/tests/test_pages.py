"""What everybody reads of meetings, and what those who run them see."""

import io
from datetime import date, timedelta

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from guildhall.kernel import time
from guildhall.services.meetings.actions import issuing, minuting, planning, reports
from guildhall.services.meetings.models import Meeting

from .conftest import MEETS_ON, clear_it


@pytest.fixture
def published(meeting, cleared, dora):
    planning.put_on_agenda(meeting, by=dora, report=cleared())
    return issuing.publish_agenda(meeting, by=dora)


def page(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def test_everybody_finds_the_next_meetings_and_what_was_on_an_agenda(published, plan, client):
    plan(kind="informal", meets_on=date(2018, 3, 15), place="A back room")
    told = page(client, "/meetings/")

    assert "Wed 14 March 2018, 5pm" in told
    assert "A back room" not in told
    assert "Planning Committee" in page(client, "/meetings/?q=pier")
    assert "No meeting has these words" in page(client, "/meetings/?q=airport")
    assert "Wed 14 March 2018" in page(client, f"/meetings/{published.of_body.reference}/")


def test_a_page_of_a_meeting_has_its_agenda_its_papers_and_by_when_to_speak(published, client):
    told = page(client, f"/meetings/{published.reference}/")

    assert "Ask by 12:00 on Tuesday 13 March 2018" in told
    assert "To say how the pier is to be mended." in told
    assert published.issues.get().digest in told
    assert "Dora" not in told, "who published it is for those who work here"


def test_before_its_agenda_a_meeting_says_by_when_that_is_out(meeting, client):
    assert "Tuesday 6 March 2018" in page(client, f"/meetings/{meeting.reference}/")


@pytest.mark.parametrize("path", ["/meetings/ME-2018-99999/", "/meetings/BD-2018-99999/", "/meetings/x/",
                                  "/meetings/MB-2018-99999.ics", "/meetings/ME-2018-99999.json"])  # fmt: skip
def test_what_is_not_there_is_not_found(db, client, path):
    assert client.get(path).status_code == 404


def test_an_informal_meeting_is_no_page_of_the_public(plan, client):
    briefing = plan(kind="informal")

    for path in (f"/meetings/{briefing.reference}/", f"/meetings/{briefing.reference}.json",
                 f"/meetings/{briefing.reference}.ics", f"/meetings/{briefing.reference}/0.pdf"):  # fmt: skip
        assert client.get(path).status_code == 404


def test_a_calendar_keeps_its_ids_and_shows_what_was_cancelled(published, plan, councillors, dora, client):
    other = issuing.cancel(plan(meets_on=date(2018, 4, 11)), by=dora, why="No business.")
    paths = ["/meetings/calendar.ics", f"/meetings/{published.of_body.reference}.ics",
             f"/meetings/{councillors['Bram'].reference}.ics"]  # fmt: skip
    for path in paths:
        events = {
            str(each["uid"]): each for each in Calendar.from_ical(client.get(path).content).walk("VEVENT")
        }
        uids = [f"{each.reference.lower()}@" for each in (published, other)]
        assert [next(uid for uid in events if uid.startswith(each)) for each in uids]
        status = {uid.split("@")[0]: str(each["status"]) for uid, each in events.items()}
        assert status == {published.reference.lower(): "CONFIRMED", other.reference.lower(): "CANCELLED"}
    (event,) = Calendar.from_ical(client.get(f"/meetings/{published.reference}.ics").content).walk("VEVENT")
    assert event["dtstart"].dt.isoformat() == "2018-03-14T17:00:00+00:00"


def test_a_meeting_that_moves_keeps_its_id_and_raises_its_sequence(meeting, dora, client):
    def event():
        return Calendar.from_ical(client.get(f"/meetings/{meeting.reference}.ics").content).walk("VEVENT")[0]

    before = event()
    planning.move(meeting, by=dora, meets_on=date(2018, 4, 18), starts_at="18:00", place="Guildhall")
    after = event()

    assert before["uid"] == after["uid"]
    assert int(after["sequence"]) > int(before["sequence"])
    assert after["dtstart"].dt.isoformat() == "2018-04-18T17:00:00+00:00", "6pm in summer time"


def test_three_years_of_meetings_take_one_query_and_a_few_more(
    plan, client, django_assert_max_num_queries, councillors
):
    for week in range(20):
        plan(meets_on=MEETS_ON + timedelta(days=7 * week))
    with django_assert_max_num_queries(4):
        page(client, f"/meetings/{councillors['Bram'].reference}.ics")
    with django_assert_max_num_queries(12):
        page(client, "/meetings/")


def pages_of(client, meeting, number):
    pdf = PdfReader(io.BytesIO(client.get(f"/meetings/{meeting.reference}/{number}.pdf").content))
    return [each.extract_text() for each in pdf.pages]


@pytest.fixture
def supplemented(meeting, cleared, drafted, dora):
    planning.put_on_agenda(meeting, by=dora, report=cleared())
    late = drafted("Mending the quay")
    planning.put_on_agenda(meeting, by=dora, report=late)
    issuing.publish_agenda(meeting, by=dora)
    clear_it(late, dora)
    return issuing.supplement(meeting, by=dora)


def test_a_supplement_goes_on_with_the_page_numbers_whoever_asks_first(supplemented, client):
    second = pages_of(client, supplemented, 1)
    first = pages_of(client, supplemented, 0)

    assert "To say how the pier is to be mended." in " ".join(first)
    assert f"Page {len(first)}" in first[-1]
    assert f"Page {len(first) + 1}" in second[0]
    agenda, supplement = supplemented.issues.order_by("number")
    assert (agenda.first_page, agenda.pages, supplement.first_page) == (1, len(first), len(first) + 1)


def test_an_agenda_as_data_is_what_was_issued(published, client):
    told = client.get(f"/meetings/{published.reference}.json").json()

    assert told["papers"][0]["sha256"] == published.issues.get().digest
    assert told["papers"][0]["words"] == published.issues.get().words


def test_minutes_are_taken_on_one_page(held, item, councillors, client_of, dora):
    officer = client_of(dora)
    motion = {
        "text": "That the pier be mended.",
        "mover": councillors["Ada"].pk,
        "seconder": councillors["Bram"].pk,
    }
    posted = officer.post(
        f"/records/{held.reference}/put_motion/", {"item": item.pk, **motion, "shown-version": held.version}
    )
    assert posted.status_code == 303
    assert posted["Location"] == f"/minutes/{held.reference}/"
    told = page(officer, posted["Location"])

    assert "From 5.02pm: 3 present, 3 needed" in told
    assert told.count('name="row-') == 3 * 4, "three in the room, and four ways each"
    rows = {f"row-{councillors[name].pk}": way for name, way in
            (("Ada", "in_favour"), ("Bram", "in_favour"), ("Cleo", "against"))}  # fmt: skip
    held.refresh_from_db()
    moved = held.items.get(pk=item.pk).motions.get()
    assert officer.post(
        f"/records/{held.reference}/take_vote/", {"motion": moved.pk, "shown-version": held.version, **rows}
    ).status_code == 303  # fmt: skip
    moved.refresh_from_db()
    assert (moved.outcome, moved.votes.filter(way="for").count()) == ("carried", 2)


def test_attendance_is_a_row_for_each_member(meeting, dora, councillors, client_of):
    issuing.publish_agenda(meeting, by=dora)
    officer = client_of(dora)
    with time.pretend(MEETS_ON):
        told = page(officer, f"/minutes/{meeting.reference}/")
        assert told.count('value="apologies"') == 4, "a deputy comes only when called"
        rows = {f"row-{councillors[name].pk}": "present" for name in ("Ada", "Bram", "Cleo")}
        meeting.refresh_from_db()
        answer = officer.post(
            f"/records/{meeting.reference}/take_attendance/",
            {
                "began_at": "17:00",
                "chaired_by": councillors["Ada"].pk,
                "shown-version": meeting.version,
                **rows,
            },
        )
    assert answer.status_code == 303
    assert Meeting.objects.get(pk=meeting.pk).attendances.filter(how="present").count() == 3


def test_minutes_are_for_those_who_work_with_meetings(held, cast, client, client_of):
    assert client.get(f"/minutes/{held.reference}/").status_code == 302
    assert client_of(cast["tomas"]).get(f"/minutes/{held.reference}/").status_code == 404


def test_the_month_shows_every_meeting_and_how_long_its_agenda_has(
    meeting, plan, dora, client_of, cast, client
):
    plan(kind="informal", meets_on=date(2018, 3, 15), place="A back room")
    told = page(client_of(dora), "/meeting-calendar/?month=2018-03")

    assert "Tue 6 March 2018, in 33 days" in told
    assert "A back room" in told
    assert "A back room" not in page(client, "/meetings/calendar/?month=2018-03")
    assert client_of(cast["tomas"]).get("/meeting-calendar/").status_code == 404


YEAR = {
    "first-day": "1", "first-month": "4", "first-year": "2018", "last-day": "31", "last-month": "3",
    "last-year": "2019", "recess": "2018-08-01 to 2018-08-31", "poll_on-day": "3", "poll_on-month": "5",
    "poll_on-year": "2018",
}  # fmt: skip


def test_a_year_is_looked_at_before_it_is_entered(body, dora, client_of):
    officer = client_of(dora)
    rule = f"{body.reference}: 1st and 3rd Thursday at 17:00 in Room A"
    looked = officer.post("/meeting-calendar/year/", {**YEAR, "rules": rule, "look": ""})
    assert looked.status_code == 200
    assert "Moved: It is an election" in looked.content.decode()
    assert Meeting.objects.count() == 0
    assert officer.post("/meeting-calendar/year/", {**YEAR, "rules": rule, "enter": ""}).status_code == 303
    days = list(Meeting.objects.order_by("meets_on").values_list("meets_on", flat=True))

    assert date(2018, 5, 7) not in days, "a bank holiday"
    assert date(2018, 5, 8) in days, "moved past the election, the weekend and the bank holiday"
    assert not [day for day in days if day.month == 8], "recess, from which only the end could be reached"
    assert (len(days), days[0]) == (22, date(2018, 4, 5))


def test_a_year_says_what_is_no_rule(body, dora, client_of):
    answer = client_of(dora).post("/meeting-calendar/year/", {**YEAR, "rules": "Planning: often", "look": ""})

    assert answer.status_code == 422
    assert "is not a rule like" in answer.content.decode()


CANARY = "Canaryword"


def test_no_draft_exempt_or_private_word_reaches_anything_a_stranger_can_ask(
    meeting, drafted, cleared, dora, councillors, client, plan
):
    """Planted in a draft, an exempt report, its private minute, unpublished minutes and a briefing."""
    late = drafted(f"{CANARY} late", public_title="A late report")
    reports.return_to_author(reports.ask_for_comments(late, by=dora), by=dora, why=f"{CANARY} why")
    secret = cleared(f"{CANARY} sale", public_title="A sale")
    planning.put_on_agenda(meeting, by=dora, report=late)
    planning.put_on_agenda(meeting, by=dora, report=secret)
    reports.make_exempt(
        secret, by=dora, paragraphs=[3], balance="withhold", public_interest="A tender is open.",
        review_on=date(2019, 1, 1), public_title="A sale",
    )  # fmt: skip
    loose = drafted(f"{CANARY} loose", public_title=f"{CANARY} not on the agenda")
    plan(kind="informal", meets_on=date(2018, 3, 15), place=CANARY)
    issuing.publish_agenda(meeting, by=dora)
    reports.minute_in_private(secret, by=dora, text=CANARY)
    with time.pretend(MEETS_ON):
        present = [councillors[name].pk for name in ("Ada", "Bram", "Cleo")]
        minuting.take_attendance(meeting, by=dora, began_at="17:00", chaired_by=present[0], present=present)
        for item in meeting.items.all():
            minuting.minute(meeting, by=dora, item=item.pk, minute=CANARY, decided=CANARY)
        own, found = f"/meetings/{meeting.reference}", f"?q={CANARY.lower()}"
        body, ada = f"/meetings/{meeting.of_body.reference}", councillors["Ada"].reference
        paths = [
            "/", "/meetings/", f"/meetings/{found}", "/meetings/calendar/?month=2018-03", f"{own}/",
            f"{own}.json", f"{own}.ics", f"{own}/0.pdf", "/meetings/calendar.ics", f"{body}/",
            f"{body}/{found}", f"{body}.ics", f"/meetings/{ada}.ics", "/meetings/published.rss",
            "/meetings/published.csv",
            "/meetings/published.json", "/api/v1/meetings/published", "/api/v1/reports/published",
            f"/records/{secret.reference}/", f"/records/{loose.reference}/", "/search/?q=sale",
            f"/api/v1/reports/{secret.reference}", f"/minutes/{meeting.reference}/", f"/search/{found}",
        ]  # fmt: skip
        opened = 0
        for path in paths:
            answer = client.get(path)
            content = b"".join(answer) if answer.streaming else answer.content
            if path.endswith(".pdf"):
                content = "".join(
                    each.extract_text() for each in PdfReader(io.BytesIO(content)).pages
                ).encode()
            told = content.decode() + str(answer.headers)
            # What was asked stands in the page's own words, small; what was planted begins with a capital.
            assert CANARY not in told, path
            opened += answer.status_code == 200
    assert opened >= 16, "they were there to be read"
    assert "A sale" in page(client, f"/meetings/{meeting.reference}/"), "the twin is"
