"""`guildhall …| head -1`: a reader who has had enough is no error of the command's."""

import os
import subprocess
import sys

import pytest

from guildhall.__main__ import READER_LEFT, main

PRINTING = ("help", "findings --json", "findings", "numbers", "numbers --json", "holiday list",
            "deadline foi --received 2026-06-12", "deadline --help", "findings --help")  # fmt: skip


def run_unread(command, monkeypatch):
    """Runs it with its output in a pipe whose reader has left; the exit code."""
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "w", encoding="utf-8") as unread, monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", unread)
        patched.setattr(sys, "argv", ["guildhall", *command.split()])
        return main()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("command", PRINTING)
def test_a_command_whose_reader_left_ends_quietly(capfd, monkeypatch, command):
    assert run_unread(command, monkeypatch) == READER_LEFT
    assert capfd.readouterr().err == ""


def test_the_first_line_is_enough():
    """As a shell does it, with more lines than a pipe holds."""
    many = "\n".join('{"regime": "foi", "received": "2026-06-12"}' for _ in range(500))
    told = f"'{sys.executable}' -m guildhall deadline --batch - | head -1"

    ended = subprocess.run(told, shell=True, input=many, capture_output=True, text=True, check=False)  # noqa: S602

    assert (ended.stdout.count("\n"), ended.stderr) == (1, "")


def test_a_connection_that_broke_elsewhere_is_an_error_still(monkeypatch):
    def breaks(arguments):
        raise BrokenPipeError

    monkeypatch.setattr("guildhall.__main__._run", breaks)
    with open(os.devnull, "w") as read_by_somebody:
        monkeypatch.setattr(sys, "stdout", read_by_somebody)
        with pytest.raises(BrokenPipeError):
            main()
