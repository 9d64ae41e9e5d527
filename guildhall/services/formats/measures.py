"""What is asked of the letters wanted in other formats."""

from guildhall.kernel.measures import Count, Share
from guildhall.kernel.periods import Period
from guildhall.services.formats.service import formats


@formats.measure("Letters wanted in another format", unit="letters", counted_on="opened_on")
def asked(period: Period) -> Count:
    """Letters that somebody wanted in large print, Braille, audio, easy read or another language."""
    return Count(formats.spine.opened_in(period))


@formats.measure("Letters sent in another format in time", unit="%", better="up", counted_on="closed_on")
def in_time(period: Period) -> Share:
    """Of those sent, or found impossible, in the period, the ones in time."""
    ended = formats.spine.closed_in(period)
    return Share(ended.in_time(), of=ended)
