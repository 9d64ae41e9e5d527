"""One linking of everybody: read, link, join what is certain, ask about what is not."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from django.conf import settings as django_settings
from django.db.models import F, Q

from guildhall.commons.parties.merging import Pair, merge_all
from guildhall.commons.parties.models import Merge, Party
from guildhall.kernel import time
from guildhall.kernel.gates import SYSTEM, Actor
from guildhall.kernel.imports import Fate, import_records
from guildhall.kernel.origins import Importer, Incoming, Row
from guildhall.kernel.records import Sensitivity
from guildhall.services.linkage import walls
from guildhall.services.linkage.actions import lapse, title_of
from guildhall.services.linkage.gathering import everybody
from guildhall.services.linkage.models import Match, Run, Settings
from guildhall.services.linkage.service import Stage, linkage

if TYPE_CHECKING:
    from guildhall.services.linkage.matching.joining import Apart
    from guildhall.services.linkage.matching.linking import Linked, Scored

STEPS = ("Reading", "Preparing", "Comparing", "Joining", "Explaining", "Writing")
BY_LOT = "Drawn by lot from what was joined without being asked."
REASON = "What their systems say of them agrees"
AT_ONCE = 2_000
Tell = Callable[[Run], None]


def begin(by: Any) -> Run:
    """A run that waits to be done."""
    from guildhall.services.linkage.matching.model import VERSION

    return Run.objects.create(by_name=Actor.of(by).name, model=VERSION)


def carry_out(run: Run, tell: Tell = lambda run: None) -> Run:
    """Does the whole of it. What fails is told on the run, and what was joined until then stays joined."""
    try:
        _carry_out(run, tell)
    except Exception as problem:
        run.failed = f"{type(problem).__name__}: {problem}"[:300]
        raise
    finally:
        run.ended_at, run.step = time.now(), ""
        run.save()
    return run


def _carry_out(run: Run, tell: Tell) -> None:
    settings = Settings.now()

    def step(name: str) -> None:
        run.step, run.done = name, STEPS.index(name)
        run.save()
        tell(run)

    linked = _linked(settings, step)
    step("Writing")
    run.rows = linked.rows
    run.last_leaf = Party.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    made = list(_join(linked.together))
    run.joined = len(made)
    let_lapse()
    run.asked = ask([*_questions(linked), *_sample(made, linked, settings.sample, run.pk)])


def _linked(settings: Settings, step: Callable[[str], None]) -> Linked:
    from guildhall.services.linkage.matching import linking

    thresholds = linking.Thresholds(settings.joins, settings.asks, settings.asks_despite)
    step("Reading")
    folder = Path(django_settings.DATA)
    with (
        tempfile.TemporaryDirectory(prefix="linkage-", dir=folder if folder.exists() else None) as overflow,
        linking.opened(Path(overflow)) as connection,
    ):
        linking.told_by_rows(connection, everybody())
        return linking.link(connection, thresholds, together=_together(), apart=_apart(), progress=step)


def _together() -> Any:
    return Party.objects.exclude(same_as=None).order_by("pk").values_list("pk", "same_as").iterator()


def _apart() -> Apart:
    """Whom somebody has said to be two people: kept apart here, or parted anywhere."""
    found: Apart = defaultdict(set)
    kept = Match.objects.filter(stage=Stage.APART).values_list("left", "right")
    parted = Merge.objects.exclude(undone_at=None).values_list("one", "other")
    for one, other in [*kept, *parted]:
        if one and other:
            found[one].add(other)
            found[other].add(one)
    return found


def _join(together: list[Scored]) -> Iterator[Merge]:
    for start in range(0, len(together), AT_ONCE):
        pairs = [_pair(each) for each in together[start : start + AT_ONCE]]
        yield from merge_all(pairs, by=SYSTEM, reason=REASON)


def _pair(scored: Scored) -> Pair:
    from guildhall.services.linkage.matching.model import VERSION

    explanation = {"model": VERSION, "weight": scored.weight, "evidence": scored.evidence}
    return Pair(
        min(scored.left, scored.right), max(scored.left, scored.right), scored.probability, explanation
    )


def let_lapse() -> None:
    """Questions that have answered themselves, by another way round or because somebody was forgotten."""
    gone = Q(left=None) | Q(right=None)
    one = Q(left=F("right__same_as")) | Q(right=F("left__same_as")) | Q(left__same_as=F("right__same_as"))
    for match in Match.objects.filter(gone | one, stage=Stage.ASKED):
        lapse(match, by=SYSTEM)


def _questions(linked: Linked) -> Iterator[tuple[Scored, Merge | None]]:
    known = set(Match.objects.values_list("left", "right"))
    for scored in linked.asked:
        if (min(scored.left, scored.right), max(scored.left, scored.right)) not in known:
            yield scored, None


def _sample(
    made: list[Merge], linked: Linked, number: int, seed: int
) -> Iterator[tuple[Scored, Merge | None]]:
    """Drawn by lot from what was joined now: at most a tenth, so that a small run is not checked whole."""
    scored = {tuple(sorted((each.left, each.right))): each for each in linked.together}
    lot = Random(seed)  # noqa: S311  a lot, not a secret
    for merge in lot.sample(made, min(number, (len(made) + 9) // 10)):
        yield scored[merge.one_id, merge.other_id], merge


def ask(questions: list[tuple[Scored, Merge | None]]) -> int:
    """Writes the matches in bulk; a pair that was asked about before is passed over."""
    leaves = {leaf for scored, _ in questions for leaf in (scored.left, scored.right)}
    asking = _Asking(questions, walls.restricted(leaves))
    results = import_records(asking.importer, asking.rows(), source=asking.model)
    return sum(1 for each in results if each.fate is Fate.TAKEN)


class _Asking:
    """Turns scored pairs into the rows and the records that the kernel's bulk import takes."""

    def __init__(self, questions: list[tuple[Scored, Merge | None]], restricted: set[int]) -> None:
        from guildhall.services.linkage.matching.model import VERSION

        self.questions, self.restricted, self.model = questions, restricted, VERSION
        leaves = [leaf for scored, _ in questions for leaf in (scored.left, scored.right)]
        self.sources = dict(_sources(leaves))
        self.importer = Importer(service=linkage, aliases={}, needs=(), incoming=self._incoming)

    def rows(self) -> Iterator[Row]:
        for place in range(len(self.questions)):
            yield Row(place, {"place": str(place)})

    def _incoming(self, row: Row) -> Incoming:
        scored, merge = self.questions[row.line]
        left, right = sorted((scored.left, scored.right))
        walled = bool({left, right} & self.restricted)
        match = Match(
            service=linkage.key, opened_on=time.today(), stage=Stage.CHECK if merge else Stage.ASKED,
            title=title_of(self.sources.get(left, ""), self.sources.get(right, "")),
            sensitivity=Sensitivity.RESTRICTED if walled else Sensitivity.PERSONAL,
            left_id=left, right_id=right, weight=scored.weight, model=self.model, evidence=scored.evidence,
            why=scored.why or BY_LOT, merge=merge, sampled=bool(merge),
        )  # fmt: skip
        return Incoming(source=self.model, key=f"the pair {left} and {right}", record=match)


def _sources(leaves: list[int]) -> Iterator[tuple[int, str]]:
    for start in range(0, len(leaves), AT_ONCE):
        yield from Party.objects.filter(pk__in=leaves[start : start + AT_ONCE]).values_list("pk", "source")
