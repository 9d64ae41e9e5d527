"""`guildhall deadline`, asked the way a person or a script asks it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

Asked = subprocess.CompletedProcess[str]


def guildhall(*arguments: str, told: str = "", data: Path | None = None) -> Asked:
    environment = {**os.environ, "GUILDHALL_DATA": str(data or "does-not-exist")}
    return subprocess.run(
        [sys.executable, "-m", "guildhall", *arguments],
        input=told,
        capture_output=True,
        text=True,
        env=environment,
        check=False,
        timeout=30,
    )


FOI = ("deadline", "foi", "--received", "2026-06-12")


def test_the_example_of_the_manual_answers_as_json() -> None:
    answer = guildhall(*FOI, "--event", "clarification_received=2026-06-20", "--json")

    assert answer.returncode == 0
    told = json.loads(answer.stdout)
    assert (told["regime"], told["due"]) == ("foi", "2026-07-20")
    assert told["steps"][0]["text"] == "The request was received on Fri 12 June 2026"
    assert "FOIA s.10(1)" in told["law"]


def test_a_person_is_told_the_date_first_and_then_why() -> None:
    lines = guildhall(*FOI).stdout.splitlines()

    assert lines[0] == "The answer is due by Tue 14 July 2026."
    assert "- Mon 15 June 2026 is not counted: bank holiday in Scotland, FOIA s.10(6)" in lines


def test_while_something_is_awaited_no_date_is_given() -> None:
    asked = (*FOI, "--event", "clarification_asked=2026-06-15")

    told = json.loads(guildhall(*asked, "--json").stdout)

    assert (told["due"], told["waiting_for"]) == (None, "the requester's clarification")
    assert guildhall(*asked).stdout.startswith("No day is due: waiting for the requester's clarification.")


def test_the_reason_for_an_extension_is_kept() -> None:
    answer = guildhall(*FOI, "--event", "extended=2026-07-01", "--reason", "two ministries asked")

    assert answer.returncode == 0
    assert "two ministries asked" in answer.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("foi", "--received", "2026-02-31"), "'2026-02-31' is not a date"),
        (("foi", "--received", "0000-01-01"), "'0000-01-01' is not a date"),
        (("foi", "--received", "12/06/2026"), "write it like 2026-06-12"),
        (("foi", "--received", "2004-12-31"), "before the law began"),
        (("foi", "--received", "2999-01-01"), "from 2000 to 2090"),
        (("fio", "--received", "2026-06-12"), "'fio' is not a regime"),
        (("foi",), "Say which law and when it came"),
        ((), "Say which law and when it came"),
        (("foi", "--received"), "expected one argument"),
        (("foi", "--received", "2026-06-12", "--event", "fees_notice"), "is not an event"),
        (("foi", "--received", "2026-06-12", "--event", "paid=2026-06-13"), "'paid' does not move"),
        (("foi", "--received", "2026-06-12", "--event", "fees_notice=2026-06-11"), "is before"),
        (("foi", "--received", "2026-06-12", "--reason", "large"), "--event extended=DAY"),
        (("--batch", "no-such-file.jsonl"), "no-such-file.jsonl: No such file"),
    ],
)
def test_what_cannot_be_is_one_line_on_stderr_and_exit_2(arguments: tuple[str, ...], said: str) -> None:
    answer = guildhall("deadline", *arguments)

    assert answer.returncode == 2
    assert said in answer.stderr
    assert len(answer.stderr.splitlines()) == 1
    assert answer.stdout == ""


def test_a_batch_answers_every_line_and_goes_on_after_an_error() -> None:
    lines = [
        '{"regime": "foi", "received": "2026-06-12"}',
        '{"regime": "foi", "received": "2026-02-31"}',
        "not json",
        "",
        '["foi", "2026-06-12"]',
        '{"regime": "sar", "received": "2026-04-13", "events": '
        '[["clarification_asked", "2026-04-20"], ["clarification_received", "2026-04-21"]]}',
        '{"regime": "foi", "received": "2026-06-12", "events": ["fees_notice"]}',
        '{"regime": "foi"}',
    ]

    answer = guildhall("deadline", "--batch", "-", told="\n".join(lines))

    told = [json.loads(line) for line in answer.stdout.splitlines()]
    assert answer.returncode == 0
    assert [line.get("due") for line in told] == [
        "2026-07-14", None, None, None, "2026-05-15", None, None,
    ]  # fmt: skip
    assert ["error" in line for line in told] == [False, True, True, True, False, True, True]
    assert told[1]["line"] == 2


def test_a_batch_is_read_from_a_file_and_answered_in_order(tmp_path: Path) -> None:
    asked = tmp_path / "asked.jsonl"
    line = '{"regime": "foi", "received": "2026-06-%02d"}\n'
    asked.write_text("".join(line % day for day in range(1, 31)), encoding="utf-8-sig")

    answer = guildhall("deadline", "--batch", str(asked))

    received = [json.loads(line)["received"] for line in answer.stdout.splitlines()]
    assert received == [f"2026-06-{day:02d}" for day in range(1, 31)]


def test_the_councils_own_holidays_are_read_from_the_data_folder(tmp_path: Path) -> None:
    file = tmp_path / "bank-holidays.csv"
    file.write_text("day,nation,title,change,source,announced_on\n2026-06-16,WLS,Jubilee,add,Proclamation,\n")

    told = json.loads(guildhall(*FOI, "--json", data=tmp_path).stdout)
    file.write_text("day,nation,title,change\n2026-06-16,FRA,Fête,add\n", encoding="utf-8")
    refused = guildhall(*FOI, data=tmp_path)

    assert told["due"] == "2026-07-15"
    assert refused.returncode == 2
    assert "bank-holidays.csv line 2: 'FRA' is not a nation" in refused.stderr


def test_guildhall_alone_lists_what_it_can_do() -> None:
    for arguments in ((), ("help",), ("--help",)):
        answer = guildhall(*arguments)
        assert answer.returncode == 0
        assert "guildhall deadline" in answer.stdout


def test_deadlines_are_answered_without_loading_django_or_every_countrys_holidays() -> None:
    code = (
        "import sys, guildhall.__main__ as g; sys.argv = ['guildhall', 'deadline', 'foi', "
        "'--received', '2026-06-12']; g.main(); "
        "print([m for m in ('django', 'holidays') if m in sys.modules])"
    )

    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert answer.stdout.splitlines()[-1] == "[]"


def test_an_answer_comes_at_once() -> None:
    fastest = min(_seconds(*FOI) for _ in range(3))

    assert fastest < 1.0, "0.12 s on two idle cores; a second allows for a busy machine"


def _seconds(*arguments: str) -> float:
    started = time.perf_counter()
    guildhall(*arguments)
    return time.perf_counter() - started


def test_the_command_and_the_server_read_the_same_file_of_holidays() -> None:
    from django.conf import settings

    from guildhall.kernel.clocks.cli import BASE

    assert BASE == settings.BASE
