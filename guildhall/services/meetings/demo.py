"""How a year of meetings is lived: planned in spring, summoned in clear days, held, minuted, approved.

In 2017/18 exactly as many as the business plan counted, 159 formal and 65 informal; fewer in a small year.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from fractions import Fraction
from typing import Any

from guildhall.commons.chamber.models import Body
from guildhall.kernel import time
from guildhall.kernel.clocks import ENGLAND_AND_WALES
from guildhall.kernel.deadlines import calendar
from guildhall.kernel.lives import Life, Story
from guildhall.services.meetings.actions import issuing, minuting, planning, reports
from guildhall.services.meetings.clocks import reckoned
from guildhall.services.meetings.models import Item, Meeting, Motion
from guildhall.services.meetings.present import expected, in_room, quorum
from guildhall.services.meetings.years import Pattern

FORMAL, INFORMAL = 159, 65
# How often each kind of body meets, beside the others.
OFTEN = {"council": 8, "cabinet": 16, "committee": 18, "panel": 16, "board": 10, "joint": 8, "forum": 12}
ROOMS = ("Council Chamber", "Executive Meeting Room", "Conference Room A", "Conference Room B")
HOURS = (time_of_day(10), time_of_day(14), time_of_day(17), time_of_day(18, 30))
RECESS = ((8, 1, 8, 31), (12, 20, 12, 31), (1, 1, 1, 5))
TOPICS = (
    "Quarterly performance", "Budget monitoring", "Residents’ parking in the north of the city",
    "Libraries and their hours", "Sea defences", "Private hire vehicles in bus lanes", "Seafront masterplan",
    "Air quality action plan", "Treasury management", "Community safety", "Playgrounds", "Markets policy",
)  # fmt: skip
AUTHORS = ("Director of Finance", "Director of Regeneration", "Director of Culture", "City Solicitor")
SHORT_NOTICE = "A decision of the Secretary of State came too late for the ordinary notice."
# The hour of the one that will be cancelled, at which nothing else is.
NOT_TO_BE = time_of_day(9)
BRIEFING = "Members’ briefing room"


def shared_out(total: int, weights: Mapping[int, int]) -> dict[int, int]:
    """The whole total shared by weight, by largest remainder; ties to the first."""
    exact = {key: Fraction(total * weight, sum(weights.values())) for key, weight in weights.items()}
    given = {key: int(share) for key, share in exact.items()}
    order = sorted(exact, key=lambda key: (given[key] - exact[key], key))
    for key in order[: total - sum(given.values())]:
        given[key] += 1
    return given


def live(life: Life, year: int, share: float) -> Story:
    """The year is planned in one morning; then each meeting goes its own way."""
    bodies = {each.pk: each for each in Body.objects.open().exclude(kind=Body.Kind.OUTSIDE).order_by("pk")}
    weights = {pk: OFTEN.get(each.kind, 12) for pk, each in bodies.items()}
    last = date(year + 1, 3, 31)
    for number, (pk, body) in enumerate(bodies.items()):
        formal = shared_out(max(round(FORMAL * share), 2), weights)[pk]
        informal = shared_out(max(round(INFORMAL * share), 1), weights)[pk]
        place, at = ROOMS[number % len(ROOMS)], HOURS[number // 5 % len(HOURS)]
        for day in days(Pattern(body.reference, number % 5, at, place), formal, time.today(), last):
            _plan(life, body, day, at, place, kind="formal")
        for day in days(
            Pattern(body.reference, (number + 2) % 5, at, BRIEFING), informal, time.today(), last
        ):
            _plan(life, body, day, HOURS[number % 3], BRIEFING, kind="informal")
    if bodies and share >= 1:
        _plan(life, bodies[min(bodies)], date(year, 7, 20), NOT_TO_BE, ROOMS[0], kind="cancelled")
    yield from ()


def days(pattern: Pattern, number: int, first: date, last: date) -> list[date]:
    """So many of a weekly pattern's days, evenly through the year: no holiday, no recess, time for notice."""
    kept = calendar()
    open_ = [
        day
        for day in pattern.days(first + timedelta(days=21), last - timedelta(days=2))
        if kept.is_working(day, ENGLAND_AND_WALES) and not _recess(day)
    ]
    return [open_[(2 * place + 1) * len(open_) // (2 * number)] for place in range(number)]


def _recess(day: date) -> bool:
    return any((m, d) <= (day.month, day.day) <= (until, last) for m, d, until, last in RECESS)


def _plan(life: Life, body: Body, day: date, at: time_of_day, place: str, *, kind: str) -> None:
    officer = life.world.people.cast["dora"]
    meeting = life.do(
        planning.plan, by=officer, body=body, meets_on=day, starts_at=at, place=place,
        kind="informal" if kind == "informal" else "formal",
    )  # fmt: skip
    life.beside({"formal": _formal, "informal": _informal, "cancelled": _cancelled}[kind], meeting)


def _informal(life: Life, meeting: Meeting) -> Story:
    """A briefing: it takes place, and somebody enters that it did."""
    yield _after(meeting, time_of_day(17, 5))
    life.do(planning.meet_informally, meeting, by=life.world.people.cast["dora"])


def _cancelled(life: Life, meeting: Meeting) -> Story:
    """There is no business, and it is cancelled the week before."""
    yield life.on(meeting.meets_on - timedelta(days=9))
    life.do(issuing.cancel, meeting, by=life.world.people.cast["dora"], why="There is no business.")


def _after(meeting: Meeting, at: time_of_day) -> datetime:
    return datetime.combine(meeting.meets_on, at, time.LONDON)


def _formal(life: Life, meeting: Meeting) -> Story:
    """Its report is written and cleared, its agenda published, it is held, and its minutes go out."""
    officer = life.world.people.cast["dora"]
    due = reckoned("agenda", meeting.meets_on)
    yield life.on(reckoned("report-due", meeting.meets_on) - timedelta(days=life.between(1, 4)))
    report = _drafted(life, meeting, officer) if life.happens(0.55) else None
    late = report is not None and life.happens(0.12)
    if report is None:
        life.do(planning.put_on_agenda, meeting, by=officer, title=life.one_of(TOPICS))
    elif not late:
        _cleared(life, report, officer)
    late_notice = life.happens(0.03)
    yield life.on(calendar().add_working_days(due, 1, ENGLAND_AND_WALES) if late_notice else due)
    notice = SHORT_NOTICE if late_notice else ""
    life.do(issuing.publish_agenda, meeting, by=officer, short_notice=notice)
    if late:
        yield life.working_days_on(1)
        _cleared(life, report, officer)
        life.do(issuing.supplement, meeting, by=officer, urgency="The figures were not known before.")
    yield _after(meeting, max(meeting.starts_at, time_of_day(10)))
    yield from _held(life, meeting, officer)


def _drafted(life: Life, meeting: Meeting, officer: Any) -> Any:
    """A report in draft, on the agenda; now and then one that is exempt."""
    report = life.do(
        reports.draft,
        by=officer,
        meeting=meeting,
        title=life.one_of(TOPICS),
        author_role=life.one_of(AUTHORS),
    )
    report = life.do(
        reports.write, report, by=officer, purpose=f"To report on: {report.title}.",
        recommendations="That the report be noted, and the next steps in it agreed.",
        background="The last report on this was in the year before.",
        reasons="The council promised to look at this every year.",
    )  # fmt: skip
    life.do(planning.put_on_agenda, meeting, by=officer, report=report)
    if life.happens(0.08):
        report = life.do(
            reports.make_exempt, report, by=officer, paragraphs=[3], balance="withhold",
            public_interest="Bids are open: disclosure would harm the council’s bargaining position.",
            review_on=meeting.meets_on + timedelta(days=182), public_title="A contract",
        )  # fmt: skip
    return report


def _cleared(life: Life, report: Any, officer: Any) -> None:
    """Finance, legal services and equality comment, one in eight goes back once, the chair clears it."""
    life.do(reports.ask_for_comments, report, by=officer)
    if life.happens(0.12):
        life.do(reports.return_to_author, report, by=officer, why="Say what it costs.")
        life.do(reports.ask_for_comments, report, by=officer)
    for section in ("equality", "legal", "finance"):
        life.do(reports.comment, report, by=officer, section=section, text="There is nothing to add.")
    life.do(reports.send_to_chair, report, by=officer)
    life.do(reports.clear, report, by=officer)


def _held(life: Life, meeting: Meeting, officer: Any) -> Story:
    """Attendance, perhaps a vote by name, what was decided, the end; and the minutes of the last time."""
    _attended(life, meeting, officer)
    item = Item.objects.filter(meeting=meeting.pk).exclude(kind=Item.Kind.STANDING).order_by("order").first()
    if item is not None:
        if life.happens(0.35):
            _voted(life, meeting, item, officer)
        life.do(
            minuting.minute, meeting, by=officer, item=item.pk, minute="Members asked what it would cost.",
            decided="RESOLVED that the recommendations be agreed.",
        )  # fmt: skip
        if life.happens(0.2):
            _followed(life, meeting, item, officer)
    ends = (datetime.combine(date.min, meeting.starts_at) + timedelta(minutes=life.between(35, 170))).time()
    life.do(minuting.close_meeting, meeting, by=officer, ended_at=ends)
    yield life.working_days_on(life.between(4, 11))
    life.do(issuing.publish_draft_minutes, meeting, by=officer)
    after = _next(meeting)
    if after is not None:
        yield _after(after, time_of_day(21, 30))
        life.do(issuing.approve_minutes, meeting, by=officer, at=after)


def _next(meeting: Meeting) -> Meeting | None:
    """The body's next meeting from now; what is asked does not change when a year is taken up again."""
    later = Meeting.objects.filter(of_body=meeting.of_body_id, formal=True, meets_on__gt=time.today())
    return later.exclude(starts_at=NOT_TO_BE).order_by("meets_on", "pk").first()


def _attended(life: Life, meeting: Meeting, officer: Any) -> None:
    """Most come, some send apologies; always enough for a quorum."""
    roll = list(expected(meeting).values_list("pk", flat=True))
    needed = quorum(meeting.of_body, meeting.meets_on)
    present = [pk for place, pk in enumerate(roll) if place < needed or life.happens(0.85)]
    away = [pk for pk in roll if pk not in present and life.happens(0.8)]
    life.do(
        minuting.take_attendance, meeting, by=officer, began_at=meeting.starts_at, chaired_by=present[0],
        present=present, apologies=away,
    )  # fmt: skip


def _voted(life: Life, meeting: Meeting, item: Item, officer: Any) -> None:
    room = list(in_room(meeting).order_by("member").values_list("member", flat=True))
    life.do(
        minuting.put_motion, meeting, by=officer, item=item.pk, text="That the recommendations be agreed.",
        mover=room[0], seconder=room[1],
    )  # fmt: skip
    motion = Motion.objects.filter(item=item.pk).latest("pk")
    noes = room[2:][:: life.between(2, 4)]
    life.do(
        minuting.take_vote, meeting, by=officer, motion=motion.pk, against=noes,
        in_favour=[pk for pk in room if pk not in noes],
    )  # fmt: skip


def _followed(life: Life, meeting: Meeting, item: Item, officer: Any) -> None:
    scrutinises = meeting.of_body.scrutinises
    life.do(
        minuting.follow_up, meeting, by=officer, item=item.pk,
        owner_role="Cabinet" if scrutinises else AUTHORS[0], what="Report back on how it went.",
        kind="recommendation" if scrutinises else "action",
        due_on="" if scrutinises else meeting.meets_on + timedelta(days=life.between(20, 90)),
    )  # fmt: skip
    if life.happens(0.8):
        life.beside(_settled, meeting)


def _settled(life: Life, meeting: Meeting) -> Story:
    """What was to follow is done before its day."""
    yield life.working_days_on(life.between(8, 14))
    each = meeting.follow_ups.order_by("pk").first()
    if each is not None:
        life.do(
            minuting.settle_follow_up, meeting, by=life.world.people.cast["dora"], follow_up=each.pk,
            answer="Done, and reported to the chair.",
        )  # fmt: skip
