"""Every table of the kernel, where Django looks for them."""

from guildhall.kernel.deadlines import ClockInput, Deadline
from guildhall.kernel.duties import DutyException
from guildhall.kernel.events import Event
from guildhall.kernel.figures import Sample, Snapshot
from guildhall.kernel.gates import Grant
from guildhall.kernel.holidays import Holiday
from guildhall.kernel.limits import Tally
from guildhall.kernel.origins import ImportedFrom
from guildhall.kernel.outbox import Outbox
from guildhall.kernel.pages.feed_keys import CalendarKey
from guildhall.kernel.pages.saved_views import SavedView
from guildhall.kernel.readings import Reading
from guildhall.kernel.records import Link, Record, Team
from guildhall.kernel.references import Counter
from guildhall.kernel.retention import Disposal
from guildhall.kernel.schedule import JobRun
from guildhall.kernel.search import SearchEntry, Words

__all__ = [
    "CalendarKey",
    "ClockInput",
    "Counter",
    "Deadline",
    "Disposal",
    "DutyException",
    "Event",
    "Grant",
    "Holiday",
    "ImportedFrom",
    "JobRun",
    "Link",
    "Outbox",
    "Reading",
    "Record",
    "Sample",
    "SavedView",
    "SearchEntry",
    "Snapshot",
    "Tally",
    "Team",
    "Words",
]
