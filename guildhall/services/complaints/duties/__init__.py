"""What must be true of complaints, of what is promised and recommended: importing it declares the duties."""

from guildhall.services.complaints.duties import improving, ombudsman, reporting  # noqa: F401  declare their duties
from guildhall.services.complaints.duties.answering import (
    acknowledged_in_time,
    answered_in_time,
    done_in_time,
    every_point_answered,
    learned_from,
    put_right,
)

__all__ = [
    "acknowledged_in_time",
    "answered_in_time",
    "done_in_time",
    "every_point_answered",
    "learned_from",
    "put_right",
]
