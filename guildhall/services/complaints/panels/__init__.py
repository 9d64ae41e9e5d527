"""What stands on the pages of complaints and of Ombudsmen's cases: importing it signs the panels up."""

from guildhall.services.complaints.panels import answering, improving, ombudsman, reporting  # noqa: F401  sign up their panels
