"""A bank holiday proclaimed late: kept with who said so, told to the clocks, and compared with gov.uk."""

import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from guildhall.kernel import gazette, holidays, time
from guildhall.kernel.clocks import ANY_UK, ENGLAND_AND_WALES, ClockError, load_calendar
from guildhall.kernel.deadlines import calendar
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.holidays import Holiday, NothingToDo, Proclaimed

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 6, 16)
VICTORY = Proclaimed("Victory holiday", "https://www.gov.uk/bank-holidays", date(2026, 6, 1), "Gazette 64500")


def told(*arguments):
    out, err = StringIO(), StringIO()
    try:
        call_command("holiday", *arguments, stdout=out, stderr=err)
        code = 0
    except SystemExit as stop:
        code = stop.code
    return code, out.getvalue(), err.getvalue()


def test_a_holiday_is_kept_with_who_said_so_and_when(own_calendar, cast):
    with time.pretend(date(2026, 6, 2)):
        (kept,) = holidays.add(TUESDAY, "Scotland", VICTORY, by=cast["priya"])

    assert (kept.nation, kept.title, kept.change) == ("SCT", "Victory holiday", "add")
    assert (kept.source, kept.announced_on) == (VICTORY.source, date(2026, 6, 1))
    assert (kept.proclamation, kept.actor, kept.actor_kind) == ("Gazette 64500", "Priya Nair", "staff")
    assert kept.entered_at.date() == date(2026, 6, 2)


def test_the_clocks_count_by_it_at_once(own_calendar):
    assert calendar().is_working(TUESDAY, ANY_UK)

    holidays.add(TUESDAY, "SCT", VICTORY, by=SYSTEM)

    assert calendar().why_not(TUESDAY, ANY_UK) == "bank holiday in Scotland"
    assert calendar().is_working(TUESDAY, ENGLAND_AND_WALES)
    assert own_calendar.read_text() == (
        "day,nation,title,change,source,announced_on\n"
        "2026-06-16,SCT,Victory holiday,add,https://www.gov.uk/bank-holidays,2026-06-01\n"
    )


def test_one_act_for_the_whole_kingdom_writes_a_line_for_each_nation(own_calendar):
    added = holidays.add(TUESDAY, "UK", VICTORY, by=SYSTEM)

    assert [each.nation for each in added] == ["ENG", "WLS", "SCT", "NIR"]
    assert holidays.because(added) == "Tue 16 June 2026 is a bank holiday throughout the UK"


def test_nations_that_keep_it_already_are_left_out(own_calendar):
    holidays.add(TUESDAY, "SCT", VICTORY, by=SYSTEM)

    added = holidays.add(TUESDAY, "UK", VICTORY, by=SYSTEM)

    assert holidays.because(added) == (
        "Tue 16 June 2026 is a bank holiday in England, Wales and Northern Ireland"
    )


def test_a_holiday_everybody_knows_is_nothing_to_do(own_calendar):
    with pytest.raises(NothingToDo, match=r"Mon 15 June 2026 is a bank holiday in Scotland already\."):
        holidays.add(date(2026, 6, 15), "SCT", VICTORY, by=SYSTEM)

    assert not Holiday.objects.exists()
    assert not own_calendar.exists()


@pytest.mark.parametrize(
    ("day", "nation", "sentence"),
    [
        (date(2026, 6, 13), "SCT", "Sat 13 June 2026 is not a working day anyway"),
        (date(1999, 12, 31), "SCT", "outside the calendar, 2000 to 2095"),
        (TUESDAY, "Cornwall", "'Cornwall' is not a nation"),
    ],
)
def test_a_day_that_cannot_be_a_holiday_is_refused_in_a_sentence(own_calendar, day, nation, sentence):
    with pytest.raises(ClockError, match=sentence):
        holidays.add(day, nation, VICTORY, by=SYSTEM)

    assert not Holiday.objects.exists()


def test_a_title_too_long_to_keep_is_refused_and_nothing_is_written(own_calendar):
    with pytest.raises(ClockError, match="Title: Ensure this value has at most 120 characters"):
        holidays.add(TUESDAY, "SCT", Proclaimed("x" * 121), by=SYSTEM)

    assert not own_calendar.exists()


def test_a_holiday_can_be_taken_back_and_given_again(own_calendar):
    holidays.add(TUESDAY, "SCT", VICTORY, by=SYSTEM)
    holidays.remove(TUESDAY, "SCT", VICTORY, by=SYSTEM)
    assert calendar().is_working(TUESDAY, ANY_UK)
    with pytest.raises(NothingToDo, match="is no bank holiday in Scotland already"):
        holidays.remove(TUESDAY, "SCT", VICTORY, by=SYSTEM)

    holidays.add(TUESDAY, "SCT", VICTORY, by=SYSTEM)

    assert not calendar().is_working(TUESDAY, ANY_UK)
    assert [each.change for each in Holiday.objects.order_by("number")] == ["add", "remove", "add"]


