"""What people are asked about a complaint, and about a remedy."""

from guildhall.services.complaints.forms.arriving import Complain, ComplainOnline, Log
from guildhall.services.complaints.forms.deciding import (
    AcknowledgeAgain,
    AddPoint,
    AgreePlan,
    Answer,
    DecidePoint,
    Escalate,
    Extend,
    Learn,
    OweNothing,
    PanelMet,
    PanelReported,
    Withdraw,
)
from guildhall.services.complaints.forms.remedying import Do, Drop, Opened, Promise, PromiseLater
from guildhall.services.complaints.forms.taking import Accept, PassOn, Refuse

__all__ = [
    "Accept",
    "AcknowledgeAgain",
    "AddPoint",
    "AgreePlan",
    "Answer",
    "Complain",
    "ComplainOnline",
    "DecidePoint",
    "Do",
    "Drop",
    "Escalate",
    "Extend",
    "Learn",
    "Log",
    "Opened",
    "OweNothing",
    "PanelMet",
    "PanelReported",
    "PassOn",
    "Promise",
    "PromiseLater",
    "Refuse",
    "Withdraw",
]
