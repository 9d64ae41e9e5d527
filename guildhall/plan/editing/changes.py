"""What two versions of one plan say differently: entries matched by their name, or by their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guildhall.plan.between.matching import Piece, match, pieces
from guildhall.plan.editing.versions import Chapter, Entry, Line


@dataclass(frozen=True)
class Changed:
    """One entry that says something else: its title as it changed, and each line under its label."""

    title: list[Piece]
    lines: list[tuple[str, list[Piece]]]


@dataclass(frozen=True)
class ChapterChanges:
    """What changed in one chapter, what is new, what is gone; and how many entries stayed as they were."""

    name: str
    changed: list[Changed]
    new: list[Entry]
    gone: list[Entry]
    same: int

    @property
    def number(self) -> int:
        return len(self.changed) + len(self.new) + len(self.gone)


def changes(before: Sequence[Chapter], after: Sequence[Chapter]) -> list[ChapterChanges]:
    """Chapter by chapter, in the later version's order; those in which nothing changed are left out."""
    earlier, later = {each.name: each for each in before}, {each.name: each for each in after}
    names = [*later, *(name for name in earlier if name not in later)]
    found = [_chapter(name, _entries(earlier, name), _entries(later, name)) for name in names]
    return [each for each in found if each.number]


def _entries(chapters: dict[str, Chapter], name: str) -> list[Entry]:
    return chapters[name].entries if name in chapters else []


def _chapter(name: str, before: list[Entry], after: list[Entry]) -> ChapterChanges:
    pairs, gone, new = _paired(before, after)
    changed = [found for one, other in pairs if (found := _changed(one, other))]
    return ChapterChanges(name, changed, new, gone, len(pairs) - len(changed))


def _paired(
    before: list[Entry], after: list[Entry]
) -> tuple[list[tuple[Entry, Entry]], list[Entry], list[Entry]]:
    """By record or key where there is one, then word for word, then by likeness."""
    pairs: list[tuple[Entry, Entry]] = []
    left, right = list(before), list(after)
    for same in (_named, _worded):
        known = {same(each): each for each in reversed(left) if same(each)}
        for each in list(right):
            if one := known.pop(same(each), None):
                pairs.append((one, each))
                left.remove(one)
                right.remove(each)
    found = match(left, right, lambda each: each.title)
    pairs += [(each.before, each.after) for each in found.kept]
    return pairs, found.gone, found.new


def _named(entry: Entry) -> str:
    return str(entry.record or "") or entry.key


def _worded(entry: Entry) -> str:
    return "" if entry.key else entry.title


def _changed(before: Entry, after: Entry) -> Changed | None:
    lines = list(_lines(before.lines, after.lines))
    if before.title == after.title and not lines:
        return None
    return Changed(pieces(before.title, after.title), lines)


def _lines(before: list[Line], after: list[Line]) -> Iterator[tuple[str, list[Piece]]]:
    labels = dict.fromkeys(each.label for each in (*after, *before))
    for label in labels:
        was = [each.text for each in before if each.label == label]
        now = [each.text for each in after if each.label == label]
        for text in [each for each in was if each in now]:
            was.remove(text)
            if text in now:
                now.remove(text)
        if len(was) == len(now) == 1:
            yield label, pieces(was[0], now[0])
            continue
        found = match(was, now, str)
        yield from ((label, pieces(each.before, each.after)) for each in found.kept)
        yield from ((label, [Piece("del", each)]) for each in found.gone)
        yield from ((label, [Piece("ins", each)]) for each in found.new)
