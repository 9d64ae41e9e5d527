"""What another system knows of people comes in, each field with who said it and when."""

import csv
from datetime import date
from io import StringIO
from zipfile import ZipFile

import pytest
from django.core.management import call_command

from guildhall.commons.parties.models import Party, Said
from guildhall.kernel.imports import Fate
from guildhall.services.linkage.gathering import everybody, split
from guildhall.services.linkage.models import Settings

JO = {
    "key": "4711", "title": "Mrs", "forename": "Joanna", "middle": "Ruth", "surname": "Blenkinsop",
    "born_on": "31/01/1974", "address": "1 High Street", "postcode": "QZ20AB", "uprn": "100000000055",
    "phone": "01632 960123", "email": "jo@example.org", "said_on": "3 May 2017",
}  # fmt: skip


def test_every_field_remembers_which_system_said_it_and_when(tell, known):
    (result,) = tell("Revenues", JO)

    assert (result.fate, result.line) == (Fate.TAKEN, 2)
    party = known("Revenues", "4711")
    assert (party.name, party.born_on) == ("Joanna Ruth Blenkinsop", date(1974, 1, 31))
    said = {each.field: (each.value, each.source, each.said_on) for each in party.said.all()}
    assert said["surname"] == ("Blenkinsop", "Revenues", date(2017, 5, 3))
    assert said["postcode"][0] == "QZ2 0AB"
    assert {each.kind for each in party.contact_points.all()} == {"email", "phone", "address"}
    assert party.party_events.get().sentence == "Revenues told us of them."


def test_read_again_nothing_changes(tell):
    tell("Revenues", JO)
    before = Said.objects.count()
    (result,) = tell("Revenues", JO)

    assert result.fate is Fate.UNCHANGED
    assert (Party.objects.count(), Said.objects.count()) == (1, before)


def test_what_changed_is_added_and_what_it_replaces_ends(tell, known):
    tell("Revenues", JO)
    (result,) = tell("Revenues", {**JO, "surname": "Marsh", "phone": "01632 960999", "said_on": "1 May 2018"})

    party = known("Revenues", "4711")
    assert (result.fate, party.name) == (Fate.CHANGED, "Joanna Ruth Marsh")
    assert [each.value for each in party.said.filter(field="surname").order_by("said_on")] == [
        "Blenkinsop",
        "Marsh",
    ]
    assert {each.value: each.ends_on for each in party.contact_points.filter(kind="phone")} == {
        "01632 960123": date(2018, 5, 1), "01632 960999": None,
    }  # fmt: skip


def test_a_dry_run_says_the_same_and_writes_nothing(tell):
    (result,) = tell("Revenues", JO, dry_run=True)

    assert result.fate is Fate.TAKEN
    assert not Party.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"key": ""}, "It has no number of its own, by which it would be known again."),
        ({"surname": ""}, "It has no name."),
        (
            {"born_on": "31/02/1974"},
            "“31/02/1974” is no day we can read for when it was born on: write it as 31/01/1974.",
        ),
        (
            {"born_on": "01/01/2031"},
            "“01/01/2031” cannot be the day it was born on: it is Wed 1 January 2031.",
        ),
    ],
)
def test_a_line_that_is_wrong_is_refused_in_a_sentence_and_the_others_are_taken(tell, wrong, why):
    results = tell("Revenues", {**JO, **wrong}, {**JO, "key": "2"})

    assert [each.fate for each in results] == [Fate.REFUSED, Fate.TAKEN]
    assert results[0].why == why
    assert Party.objects.count() == 1


def test_what_nobody_could_be_reached_by_is_left_out_and_said(tell, known):
    (result,) = tell("Revenues", {**JO, "email": "jo at home", "postcode": "none", "uprn": "?"})

    assert result.fate is Fate.TAKEN
    assert result.why.count("It was left out.") == 3
    assert not known("Revenues", "4711").contact_points.filter(kind="email").exists()


def test_two_lines_about_the_same_are_one_and_a_refusal(tell):
    results = tell("Revenues", JO, {**JO, "surname": "Marsh"})

    assert [each.fate for each in results] == [Fate.TAKEN, Fate.REFUSED]
    assert results[1].why == "Line 2 is about the same: 4711."


def test_a_restricted_systems_entries_are_restricted(tell, known):
    Settings.objects.create(restricted_sources="Youth offending", reason="Ours", by_name="Rowan Pike")
    tell("Youth offending", JO)

    assert known("Youth offending", "4711").sensitivity == 30


def test_a_file_is_imported_by_its_headings_and_a_mapping(today, tmp_path, capsys):
    file, mapping = tmp_path / "tax.csv", tmp_path / "tax.toml"
    out = StringIO()
    writer = csv.writer(out)
    writer.writerows([("Account", "Who", "D.o.B.", "Band"), ("A1", "Mr Tom Blenkinsop", "31/01/1974", "C")])
    file.write_text(out.getvalue(), encoding="utf-8")
    mapping.write_text('[columns]\n"Who" = "name"\n"D.o.B." = "born_on"\n', encoding="utf-8")

    call_command(
        "import", "parties", str(file), source="Council tax", mapping=mapping, report=tmp_path / "r.csv"
    )

    assert Party.objects.get().born_on == date(1974, 1, 31)
    told = capsys.readouterr().out
    assert "1 row read: 1 taken" in told
    assert "Columns not taken: Band." in told


def test_a_workbook_is_read_like_a_file(today, tmp_path):
    workbook(tmp_path / "people.xlsx", ("id", "surname", "date of birth"), (4711, "Blenkinsop", DATED))

    call_command(
        "import", "parties", str(tmp_path / "people.xlsx"), source="Libraries", report=tmp_path / "r.csv"
    )

    party = Party.objects.get()
    assert (party.source_key, party.born_on) == ("4711", date(1974, 1, 31))


# 31 January 1974, as Excel counts days.
DATED = 27060
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def workbook(path, *rows):
    """A workbook of one sheet, as little of one as Excel would open."""

    def cell(value):
        if isinstance(value, int):
            return f'<c s="{int(value == DATED)}"><v>{value}</v></c>'
        return f'<c t="inlineStr"><is><t>{value}</t></is></c>'

    lines = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets><sheet name="People" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{RELS}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>',
    }  # fmt: skip
    with ZipFile(path, "w") as file:
        for name, text in parts.items():
            file.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')


def test_the_model_is_given_what_sources_said_or_what_a_name_gives(tell):
    tell("Revenues", JO)
    Party.objects.create(name="Dr Amira Lind Haddad", created_at=Party.objects.get().created_at)
    (rows,) = everybody()

    assert rows[0][1:7] == ("Revenues", "2017-05-03", "Mrs", "Joanna", "Ruth", "Blenkinsop")
    assert rows[0][7:] == (
        "1974-01-31",
        "1 High Street",
        "QZ2 0AB",
        "100000000055",
        "01632 960123",
        "jo@example.org",
    )
    assert rows[1][3:7] == ("Dr", "Amira", "Lind", "Haddad")
    assert split("Cher") == ["", "", "", "Cher"]
