"""The lifecycle of a record, drawn: one upright for each stage, one arrow for each verb that moves it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from textwrap import wrap

from guildhall.kernel.actions import Action
from guildhall.kernel.handbook.verbs import starting_stages
from guildhall.kernel.services import Service

LEFT, COLUMN, ROW, HEAD = 270, 104, 34, 76
INK, QUIET, PAPER, ENDS = "#0b0c0c", "#b1b4b6", "#ffffff", "#f3f2f1"


def lifecycle(service: Service) -> str:
    """An SVG that stands by itself; the table beside it says the same in words."""
    stages = list(service.stages)
    moves = [action for action in service.actions.values() if action.to and not action.retired]
    width, height = LEFT + COLUMN * len(stages) + 20, HEAD + ROW * (len(moves) + 1)
    said = f"Lifecycle of {service.name.lower()}: {len(stages)} stages, {len(moves)} verbs that move it"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
            ' font-family="Atkinson Hyperlegible Next, Arial, sans-serif" font-size="13">',
            f"<title>{escape(said)}</title>",
            f'<rect width="{width}" height="{height}" fill="{PAPER}"/>',
            *(part for index, stage in enumerate(stages) for part in _upright(service, stage, index, height)),
            *(part for index, action in enumerate(moves) for part in _move(action, index)),
            "</svg>\n",
        ]
    )


def _x(service: Service, stage: str) -> int:
    return LEFT + COLUMN * list(service.stages.values).index(stage) + COLUMN // 2


def _upright(service: Service, stage: str, index: int, height: int) -> Iterator[str]:
    """A stage's box and the line beneath it; a stage that ends the record has a grey box."""
    x, label = LEFT + COLUMN * index + COLUMN // 2, str(service.stages(stage).label)
    fill = ENDS if stage in service.ends else PAPER
    yield f'<line x1="{x}" y1="{HEAD - 14}" x2="{x}" y2="{height - 8}" stroke="{QUIET}"/>'
    yield (
        f'<rect x="{x - COLUMN // 2 + 4}" y="6" width="{COLUMN - 8}" height="{HEAD - 20}" rx="4"'
        f' fill="{fill}" stroke="{INK}"/>'
    )
    lines = wrap(label, 13)[:3]
    for number, line in enumerate(lines):
        y = 6 + (HEAD - 20) / 2 + 4.5 + (number - (len(lines) - 1) / 2) * 15
        yield f'<text x="{x}" y="{y:g}" text-anchor="middle" fill="{INK}">{escape(line)}</text>'


def _move(action: Action, index: int) -> Iterator[str]:
    """A verb: dots where it may start, a line to where it leads, an arrow there."""
    y, service = HEAD + ROW * index + ROW // 2, action.service
    target = _x(service, action.to or service.starts)
    starts = [LEFT - 4] if action.opens else [_x(service, stage) for stage in starting_stages(action)]
    yield f'<text x="8" y="{y + 4}" fill="{INK}">{escape(action.label)}</text>'
    reach = [*starts, target]
    yield f'<line x1="{min(reach)}" y1="{y}" x2="{max(reach)}" y2="{y}" stroke="{INK}" stroke-width="1.5"/>'
    for x in starts:
        fill = PAPER if action.opens else INK
        yield f'<circle cx="{x}" cy="{y}" r="4" fill="{fill}" stroke="{INK}" stroke-width="1.5"/>'
    yield from _arrow(target, y, starts)


def _arrow(target: int, y: int, starts: list[int]) -> Iterator[str]:
    """Arrowheads on the sides the verb comes from; a ring when it stays where it is."""
    if any(x < target for x in starts):
        yield f'<path d="M{target - 13} {y - 6} L{target - 2} {y} L{target - 13} {y + 6} Z" fill="{INK}"/>'
    if any(x > target for x in starts):
        yield f'<path d="M{target + 13} {y - 6} L{target + 2} {y} L{target + 13} {y + 6} Z" fill="{INK}"/>'
    if target in starts:
        yield f'<circle cx="{target}" cy="{y}" r="8" fill="none" stroke="{INK}" stroke-width="1.5"/>'
