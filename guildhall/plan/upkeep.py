"""What the system does with frozen figures by itself: it freezes what promises need, and notices changes."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from guildhall.kernel.figures import LATEST, Snapshot, freeze
from guildhall.kernel.measures import Measure, all_measures
from guildhall.kernel.periods import Period
from guildhall.kernel.schedule import every_day
from guildhall.plan import bases
from guildhall.plan.models import Promise, Restatement
from guildhall.plan.recount import LOOKED_BACK, PLACES


def promised() -> list[Measure]:
    """Every measure some promise is bound to."""
    keys = set(Promise.objects.exclude(measure="").values_list("measure", flat=True))
    return [each for each in all_measures() if each.key in keys]


@every_day
def freeze_what_is_promised(today: date) -> None:
    """Freezes what promises are read over besides months, quarters and years: twelve months, years so far."""
    month = Period.month(today.replace(day=1) - timedelta(days=1))
    periods = [Period.year_to(month.last), bases.year_so_far(Period.quarter_of(month.last))]
    for period in periods:
        if period.last < today and today - period.last <= LATEST:
            freeze(promised(), period)


@every_day
def notice_restatements(today: date) -> None:
    """Counts again what was frozen; where the records say something else now, that is a restatement.

    One that has a reason loses it when the figure changes once more: the reason was for another figure.
    """
    for measure in promised():
        frozen = {
            Period(each.first, each.last, ""): each
            for each in Snapshot.objects.filter(measure=measure.key, last__gte=today - LOOKED_BACK)
        }
        if not frozen:
            continue
        standing = {(each.first, each.last): each for each in Restatement.objects.filter(measure=measure.key)}
        for period, value in measure.over(list(frozen)).items():
            before = standing.get((period.first, period.last))
            _settle(frozen[period], before, None if value is None else value.quantize(PLACES), today)


def _settle(frozen: Snapshot, standing: Restatement | None, value: Decimal | None, today: date) -> None:
    if standing and standing.value == value:
        return
    if frozen.value == value:
        if standing:
            standing.delete()
        return
    Restatement.objects.update_or_create(
        measure=frozen.measure, first=frozen.first, last=frozen.last,
        defaults={
            "was": frozen.value, "value": value, "noticed_on": today, "because": "", "explained_by": None,
            "explained_on": None,
        },
    )  # fmt: skip
