"""The declaration: letters in another format."""

from guildhall.kernel.services import Keep, Service
from guildhall.kernel.verbs import STANDARD
from guildhall.services.formats.clocks import own_promise
from guildhall.services.formats.models import FormatRequest

Stage = FormatRequest.Stage

formats = Service(
    key="formats",
    name="Letters in other formats",
    noun="letter in another format",
    about="Large print, Braille, audio, easy read and other languages, for whoever cannot read a letter "
    "as it came.",
    record=FormatRequest,
    prefix="LF",
    starts=Stage.ASKED,
    ends={Stage.SENT, Stage.CANNOT},
    clock=own_promise,
    keeps=Keep(
        years=1,
        after="closed_on",
        blanks=("title", "letter", "recipient", "language", "notes", "cannot_because"),
        because="long enough to answer for it; it says something about somebody's health",
    ),
    searches=("recipient",),
    shows=("letter", "recipient", "wants", "language", "notes", "cannot_because"),
    roles={
        "Information officer": {"ask", "send", "cannot"} | STANDARD,
        "Helpdesk adviser": {"ask", "note"},
        "Head of service": set(),
        "Auditor": set(),
    },
)
