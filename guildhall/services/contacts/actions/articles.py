"""The verbs of an article: drafted, used, looked at again, found wanting, retired."""

from __future__ import annotations

from datetime import date
from typing import Any

from guildhall.services.contacts.forms import articles as forms
from guildhall.services.contacts.models import Article, Feedback, Topic
from guildhall.services.contacts.service import Stage, contacts


def has_feedback(article: Article, by: Any) -> str | None:
    """While an adviser waits for an answer."""
    return None if article.unhelped_on else "No feedback waits for an answer."


def _say(
    article: Article, kind: str, heading: str, text: str, topics: list[Topic], words: str, review_months: int
) -> None:
    article.kind, article.title, article.text = kind, heading, text
    article.words, article.review_months = words, review_months
    article.once_saved(lambda: article.topics.set(topics))


@contacts.opening(asks=forms.Write, label="Write an article", says="{actor} drafted it.")
def write(
    article: Article, kind: str, heading: str, text: str, topics: list[Topic], words: str,
    review_months: int, by: Any,
) -> None:  # fmt: skip
    """Draft an article or a script for advisers to read beside the call; whoever writes it owns it."""
    _say(article, kind, heading, text, topics, words, review_months)
    article.owner = by if getattr(by, "pk", None) else None


@contacts.action(asks=forms.Revise, label="Revise it", says="{actor} revised it.")
def revise(
    article: Article, kind: str, heading: str, text: str, topics: list[Topic], words: str,
    review_months: int, on: date,
) -> None:  # fmt: skip
    """Change what it says; what was revised has been looked at, so its review counts anew."""
    _say(article, kind, heading, text, topics, words, review_months)
    article.reviewed_on = on


@contacts.action(Stage.DRAFT, to=Stage.CURRENT, label="Put it into use", says="{actor} put it into use.")
def make_current(article: Article, on: date) -> None:
    """From now on advisers find it beside the call."""
    article.reviewed_on = on


@contacts.action(
    Stage.CURRENT, asks=forms.Review, label="Look at it again", says="{actor} looked at it again: {found}"
)
def review(article: Article, on: date) -> None:
    """Say that somebody who knows has looked at it again, and what they found."""
    article.reviewed_on = on


@contacts.action(
    Stage.CURRENT,
    asks=forms.DidNotHelp,
    label="This did not help",
    says="{actor} said that it did not help: {missing}",
)
def did_not_help(article: Article, missing: str, by: Any, on: date) -> None:
    """Tell whoever owns it that it did not help, and what was missing; they answer in ten working days."""
    article.unhelped_on = article.unhelped_on or on
    told_by = by if getattr(by, "pk", None) else None
    article.once_saved(
        lambda: Feedback.objects.create(article_id=article.pk, by=told_by, on=on, missing=missing)
    )


@contacts.action(
    asks=forms.AnswerFeedback,
    gates=(has_feedback,),
    label="Answer feedback",
    says="{actor} answered “{feedback.missing}”: {answer}",
)
def answer_feedback(article: Article, feedback: Feedback, answer: str, on: date) -> None:
    """Say what was done about an adviser's feedback."""
    feedback.answer, feedback.answered_on = answer, on
    feedback.save(update_fields=["answer", "answered_on"])
    waiting = article.feedback.filter(answered_on=None).order_by("on").values_list("on", flat=True)
    article.unhelped_on = waiting.first()


@contacts.action(to=Stage.RETIRED, asks=forms.Retire, label="Retire it", says="{actor} retired it: {reason}")
def retire(article: Article) -> None:
    """Take it out of use; it stays readable for as long as somebody may ask what callers were told."""
