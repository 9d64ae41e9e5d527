"""What another system kept is taken once, row by row, with a word on every one."""

import csv
import os
from datetime import date

import pytest
from django.core.management import call_command

from guildhall.commons.parties.models import Party
from guildhall.kernel import events, imports, search, time
from guildhall.kernel.events import Event
from guildhall.kernel.measures import measure
from guildhall.kernel.origins import ImportedFrom
from guildhall.kernel.periods import Period
from guildhall.kernel.records import Record
from guildhall.kernel.retention import dispose
from guildhall.kernel.upkeep import sweep_up
from guildhall.services.requests import actions
from guildhall.services.requests.models import InformationRequest

TODAY = date(2026, 6, 12)
HEADING = "Id,Received,Closed,Title,Status,Name,Email,Law"
GRIT = "A1,03/04/2018,20/04/2018,Grit bought,Granted,Nora Bell,nora@example.org,FOI"
TREES = "A2,2018-04-09,,Trees felled,In progress,,,EIR"


@pytest.fixture
def take(db, tmp_path, settings, capsys):
    """Writes a file and imports it; returns what was said and the report's rows."""
    settings.DATA = tmp_path

    def take(*lines, heading=HEADING, options=(), encoding="utf-8", raw=None, leaves=0):
        file, report = tmp_path / "old system.csv", tmp_path / "report.csv"
        file.write_bytes(raw if raw is not None else "\n".join([heading, *lines]).encode(encoding))
        with time.pretend(TODAY):
            arguments = ("import", "requests", str(file), "--report", str(report), *options)
            if leaves:
                with pytest.raises(SystemExit) as left:
                    call_command(*arguments)
                assert left.value.code == leaves
                return capsys.readouterr().err
            call_command(*arguments)
        with report.open(encoding="utf-8", newline="") as written:
            return capsys.readouterr().out, list(csv.DictReader(written))

    return take


def one():
    return InformationRequest.objects.get()


def test_a_row_becomes_a_record_with_a_chain_a_clock_a_search_entry_and_its_origin(take):
    take(GRIT)

    grit = one()
    assert (grit.reference, grit.stage, grit.outcome, grit.regime) == (
        "IR-2018-00001",
        "answered",
        "granted",
        "foi",
    )
    assert (grit.opened_on, grit.closed_on, grit.due_on) == (
        date(2018, 4, 3),
        date(2018, 4, 20),
        date(2018, 5, 1),
    )
    assert grit.in_time is True
    assert grit.deadlines.get().met_on == date(2018, 4, 20)
    assert grit.dispose_on == date(2021, 4, 20)
    assert [event.sentence for event in grit.events.all()] == ["It came from a file, where it is A1."]
    assert list(events.flaws(Record.objects.all())) == []
    assert list(search.containing(Record.objects.all(), "grit")) == [grit.record_ptr]
    assert (grit.imported_from.source, grit.imported_from.key) == ("a file", "A1")
    assert grit.involvements.get(role="requester").party.name == "Nora Bell"


def test_an_open_row_stands_in_the_queue_with_its_clock(take):
    take(TREES)

    trees = one()
    assert (trees.stage, trees.closed_on, trees.regime) == ("searching", None, "eir")
    assert trees.due_on == trees.urgent_on == date(2018, 5, 8)
    assert list(Record.objects.late(TODAY)) == [trees.record_ptr]


def test_the_counts_reconcile(take):
    said, rows = take(
        GRIT, TREES, "A3,31/04/2018,,No such day,Open,,,", "A4,01/05/2018,,What is it,Pondering,,,"
    )

    assert "4 rows read: 2 taken, 0 unchanged, 0 changed, 2 refused." in said
    assert [(row["line"], row["became"]) for row in rows] == [
        ("2", "taken"), ("3", "taken"), ("4", "refused"), ("5", "refused")
    ]  # fmt: skip


def test_read_again_nothing_changes(take):
    take(GRIT, TREES)
    before = list(Record.objects.values_list("reference", "event_head"))

    said, _ = take(GRIT, TREES)

    assert "2 rows read: 0 taken, 2 unchanged, 0 changed, 0 refused." in said
    assert list(Record.objects.values_list("reference", "event_head")) == before


def test_a_row_that_says_something_else_now_changes_its_record_and_says_what(take):
    take(TREES)

    said, _ = take("A2,2018-04-09,2018-05-01,Trees felled,Not held,,,EIR")

    trees = one()
    assert "1 row read: 0 taken, 0 unchanged, 1 changed, 0 refused." in said
    assert (trees.stage, trees.outcome, trees.closed_on, trees.in_time) == (
        "answered",
        "not_held",
        date(2018, 5, 1),
        True,
    )
    assert trees.events.get(sequence=2).changes["stage"] == ["searching", "answered"]
    assert list(events.flaws(Record.objects.all())) == []


