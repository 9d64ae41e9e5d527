"""A backup brings everything back, and says when it cannot."""

import tarfile
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from guildhall.kernel import backup, dumps
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.records import Record
from guildhall.services.requests import actions

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.DATA = tmp_path / "data"
    (settings.DATA / "files" / "ab").mkdir(parents=True)
    (settings.DATA / "files" / "ab" / "abcd").write_bytes(b"the file of a document")
    (settings.DATA / "bank-holidays.csv").write_text("change,day,nation,title,announced_on\n")
    return settings.DATA


@pytest.fixture
def record(transactional_db):
    return actions.ask(by=SYSTEM, wanted="Gritting routes", name="Jo Castle", email="jo@example.org")


def back_up(path):
    said = StringIO()
    call_command("backup", str(path), stdout=said)
    return said.getvalue()


def test_everything_comes_back(record, data, tmp_path):
    archive = tmp_path / "kept.tar.gz"
    assert "all whole" in back_up(archive)
    assert archive.stat().st_mode & 0o077 == 0

    actions.ask(by=SYSTEM, wanted="Asked after the backup", name="Sam Quill", email="sam@example.org")
    (data / "files" / "ab" / "abcd").unlink()
    said = StringIO()
    call_command("restore", str(archive), "--replace", stdout=said)

    assert "all whole" in said.getvalue()
    assert Record.objects.get().reference == record.reference
    assert (data / "files" / "ab" / "abcd").read_bytes() == b"the file of a document"
    after = actions.ask(by=SYSTEM, wanted="Allotments", name="Sam Quill", email="sam@example.org")
    assert after.reference.endswith("00002")


@pytest.mark.postgres
def test_everything_comes_back_where_there_is_no_pg_dump(record, tmp_path, monkeypatch):
    monkeypatch.setattr(dumps, "speaks", lambda program: False)
    test_everything_comes_back(record, backup.settings.DATA, tmp_path)


def test_records_that_are_here_are_not_replaced_unasked(record, tmp_path):
    back_up(tmp_path / "kept.tar.gz")

    with pytest.raises(CommandError, match="There are records here already"):
        call_command("restore", str(tmp_path / "kept.tar.gz"), stdout=StringIO())


def test_a_file_that_is_no_backup_is_one_clear_line(tmp_path, record):
    (tmp_path / "letter.txt").write_text("Dear sir")

    with pytest.raises(CommandError, match="Nothing was restored"):
        call_command("restore", str(tmp_path / "letter.txt"), "--replace", stdout=StringIO())


def test_a_backup_that_breaks_off_is_one_clear_line(record, tmp_path):
    whole, cut = tmp_path / "kept.tar.gz", tmp_path / "cut.tar.gz"
    back_up(whole)
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])

    with pytest.raises(CommandError, match="Nothing was restored: The file breaks off"):
        call_command("restore", str(cut), "--replace", stdout=StringIO())
    assert Record.objects.get().reference == record.reference


@pytest.mark.parametrize("manifest", ["{", "{}", "[]", '{"format": 1, "database": "elsewhere"}'])
def test_an_archive_that_does_not_say_what_it_holds_is_no_backup(tmp_path, manifest):
    (tmp_path / "manifest.json").write_text(manifest)
    with tarfile.open(tmp_path / "other.tar.gz", "w:gz") as made:
        made.add(tmp_path / "manifest.json", arcname="manifest.json")

    with pytest.raises(CommandError, match="Nothing was restored: This is no backup of Guildhall"):
        call_command("restore", str(tmp_path / "other.tar.gz"), "--replace", stdout=StringIO())


def test_a_damaged_database_is_not_put_in_place(record, tmp_path):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's own program says what is wrong with a dump")
    (tmp_path / "database.sqlite3").write_bytes(b"SQLite format 3\x00" + b"\x07" * 4096)

    with pytest.raises(dumps.DumpFailed, match="The database in the backup"):
        dumps.load(tmp_path / "database.sqlite3")
    assert Record.objects.get().reference == record.reference


def test_a_councils_records_restored_over_a_demonstration_are_none(record, data, tmp_path):
    archive = tmp_path / "kept.tar.gz"
    back_up(archive)
    for name in ("demonstration", "demonstration-progress"):
        (data / name).write_text("2018-03-31")
    (data / "heads").mkdir()
    (data / "heads" / "2018-03-31.jsonl").write_text("{}")
    (data / "secret_key").write_text("the key of this installation")

    call_command("restore", str(archive), "--replace", stdout=StringIO())

    assert sorted(each.name for each in data.iterdir()) == ["bank-holidays.csv", "files", "secret_key"]


def test_a_backup_of_another_database_is_refused(record, tmp_path, monkeypatch):
    back_up(tmp_path / "kept.tar.gz")
    monkeypatch.setattr(type(connection), "vendor", "oracle", raising=False)

    with pytest.raises(backup.NotRestorable, match="the database here is"):
        backup.restore(tmp_path / "kept.tar.gz", replace=True)


def test_an_archive_that_reaches_outside_the_data_folder_is_refused(tmp_path, record):
    archive = tmp_path / "crafted.tar.gz"
    with tarfile.open(archive, "w:gz") as made:
        made.addfile(tarfile.TarInfo("../elsewhere"))

    with pytest.raises(backup.NotRestorable, match="no backup of Guildhall"):
        backup.restore(archive, replace=True)
    assert not (tmp_path / "elsewhere").exists()
