"""`guildhall`: the council's command line.

What needs no database is answered without loading Django, so that it answers at once.
"""

from __future__ import annotations

import ast
import os
import select
import sys
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parent
# What a shell calls the exit of a program that was still writing when its reader left (128 + SIGPIPE).
READER_LEFT = 141
WITHOUT_DATABASE = {
    "deadline": "Say when an answer is due, and why.",
    "serve": "Serve the pages and do the background work, until Ctrl-C.",
}


def main() -> int:
    """Run one command; the exit code is the command's, or READER_LEFT."""
    try:
        try:
            return _run(sys.argv[1:])
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        if not _reader_left():
            raise
        # Whoever read our lines has had enough, as in `| head -1`; what is not yet written goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_LEFT


def _reader_left() -> bool:
    """Whether it is our own output that nobody reads, and no other connection that broke."""
    asked = select.poll()
    asked.register(sys.stdout, 0)  # that the other end is gone is told without asking for it
    return bool(asked.poll(0))


def _run(arguments: list[str]) -> int:
    if not arguments or arguments in (["help"], ["--help"], ["-h"]):
        print(_overview())
        return 0
    if arguments[0] == "deadline":
        from guildhall.kernel.clocks import cli

        return cli.main(arguments[1:])
    if arguments[0] == "serve":
        from guildhall.config import serving

        return serving.main(arguments[1:])
    return _django(arguments)


def _django(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guildhall.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["guildhall", *arguments])
    return 0


def _overview() -> str:
    commands = dict(sorted({**WITHOUT_DATABASE, **dict(_our_commands())}.items()))
    width = max(map(len, commands))
    return "\n".join(
        [
            "Guildhall: one system for a council's customer, community and democratic services.",
            "",
            *(f"  guildhall {name:<{width}}  {purpose}" for name, purpose in commands.items()),
            "",
            "guildhall COMMAND --help tells more. Django's own commands (migrate, shell) work too.",
        ]
    )


def _our_commands() -> Iterator[tuple[str, str]]:
    """Our management commands and what they say they are for, read without running them."""
    for path in PACKAGE.rglob("management/commands/*.py"):
        if not path.stem.startswith("_"):
            yield path.stem, _purpose(ast.parse(path.read_text(encoding="utf-8")))


def _purpose(module: ast.Module) -> str:
    """The command's `help`, else the first line of its module's docstring."""
    for node in ast.walk(module):
        if (
            isinstance(node, ast.Assign)
            and any(isinstance(name, ast.Name) and name.id == "help" for name in node.targets)
            and isinstance(node.value, ast.Constant)
        ):
            return str(node.value.value).splitlines()[0]
    return (ast.get_docstring(module) or "").partition("\n")[0]


if __name__ == "__main__":
    sys.exit(main())
