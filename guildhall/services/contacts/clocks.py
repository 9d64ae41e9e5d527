"""When an article is looked at again, and by when its owner answers that it did not help."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guildhall.kernel.clocks import ENGLAND_AND_WALES, Months, Rule, WorkingDays, declare
from guildhall.kernel.deadlines import Clock
from guildhall.services.contacts.models.articles import MOST_MONTHS, Article

OWN_RULE = "The council’s own rule"


def _review(months: int) -> Rule:
    return Rule(
        key=f"article-review-{months}",
        title="Review of an article",
        receives="The last time somebody looked at it",
        owes="The next review",
        in_force=date(2000, 1, 1),
        period=Months(months, rolls=False),
        law=f"{OWN_RULE}: within the months its owner chose",
        region=ENGLAND_AND_WALES,
    )


declare(*(_review(months) for months in range(1, MOST_MONTHS + 1)))
declare(
    Rule(
        key="article-feedback",
        title="Answer to an adviser whom an article did not help",
        receives="That it did not help",
        owes="The owner’s answer",
        in_force=date(2000, 1, 1),
        period=WorkingDays(10),
        law=f"{OWN_RULE}: ten working days",
        region=ENGLAND_AND_WALES,
    )
)


def each_article(article: Article) -> Iterator[Clock]:
    """One to twelve months from the last review; ten working days from the oldest feedback unanswered."""
    yield Clock(
        "review",
        regime=f"article-review-{article.review_months}",
        label="Review",
        starts=article.reviewed_on or article.opened_on,
    )
    if article.unhelped_on:
        yield Clock(
            "feedback", regime="article-feedback", label="Answer to feedback", starts=article.unhelped_on
        )
