"""What retention takes with a case: everything that was written into it."""

from datetime import date

from guildhall.kernel.retention import forgets
from guildhall.services.business_cases import models

ROWS = (models.Option, models.Funding, models.Worth, models.Trigger, models.Approval)


@forgets("rows of business cases")
def forget_rows(ids: list[int], today: date) -> int:
    """Removes the options, the money, the triggers and the approvals of these cases."""
    return sum(row._default_manager.filter(case__in=ids).delete()[0] for row in ROWS)