def test_what_has_been_worked_on_here_is_not_changed_by_a_file(take, cast):
    take(TREES)
    with time.pretend(TODAY):
        actions.answer(one(), by=cast["amira"], outcome="granted", answer="Eleven.")

    _, rows = take("A2,2018-04-09,,Trees,Received,,,EIR")

    assert rows[0]["why"] == "IR-2018-00001 has been worked on here since it came: compare them by hand."
    assert one().title == "Trees felled"


def test_a_dry_run_says_the_same_and_writes_nothing(take):
    said, _ = take(GRIT, "A3,31/04/2018,,No such day,Open,,,", options=["--dry-run"])

    assert "Dry run, nothing written: 2 rows read: 1 taken, 0 unchanged, 0 changed, 1 refused." in said
    assert not Record.objects.exists()
    assert not Event.objects.exists()


def test_a_day_nobody_knows_counts_neither_way(take):
    _, rows = take("A1,03/04/2018,,Grit bought,Granted,,,FOI")

    grit = one()
    assert "The day it was closed is not known: it counts as closed by Fri 12 June 2026" in rows[0]["why"]
    assert (grit.closed_on, grit.in_time, grit.is_open) == (TODAY, None, False)
    year = Period.containing(TODAY)
    assert measure("requests.closed").value(year) == 0
    assert measure("requests.in_time").value(year) is None
    assert measure("requests.still_open").value(Period.year(2018)) == 0


