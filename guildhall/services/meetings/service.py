"""The declarations: meetings, and the reports that go to them."""

from guildhall.kernel.services import Keep, Publish, Service
from guildhall.kernel.verbs import STANDARD
from guildhall.services.meetings.clocks import before_it_meets, before_the_agenda
from guildhall.services.meetings.models import Meeting, Report

OFFICER, AUTHOR = "Democratic services officer", "Report author"

meetings = Service(
    key="meetings",
    name="Meetings",
    noun="meeting",
    about="Meetings of the council and its bodies: planned, summoned, held, minuted, and each paper issued.",
    record=Meeting,
    prefix="ME",
    starts=Meeting.Stage.PLANNED,
    ends={Meeting.Stage.APPROVED, Meeting.Stage.MET, Meeting.Stage.CANCELLED},
    clock=before_it_meets,
    keeps=Keep(
        years=100,
        blanks=("title", "place", "webcast", "business", "short_notice", "why_not_held"),
        because="minutes are the council's own memory; the law asks for six years (LGA 1972 s.100C)",
    ),
    publishes=Publish(
        by="plan",
        after={Meeting.Stage.HELD, Meeting.Stage.MINUTES_DRAFT, Meeting.Stage.APPROVED},
        shows=("title", "meets_on", "starts_at", "place", "business", "webcast", "filming", "why_not_held"),
        title="title",
        path="/meetings/",
        name="Meetings, agendas and minutes",
    ),
    searches=("place", "business"),
    shows=(
        "of_body", "meets_on", "place", "webcast", "short_notice", "chaired_by",
        "why_not_held",
    ),
    asks_after=False,
    roles={
        OFFICER: {
            "plan", "move", "put_on_agenda", "place_item", "take_off_agenda", "publish_agenda", "supplement",
            "cancel", "adjourn", "reconvene", "meet_informally", "take_attendance", "arrive", "leave",
            "declare_interest", "put_motion", "take_vote", "withdraw_motion", "minute", "follow_up",
            "settle_follow_up", "close_meeting", "publish_draft_minutes", "approve_minutes", "link_webcast",
        } | STANDARD,
        AUTHOR: {"note"},
        "Head of service": {"settle_follow_up", "note"},
        "Auditor": set(),
    },
)  # fmt: skip

reports = Service(
    key="reports",
    name="Reports to meetings",
    noun="report",
    about="Reports to the council's bodies: drafted, commented on, cleared by the chair, published or not.",
    record=Report,
    prefix="CR",
    starts=Report.Stage.DRAFT,
    ends={Report.Stage.PUBLISHED, Report.Stage.CONSIDERED, Report.Stage.WITHDRAWN},
    clock=before_the_agenda,
    keeps=Keep(
        years=6,
        blanks=(
            "title", "public_title", "author_role", "purpose", "recommendations", "background", "reasons",
            "equality", "legal", "finance", "paragraphs", "public_interest", "private_minute",
        ),
        because="reports lie open for six years (LGA 1972 s.100C); what was issued stays with the meeting",
    ),
    searches=("public_title", "purpose", "recommendations"),
    shows=(
        "meets_on", "public_title", "author_role", "purpose", "recommendations", "background", "reasons",
        "equality", "legal", "finance", "returned", "paragraphs", "public_interest", "review_on",
        "private_minute",
    ),
    asks_after=False,
    roles={
        OFFICER: {
            "draft", "write", "ask_for_comments", "comment", "return_to_author", "send_to_chair", "clear",
            "make_exempt", "lift_exemption", "review_exemption", "withdraw", "minute_in_private",
        } | STANDARD,
        AUTHOR: {"draft", "write", "ask_for_comments", "make_exempt", "comment", "note"},
        "Head of service": {"draft", "write", "ask_for_comments", "comment", "note"},
        "Auditor": set(),
    },
)  # fmt: skip
