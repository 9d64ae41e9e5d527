"""A meeting minuted on one page: who is there, each item with what was moved, voted and decided.

Every part of it is the short form of one verb, sent by itself, so that the page needs no script and nothing
is lost when the telephone rings.
"""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guildhall.kernel import readings
from guildhall.kernel.pages.audience import staff
from guildhall.services.meetings.minuting import minuted, minutes_of
from guildhall.services.meetings.models import Attendance, Item, Meeting, Motion
from guildhall.services.meetings.present import expected, in_room, quorum, through
from guildhall.services.meetings.service import meetings
from guildhall.services.meetings.wording import hour

FOR_ITEM = ("minute", "declare_interest", "put_motion", "follow_up")
FOR_MEETING = ("arrive", "leave", "settle_follow_up", "close_meeting")
ATTENDS = (("present", "Present"), ("apologies", "Apologies"), ("absent", "Absent"))
VOTES = (("in_favour", "For"), ("against", "Against"), ("abstained", "Abstains"), ("none", "No vote"))


@staff
@require_safe
def minutes(request: HttpRequest, reference: str) -> HttpResponse:
    """What has been taken down, and the form for what comes next, item by item."""
    meeting = Meeting.objects.visible_to(request.user).filter(reference=reference, formal=True).first()
    if meeting is None:
        raise Http404("There is no such meeting.")
    readings.note(meeting, request.user, "Minutes")
    page = Minutes(meeting, request.user)
    context = {
        "meeting": meeting,
        "attendance": page.attendance(),
        "so_far": minutes_of(meeting),
        "moments": page.moments(),
        "items": page.items(),
        "others": [form for name in FOR_MEETING if (form := page.form(name))],
        "version": meeting.version,
        "votes": VOTES,
        "attends": ATTENDS,
    }
    return render(request, "meetings/minutes.html", context)


class Minutes:
    """The short forms of one meeting for one person: only of what they may do now."""

    def __init__(self, meeting: Meeting, user: Any) -> None:
        self.meeting, self.user = meeting, user
        self.known = {
            name: action.why_not(meeting, user) is None for name, action in meetings.actions.items()
        }

    def form(
        self, name: str, *, item: Item | None = None, motion: Motion | None = None
    ) -> dict[str, Any] | None:
        """A verb's form to be sent from here; None where it cannot be done, or has nothing to choose from."""
        action = meetings.actions[name]
        if not self.known[name]:
            return None
        form = action.form(self.meeting, by=self.user)
        form.auto_id = f"{name}-{item.pk if item else motion.pk if motion else 0}-%s"
        for field, chosen in (("item", item), ("motion", motion)):
            if chosen is not None:
                form.fields[field].widget = forms.HiddenInput()
                form.initial[field] = chosen.pk
        if item is not None and name == "minute":
            form.initial.update(minute=item.minute, decided=item.decided)
        offered: Any = form.fields.get("follow_up") or form.fields.get("member")
        if offered is not None and not offered.queryset.exists():
            return None
        if "amends" in form.fields and item is not None:
            amends: Any = form.fields["amends"]
            amends.queryset = amends.queryset.filter(item=item.pk)
        return {
            "form": form, "label": action.label, "url": f"/records/{self.meeting.reference}/{name}/",
            "submission": secrets.token_urlsafe(24),
        }  # fmt: skip

    def attendance(self) -> dict[str, Any] | None:
        """The sheet with which a meeting begins: a row for each member of the body."""
        told = self.form("take_attendance")
        if told:
            for name in ("present", "apologies"):
                del told["form"].fields[name]
            told["rows"] = [(each.pk, each.name) for each in expected(self.meeting)]
        return told

    def moments(self) -> list[dict[str, Any]]:
        """How many were there from when to when, and whether that was a quorum."""
        rows = Attendance.objects.filter(meeting=self.meeting.pk)
        needed = quorum(self.meeting.of_body, self.meeting.meets_on)
        return [
            {"at": hour(each.at), "present": each.present, "quorate": each.quorate, "needed": needed}
            for each in through(self.meeting, rows, needed)
        ]

    def items(self) -> list[dict[str, Any]]:
        """Each item with what is known of it, and the forms of what may come."""
        found = (
            self.meeting.items.order_by("order", "pk")
            .select_related("report")
            .prefetch_related(
                "declarations__member",
                "motions__mover",
                "motions__seconder",
                "motions__votes__member",
                "follow_ups",
            )
        )
        room = [(each.member_id, each.member.name) for each in self._room()]
        return [self._item(each, room) for each in found]

    def _room(self) -> Any:
        return in_room(self.meeting).select_related("member").order_by("member__name", "pk")

    def _item(self, item: Item, room: list[tuple[int, str]]) -> dict[str, Any]:
        open_motions = sorted(
            (each for each in item.motions.all() if not each.outcome), key=lambda each: each.pk
        )
        return {
            **minuted(item),
            "forms": [form for name in FOR_ITEM if (form := self.form(name, item=item))],
            "open": [self._motion(each, room) for each in open_motions] if self.known["take_vote"] else [],
        }

    def _motion(self, motion: Motion, room: list[tuple[int, str]]) -> dict[str, Any]:
        vote = self.form("take_vote", motion=motion)
        if vote:
            for name in ("in_favour", "against", "abstained"):
                del vote["form"].fields[name]
            vote["rows"] = room
        return {"text": motion.text, "vote": vote, "withdraw": self.form("withdraw_motion", motion=motion)}