def test_a_day_nobody_knows_stays_unknown_whatever_is_done_since(take, cast):
    take("A1,03/04/2018,,Grit bought,Granted,,,FOI")
    with time.pretend(TODAY):
        actions.publish(one(), by=cast["amira"], public_title="Grit", public_answer="Ten tons.")

    assert one().in_time is None


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("A1,,,Grit,Open,,,", "“” is no day we can read for when it was received: write it as 31/01/2019."),
        ("A1,30/02/2018,,Grit,Open,,,", "“30/02/2018” is no day we can read"),
        ("A1,01/01/0000,,Grit,Open,,,", "“01/01/0000” is no day we can read"),
        ("A1,01/07/2026,,Grit,Open,,,", "It was received on Wed 1 July 2026, which is still to come."),
        ("A1,31/12/2004,,Grit,Open,,,", "before anybody had a right to ask"),
        ("A1,03/04/2018,02/04/2018,Grit,Granted,,,", "It is closed on Mon 2 April 2018, before"),
        ("A1,03/04/2018,20/04/2018,Grit,Open,,,", "It is “Open” and yet closed on Fri 20 April 2018"),
        ("A1,03/04/2018,,Grit,Pondering,,,", "“Pondering” is no status we know"),
        ("A1,03/04/2018,,Grit,Open,,,Roman law", "“Roman law” is no law we know: use FOI, EIR or SAR."),
        ("A1,03/04/2018,,,Open,,,", "It has no title."),
        (",03/04/2018,,Grit,Open,,,", "It has no address or number of its own"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_taken_says_why_and_is_never_guessed_at(take, row, why):
    said, rows = take(row)

    assert rows[0]["became"] == "refused"
    assert why in rows[0]["why"]
    assert f"Line 2: {rows[0]['why']}" in said
    assert not Record.objects.exists()


def test_a_row_that_looks_like_a_formula_is_inert_in_the_report(take):
    _, rows = take(GRIT.replace("A1", "=HYPERLINK(evil)"))

    assert rows[0]["key"] == "'=HYPERLINK(evil)"
    assert ImportedFrom.objects.get().key == "=HYPERLINK(evil)"


def test_reports_are_kept_for_ninety_days(settings, tmp_path, db):
    settings.DATA = tmp_path
    imports.reports().mkdir()
    old, new = imports.reports() / "old.csv", imports.reports() / "new.txt"
    for path, days in ((old, 91), (new, 89)):
        path.write_text("A1")
        made = time.real_now().timestamp() - days * 24 * 60 * 60
        os.utime(path, (made, made))

    sweep_up()

    assert (old.exists(), new.exists()) == (False, True)


def test_two_rows_about_the_same_are_one_record(take):
    _, rows = take(GRIT, GRIT.replace("Granted", "Refused"))

    assert rows[1]["why"] == "Line 2 is about the same: A1."
    assert one().outcome == "granted"


def test_an_address_is_the_same_wherever_on_the_page_it_points(take):
    take("https://example.org/request/grit#incoming-9,03/04/2018,,Grit,Open,,,")

    said, _ = take("https://example.org/request/grit#incoming-12,03/04/2018,,Grit,Open,,,")

    assert one().imported_from.key == "https://example.org/request/grit"
    assert "0 taken" in said


def test_the_same_name_from_another_source_is_another_record(take):
    take(GRIT, options=["--source", "Old system"])
    take(GRIT, options=["--source", "Older system"])

    assert list(ImportedFrom.objects.values_list("source", "key").order_by("source")) == [
        ("Old system", "A1"),
        ("Older system", "A1"),
    ]


def test_columns_are_named_by_hand_where_their_headings_say_nothing(take):
    said, _ = take(
        "A1,03/04/2018,Grit,Open,whatever", heading="Nr,When,What,Status,Colour",
        options=["--map", "Nr=key", "--map", "When=received", "--map", "What=title"],
    )  # fmt: skip

    assert one().title == "Grit"
    assert "Columns not taken: Colour." in said


@pytest.mark.parametrize(
    ("heading", "options", "sentence"),
    [
        ("Id,Title,Status", [], "No column says received. The columns are: Id, Title, Status."),
        (HEADING, ["--map", "Colour=title"], "There is no column “Colour”. The columns are: Id, Received,"),
        (HEADING, ["--map", "Name=colour"], "--map Name=colour: write it as COLUMN=FIELD. The fields are: "),
        ("Id,Title,Subject,Status,Received", [], "The columns Title and Subject would both be “title”"),
        ("", [], "old system.csv is empty: its first line must name the columns."),
    ],
)
def test_a_file_whose_columns_will_not_do_is_one_clear_sentence(take, heading, options, sentence):
    assert sentence in take(heading=heading, options=options, leaves=2)


def test_a_file_that_is_not_there_is_one_clear_sentence(db, capsys):
    with pytest.raises(SystemExit):
        call_command("import", "requests", "nowhere.csv")

    assert capsys.readouterr().err.strip() == "nowhere.csv cannot be opened: No such file or directory."


def test_nothing_takes_what_no_service_declares(db, capsys):
    with pytest.raises(SystemExit):
        call_command("import", "unicorns", "nowhere.csv")

    assert "Nothing takes “unicorns”. What can be imported: parties, requests." in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_file_is_read_whatever_wrote_it(take, encoding):
    take("A1,03/04/2018,,Café – £5 charges,Open,Zoë Müller,zoe@example.org,", encoding=encoding)

    assert (one().title, one().requester) == ("Café – £5 charges", "Zoë Müller")


def test_a_byte_no_writing_has_is_named_by_line_and_place(take):
    raw = HEADING.encode() + b"\nA1,03/04/2018,,Caf\xe9 \x81,Open,,,"

    assert "Line 2, character 21 of old system.csv has the byte 0x81" in take(raw=raw, leaves=2)


def test_a_hidden_character_is_left_out_and_told(take):
    _, rows = take(raw=f"{HEADING}\nA1,03/04/2018,,Grit\0 bou\x07ght,Open,,,".encode())

    assert one().title == "Grit bought"
    assert rows[0]["why"] == "A hidden character (U+0000) in “Title” was left out."


def test_semicolons_and_lines_within_a_cell_are_read(take):
    said, rows = take(
        'A1;03/04/2018;"Grit,\nand salt";Open', "A2;04/04/2018;Trees;Open", heading="Id;Received;Title;Status"
    )

    assert "2 rows read: 2 taken" in said
    assert [row["line"] for row in rows] == ["2", "4"]


def test_a_title_too_long_is_cut_and_the_whole_is_kept(take):
    _, rows = take(f"A1,03/04/2018,,{'grit ' * 80},Open,,,")

    assert len(one().title) == 300
    assert len(one().wanted) == 399
    assert rows[0]["why"] == "Its title was cut to 300 characters; the whole is in what was asked."


def test_a_request_sent_to_many_councils_is_told_as_one_campaign(take):
    towns = ("Ayton", "Beeton", "Seaton", "Deeton")
    rows = [f"{n},0{n}/04/2018,Care costs,Open,{town}" for n, town in enumerate(towns, 1)]

    said, _ = take(*rows, "9,01/04/2018,Bins,Open,Ayton", heading="Id,Received,Title,Status,Authority Name")

    assert "4 rows belong to 1 campaign: one request sent to many councils." in said
    assert "“Care costs”: 4 requests to 4 authorities, April 2018" in said
    assert Party.objects.filter(kind="organisation").count() == 4


def test_the_same_person_is_one_party_however_many_rows_name_them(take):
    take(GRIT, GRIT.replace("A1", "A3"))

    assert Party.objects.filter(name="Nora Bell").count() == 1


def test_what_was_forgotten_does_not_come_again(take):
    take(GRIT)
    dispose(TODAY)
    assert ImportedFrom.objects.get().key != "A1"

    _, rows = take(GRIT)

    assert rows[0]["why"] == "IR-2018-00001 came from this row and has been forgotten: its time was up."
    assert Record.objects.count() == 1


def test_a_batch_costs_the_same_queries_however_many_rows(take, django_assert_max_num_queries):
    rows = [GRIT.replace("A1", f"B{number}") for number in range(400)]

    with django_assert_max_num_queries(80):
        take(*rows)

    assert Record.objects.count() == 400
