"""The minutes of a meeting in words, from what was taken down while it was held."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from guildhall.services.meetings.models import Attendance, Item, Meeting, Motion, Vote
from guildhall.services.meetings.present import quorum, through
from guildhall.services.meetings.wording import hour

How, Way = Attendance.How, Vote.Way


def minutes_of(meeting: Meeting) -> dict[str, Any]:
    """Attendance, the quorum through the meeting, and every item with its motions and votes."""
    rows = list(meeting.attendances.select_related("member", "stands_for").order_by("pk"))
    needed = quorum(meeting.of_body, meeting.meets_on)
    moments = through(meeting, rows, needed)
    items = (
        meeting.items.order_by("order", "pk")
        .select_related("report")
        .prefetch_related(
            "declarations__member",
            "motions__mover",
            "motions__seconder",
            "motions__votes__member",
            "follow_ups",
        )
    )
    return {
        "began": hour(meeting.began_at),
        "ended": hour(meeting.ended_at),
        "chair": meeting.chaired_by.name if meeting.chaired_by else "",
        "present": present(rows),
        "apologies": sorted(each.member.name for each in rows if each.how == How.APOLOGIES),
        "absent": sorted(each.member.name for each in rows if each.how == How.ABSENT),
        "quorum": needed,
        "inquorate": [hour(each.at) for each in moments if not each.quorate and each.at != meeting.ended_at],
        "items": [minuted(each) for each in items],
    }


def present(rows: Iterable[Attendance]) -> list[str]:
    """Each member who was there, with when they came and went, and for whom a substitute stood in."""
    told: dict[str, list[str]] = {}
    for each in rows:
        if each.how == How.PRESENT:
            told.setdefault(each.member.name, []).extend(_movements(each))
    return [f"{name} ({', '.join(said)})" if said else name for name, said in sorted(told.items())]


def _movements(each: Attendance) -> list[str]:
    return [
        *([f"for {each.stands_for.name}"] if each.stands_for else []),
        *([f"from {hour(each.arrived_at)}"] if each.arrived_at else []),
        *([f"until {hour(each.left_at)}"] if each.left_at else []),
    ]


def minuted(item: Item) -> dict[str, Any]:
    """One item: in private only that it was, and under what."""
    motions = sorted(item.motions.all(), key=lambda each: each.pk)
    return {
        "number": item.order,
        "title": item.title,
        "urgency": item.urgency,
        "exempt": item.report.under if item.report else [],
        "minute": item.minute,
        "decided": item.decided,
        "webcast": item.webcast,
        "interests": [_declared(each) for each in item.declarations.all()],
        "motions": [each for root in motions if not root.amends_id for each in tree(root, motions, 0)],
        "follow_ups": [
            {
                "what": each.what,
                "kind": each.get_kind_display(),
                "by": each.owner_role,
                "on": str(each.due_on),
            }
            for each in sorted(item.follow_ups.all(), key=lambda each: (each.due_on, each.pk))
        ],
    }


def _declared(each: Any) -> str:
    stays = " and has a dispensation" if each.dispensation else ""
    return f"{each.member.name}: {each.get_kind_display().lower()}, {each.what}{stays}"


def tree(motion: Motion, motions: list[Motion], depth: int) -> list[dict[str, Any]]:
    """A motion and then its amendments, each with how deep it hangs."""
    below = [each for each in motions if each.amends_id == motion.pk]
    own = {
        "depth": depth,
        "kind": "Amendment" if depth else "Motion",
        "text": motion.text,
        "mover": motion.mover.name,
        "seconder": motion.seconder.name,
        "outcome": motion.get_outcome_display() if motion.outcome else "Not put to the vote",
        **votes(motion.votes.all()),
    }
    return [own, *(each for one in below for each in tree(one, motions, depth + 1))]


def votes(given: Iterable[Vote]) -> dict[str, Any]:
    """Who voted how, by name, and the casting vote."""
    rows = sorted(given, key=lambda each: each.member.name)
    names = {
        way.value: [each.member.name for each in rows if each.way == way and not each.casting] for way in Way
    }
    casting = next(
        (f"{each.member.name}: {each.get_way_display().lower()}" for each in rows if each.casting), ""
    )
    return {**{f"voted_{way}": found for way, found in names.items()}, "casting": casting}