def test_lines_written_by_hand_come_into_the_table(own_calendar):
    own_calendar.write_text("day,nation,title,change\n2026-06-17,england-and-wales,By hand,add\n")

    holidays.add(TUESDAY, "SCT", VICTORY, by=SYSTEM)

    assert [each.title for each in Holiday.objects.order_by("number")] == [
        "By hand",
        "By hand",
        "Victory holiday",
    ]
    assert not calendar().is_working(date(2026, 6, 17), ENGLAND_AND_WALES)


def test_a_file_that_was_lost_is_written_again_from_the_table(own_calendar):
    holidays.add(TUESDAY, "SCT", VICTORY, by=SYSTEM)
    own_calendar.unlink()

    mirrored = holidays.mirror()

    assert calendar().version == mirrored.version
    assert not calendar().is_working(TUESDAY, ANY_UK)
    assert Holiday.objects.count() == 1


def test_a_file_that_cannot_be_read_is_named_and_stays_as_it_is(own_calendar):
    own_calendar.write_text("day,nation,title,change\nsoon,SCT,Some day,add\n")

    with pytest.raises(ClockError, match=r"bank-holidays\.csv line 2: 'soon' is not a date"):
        holidays.add(TUESDAY, "SCT", VICTORY, by=SYSTEM)

    assert "soon" in own_calendar.read_text()
    assert not Holiday.objects.exists()


def test_administrators_and_information_officers_may_change_the_calendar(cast):
    assert holidays.why_not(cast["priya"]) is None
    assert holidays.why_not(cast["amira"]) is None
    for other in ("helen", "ines", "tomas", "dev", "jo"):
        assert holidays.why_not(cast[other]) == "Your role does not include changing bank holidays."


def test_the_command_adds_a_holiday_once(own_calendar):
    first = told("add", "2026-06-16", "--nation", "SCT", "--title", "Victory holiday", "--source", "gov.uk")
    again = told("add", "2026-06-16", "--nation", "SCT", "--title", "Victory holiday", "--source", "gov.uk")

    assert first[0] == again[0] == 0
    assert first[1].startswith("Tue 16 June 2026 is a bank holiday in Scotland.\n0 open records looked at")
    assert again[1].startswith("Tue 16 June 2026 is a bank holiday in Scotland already.\n")
    assert Holiday.objects.count() == 1
    assert (
        "Tue 16 June 2026 is a bank holiday in Scotland (Victory holiday). Source: gov.uk." in told("list")[1]
    )


def test_the_command_refuses_what_cannot_be_with_one_line(own_calendar):
    code, out, err = told("add", "2026-06-31", "--nation", "SCT")

    assert (code, out) == (2, "")
    assert err == "guildhall holiday: '2026-06-31' is not a date: there is no such day.\n"


def published(*days, division="scotland"):
    """gov.uk's file, in which one division has these days besides those we keep in 2026."""
    found = {}
    for name, nation in (("england-and-wales", "ENG"), ("scotland", "SCT"), ("northern-ireland", "NIR")):
        ours = [day for day in load_calendar().holidays[nation] if day.year == 2026]
        kept = {*ours, *(days if name == division else ())}
        found[name] = {"division": name, "events": [{"title": "Some day", "date": str(day)} for day in kept]}
    return json.dumps(found)


def test_the_check_says_where_we_and_gov_uk_differ_and_what_would_settle_it(own_calendar, tmp_path):
    file = tmp_path / "gov.json"
    file.write_text(published(TUESDAY))

    code, out, _ = told("check", str(file))

    assert code == 1
    assert "gov.uk lists Tue 16 June 2026 in Scotland (Some day); we do not keep it." in out
    assert "guildhall holiday add 2026-06-16 --nation SCT --title 'Some day' --source gov.uk" in out

    holidays.add(TUESDAY, "SCT", VICTORY, by=SYSTEM)
    assert told("check", str(file))[0] == 0


def test_the_check_finds_a_holiday_gov_uk_does_not_have(own_calendar, tmp_path):
    file = tmp_path / "gov.json"
    file.write_text(published())
    holidays.add(TUESDAY, "NIR", VICTORY, by=SYSTEM)

    (difference,) = gazette.differences(holidays.mirror(), gazette.read(file))

    assert str(difference).startswith("We keep Tue 16 June 2026 in Northern Ireland (Victory holiday)")


@pytest.mark.parametrize(
    "content", ["", "[]", '{"scotland": 1}', "\x00", '{"england-and-wales": {"events": [{}]}}']
)
def test_another_file_than_gov_uks_is_refused(own_calendar, tmp_path, content):
    file = tmp_path / "other.json"
    file.write_text(content)

    code, _, err = told("check", str(file))

    assert code == 2
    assert err.startswith("guildhall holiday: other.json is not a bank holidays file of gov.uk's")


def test_the_calendar_keeps_its_version_until_something_changes(own_calendar):
    before = calendar().version
    holidays.mirror()
    assert calendar().version == before

    holidays.add(TUESDAY + timedelta(days=1), "SCT", VICTORY, by=SYSTEM)

    assert calendar().version != before
