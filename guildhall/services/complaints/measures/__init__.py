"""What is asked of complaints, remedies and Ombudsmen's cases: importing it declares the measures."""

from guildhall.services.complaints.measures import answering, improving, ombudsman  # noqa: F401  declare their measures
