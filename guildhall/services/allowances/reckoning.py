"""What members are paid, day by day: the basic allowance pro rata, special responsibilities while they last.

SI 2003/1021 reg.4 and 5: whoever holds office, or a post, for a part of the year is paid such part of the
year's amount as the days are of the days of the year. Each amount is rounded once, to the penny, half a penny
up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from guildhall.commons.chamber.models import Appointment, Leadership, Member
from guildhall.kernel.periods import Period
from guildhall.services.allowances.models import AllowanceYear, Claim, Rate

PENNY = Decimal("0.01")
ONE_DAY = timedelta(days=1)
Kind = Rate.Kind
HEADS = ("basic", "special", "co_optee", "carers", "travel")


def pro_rata(amount: Decimal, days: int, of: int) -> Decimal:
    """So many days of a year's amount, in pounds to the penny."""
    return (amount * days / of).quantize(PENNY, ROUND_HALF_UP)


def days_of(period: Period) -> int:
    """365, or 366 where the financial year has a 29 February."""
    return (period.last - period.first).days + 1


def overlap(first: date, last: date | None, period: Period) -> tuple[date, date] | None:
    """The days of a span that lie in the period, both ends included."""
    start, end = max(first, period.first), min(last or period.last, period.last)
    return (start, end) if start <= end else None


def office(member: Member) -> tuple[date, date]:
    """First and last day paid for: on the day a term runs out the successor is in office already."""
    runs_out = member.term_ends_on - ONE_DAY
    return member.office_from, min(member.left_on or runs_out, runs_out)


@dataclass
class Due:
    """What one member is due in the year, under the heads of the statement."""

    member: Member
    basic: Decimal = Decimal(0)
    special: Decimal = Decimal(0)
    co_optee: Decimal = Decimal(0)
    carers: Decimal = Decimal(0)
    travel: Decimal = Decimal(0)

    @property
    def amounts(self) -> tuple[Decimal, ...]:
        return tuple(getattr(self, head) for head in HEADS)

    @property
    def total(self) -> Decimal:
        return sum(self.amounts, Decimal(0))


def due(year: AllowanceYear, until: date | None = None) -> list[Due]:
    """What everybody is due in the year, or in its days until one, by name; without who is due nothing."""
    whole = year.period
    period = Period(whole.first, min(until or whole.last, whole.last), whole.name)
    rates = list(year.rates.select_related("body"))
    members = Member.objects.filter(office_from__lte=period.last, term_ends_on__gt=period.first)
    found = {each.pk: Due(each) for each in members.exclude(left_on__lt=period.first).order_by("name", "pk")}
    held = _posts(rates, period)
    for pk, each in found.items():
        _reckon(each, rates, held.get(pk, []), period, days_of(whole), year.most_special)
    for claim in Claim.objects.filter(year=year, claimed_on__lte=period.last, member__in=list(found)):
        mine = found[claim.member_id]
        setattr(mine, claim.kind, getattr(mine, claim.kind) + claim.amount)
    return [each for each in found.values() if each.total]


Held = list[tuple[Rate, date, date]]


def _posts(rates: list[Rate], period: Period) -> dict[int, Held]:
    """Which special rates are paid to whom, on which days."""
    held: dict[int, Held] = {}
    for rate in rates:
        for post in _holders(rate):
            span = overlap(max(post.from_on, rate.from_on), _earlier(post.until_on, rate.until_on), period)
            if span:
                held.setdefault(post.member_id, []).append((rate, *span))
    return held


def _holders(rate: Rate) -> Iterator[Any]:
    if rate.kind == Kind.SPECIAL:
        yield from Appointment.objects.filter(body=rate.body_id, role=rate.role)
    elif rate.kind == Kind.LEADER:
        yield from Leadership.objects.all()


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((each for each in (one, other) if each), default=None)


def _reckon(each: Due, rates: list[Rate], held: Held, period: Period, of: int, most: int) -> None:
    first, last = office(each.member)
    own = Kind.CO_OPTEE if each.member.kind == Member.Kind.CO_OPTED else Kind.BASIC
    for rate in rates:
        if rate.kind != own or (own == Kind.CO_OPTEE and not _sits(each.member, rate)):
            continue
        if span := overlap(max(first, rate.from_on), _earlier(last, rate.until_on), period):
            amount = pro_rata(rate.amount, (span[1] - span[0]).days + 1, of)
            head = "co_optee" if own == Kind.CO_OPTEE else "basic"
            setattr(each, head, getattr(each, head) + amount)
    within = [(rate, max(begin, first), min(end, last)) for rate, begin, end in held]
    days = _days_paid([(rate, begin, end) for rate, begin, end in within if begin <= end], most)
    each.special = sum((pro_rata(rate.amount, number, of) for rate, number in days.items()), Decimal(0))


def _sits(member: Member, rate: Rate) -> bool:
    return rate.body_id is None or member.appointments.filter(body=rate.body_id).exists()


def _days_paid(held: Held, most: int) -> Counter[Rate]:
    """On how many days each is paid, where no more than so many are paid at once: the dearest of a day."""
    if not held:
        return Counter()
    paid: Counter[Rate] = Counter()
    day, last = min(begin for _, begin, _ in held), max(end for _, _, end in held)
    while day <= last:
        today = [rate for rate, begin, end in held if begin <= day <= end]
        paid.update(sorted(today, key=lambda rate: (-rate.amount, rate.pk))[:most])
        day += ONE_DAY
    return paid


@dataclass(frozen=True)
class Forecast:
    """The year's budget beside what the scheme costs, in pounds.

    `so_far` is due until today; `to_come` is the rest of the year with every place filled, and claims at the
    pace of those so far. `whole` is a whole year of the scheme with every place filled and those claims: what
    it exceeds the budget by is there every year, which is what is meant by a structural deficit.
    """

    budget: Decimal
    so_far: Decimal
    to_come: Decimal
    whole: Decimal

    @property
    def year(self) -> Decimal:
        return self.so_far + self.to_come

    @property
    def over(self) -> Decimal:
        """How much the year costs more than its budget; less than nothing where it costs less."""
        return self.year - self.budget

    @property
    def structural(self) -> Decimal:
        """How much a whole year with every place filled costs more than the budget."""
        return self.whole - self.budget


def forecast(year: AllowanceYear, today: date) -> Forecast:
    """What the year will cost as far as it can be known on a day of it, or after it."""
    period, of = year.period, days_of(year.period)
    until = min(max(today, period.first - ONE_DAY), period.last)
    gone = (until - period.first).days + 1
    so_far = sum((each.total for each in due(year, until)), Decimal(0)) if gone else Decimal(0)
    claims = sum(year.claims.filter(claimed_on__lte=until).values_list("amount", flat=True), Decimal(0))
    a_year = (claims * of / gone).quantize(PENNY, ROUND_HALF_UP) if gone else Decimal(0)
    rates = list(year.rates.select_related("body"))
    rest = Period(until + ONE_DAY, period.last, period.name)
    to_come = _all_filled(rates, rest, of) + (a_year - claims) if until < period.last else Decimal(0)
    return Forecast(year.budget, so_far, to_come, _all_filled(rates, period, of) + a_year)


def _all_filled(rates: list[Rate], period: Period, of: int) -> Decimal:
    spans = [(rate, overlap(rate.from_on, rate.until_on, period)) for rate in rates]
    return sum(
        (
            pro_rata(rate.amount * rate.posts, (span[1] - span[0]).days + 1, of)
            for rate, span in spans
            if span
        ),
        Decimal(0),
    )
