"""The verbs of a report to a meeting."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError

from guildhall.kernel.records import Sensitivity
from guildhall.services.meetings.forms import reports as forms
from guildhall.services.meetings.models import Item, Meeting, Report
from guildhall.services.meetings.models.report import COMMENTS, SECTIONS
from guildhall.services.meetings.service import reports

Stage = Report.Stage
CONSTITUTION = "The council’s standing orders"
SCHEDULE = "LGA 1972 s.100A(4), Sch. 12A"
BEFORE_PUBLICATION = (Stage.DRAFT, Stage.COMMENTS, Stage.CHAIR, Stage.CLEARED)


@reports.opening(
    asks=forms.Draft,
    label="Draft a report",
    says="{actor} began it for {record.for_meeting.title}.",
    law=CONSTITUTION,
)
def draft(report: Report, meeting: Meeting, title: str, public_title: str, author_role: str) -> None:
    """Begin a report to a meeting; what its title says only those who may read it see."""
    report.for_meeting, report.meets_on = meeting, meeting.meets_on
    report.title, report.public_title = title, public_title or title
    report.author_role = author_role


@reports.action(Stage.DRAFT, asks=forms.Write, label="Write it", says="{actor} wrote it.", law=CONSTITUTION)
def write(report: Report, written: dict[str, str]) -> None:
    """Write its sections; it can be left and taken up again."""
    for name, text in written.items():
        setattr(report, name, text)


@reports.action(
    Stage.DRAFT,
    to=Stage.COMMENTS,
    label="Ask for comments",
    says="{actor} asked finance, legal services and equality for comments.",
    law="LGA 1972 s.151; LGHA 1989 s.5; Equality Act 2010 s.149",
)
def ask_for_comments(report: Report) -> None:
    """Ask finance, legal services and equality what they say of it, once it is written."""
    empty = [label for name, label in SECTIONS.items() if not getattr(report, name).strip()]
    if empty:
        raise ValidationError(f"Write it first: nothing stands under {empty[0]}.")


@reports.action(
    Stage.COMMENTS,
    asks=forms.Comment,
    label="Comment on it",
    says="{actor} entered a comment.",
    law="LGA 1972 s.151; LGHA 1989 s.5; Equality Act 2010 s.149",
)
def comment(report: Report, section: str, text: str) -> None:
    """Enter what finance, legal services or equality say of it."""
    setattr(report, section, text)


@reports.action(
    Stage.COMMENTS,
    Stage.CHAIR,
    Stage.CLEARED,
    to=Stage.DRAFT,
    asks=forms.Return,
    label="Return it to its author",
    says="{actor} returned it: {why}",
    law=CONSTITUTION,
)
def return_to_author(report: Report) -> None:
    """Return it, saying what is to be done to it; how often that happens is counted."""
    report.returned += 1


@reports.action(
    Stage.COMMENTS,
    to=Stage.CHAIR,
    label="Send it to the chair",
    says="{actor} sent it to the chair.",
    law=CONSTITUTION,
)
def send_to_chair(report: Report) -> None:
    """Send it to the chair, once all three have said what they have to say."""
    empty = [label for name, label in COMMENTS.items() if not getattr(report, name).strip()]
    if empty:
        raise ValidationError(f"It is not complete: nothing stands under {empty[0]}.")


@reports.action(
    Stage.CHAIR,
    to=Stage.CLEARED,
    meets="report",
    label="Clear it",
    says="{actor}: the chair cleared it.",
    law=CONSTITUTION,
)
def clear(report: Report) -> None:
    """Enter that the chair has cleared it; it goes out with the agenda, or with a supplement."""
    if report.missing:
        raise ValidationError(f"It is not complete: nothing stands under {report.missing[0]}.")


@reports.action(
    *BEFORE_PUBLICATION,
    asks=forms.MakeExempt,
    label="Make it exempt",
    says="{actor} made it exempt.",
    law=SCHEDULE,
)
def make_exempt(
    report: Report, paragraphs: list[int], public_interest: str, review_on: date, public_title: str
) -> None:
    """Keep it from the public: under which paragraphs, why, and until when that is looked at again.

    From then on only those may read it who may read what is restricted; the agenda has its public title.
    """
    report.public_title = public_title
    Item.objects.filter(report=report.pk).update(title=public_title)
    report.paragraphs = ",".join(map(str, sorted(paragraphs)))
    report.public_interest, report.review_on = public_interest, review_on
    report.sensitivity = Sensitivity.RESTRICTED


@reports.action(
    *BEFORE_PUBLICATION, label="Lift the exemption", says="{actor} lifted the exemption.", law=SCHEDULE
)
def lift_exemption(report: Report) -> None:
    """Let everybody read it once it is published; who may read it before stays as it was."""
    if not report.exempt:
        raise ValidationError("It is not exempt.")
    report.paragraphs, report.public_interest, report.review_on = "", "", None


@reports.action(
    *Stage,
    asks=forms.ReviewExemption,
    label="Look at the exemption again",
    says="{actor} looked at the exemption again.",
    law="LGA 1972 Sch. 12A para. 10",
)
def review_exemption(report: Report, public_interest: str, review_on: date) -> None:
    """Enter that it was looked at again, why it still holds, and when it is looked at next."""
    if not report.exempt:
        raise ValidationError("It is not exempt.")
    report.public_interest, report.review_on = public_interest, review_on


@reports.action(
    Stage.CLEARED,
    Stage.CONSIDERED,
    asks=forms.MinuteInPrivate,
    label="Minute what was said in private",
    says="{actor} minuted what was said in private.",
    law="LGA 1972 s.100C(2)",
)
def minute_in_private(report: Report, text: str) -> None:
    """Minute what was said and decided without the public; it lies with the report and nowhere else."""
    if not report.exempt:
        raise ValidationError("It is not exempt: minute it with its item.")
    report.private_minute = text


@reports.action(
    *BEFORE_PUBLICATION,
    to=Stage.WITHDRAWN,
    asks=forms.Return,
    label="Withdraw it",
    says="{actor} withdrew it: {why}",
    law=CONSTITUTION,
)
def withdraw(report: Report) -> None:
    """Withdraw it: its item goes too, unless the agenda is published and names it."""
    item = getattr(report, "item", None)
    if item and item.added is None:
        item.delete()
    elif item:
        Item.objects.filter(pk=item.pk).update(report=None)


@reports.action(
    Stage.CLEARED, to=Stage.PUBLISHED, system=True, says="{actor} published it.", law="LGA 1972 s.100B"
)
def publish(report: Report) -> None:
    """It went out with its meeting's papers."""


@reports.action(
    *BEFORE_PUBLICATION,
    to=Stage.CONSIDERED,
    system=True,
    label="Consider it in private",
    says="It was considered in private.",
    law=SCHEDULE,
)
def consider(report: Report) -> None:
    """Its meeting was held: an exempt report is not published."""


@reports.action(
    asks=forms.Redate,
    system=True,
    label="Take another day",
    says="Its meeting moved to {meets_on:%-d %B %Y}.",
    law=CONSTITUTION,
)
def redate(report: Report, meets_on: date) -> None:
    """Its meeting moved, and by when it is to be cleared with it."""
    report.meets_on = meets_on
