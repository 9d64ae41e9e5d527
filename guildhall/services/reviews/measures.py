"""What is asked of the reviews (s.45 Code of Practice 2018, 8.6)."""

from guildhall.kernel.measures import Count, Share
from guildhall.kernel.periods import Period
from guildhall.services.reviews.models import Review
from guildhall.services.reviews.service import reviews


@reviews.measure("Internal reviews asked for", unit="reviews", better="down", counted_on="opened_on")
def asked(period: Period) -> Count:
    """Reviews of answers to information requests that were asked for in the period."""
    return Count(reviews.spine.opened_in(period))


@reviews.measure("Internal reviews decided in time", unit="%", better="up", counted_on="closed_on")
def in_time(period: Period) -> Share:
    """Of the reviews decided in the period, those decided in the time of their law."""
    decided = reviews.spine.closed_in(period).filter(stage=Review.Stage.DECIDED)
    return Share(decided.in_time(), of=decided)


@reviews.measure("Answers changed on review", unit="%", better="down", counted_on="closed_on")
def changed(period: Period) -> Share:
    """Of the reviews decided in the period, those that changed the answer in part or in full."""
    decided = Review.objects.closed_in(period).exclude(outcome="")
    return Share(decided.exclude(outcome=Review.Outcome.UPHELD), of=decided)
