"""The law of time for information requests, as data. Sources: docs/handbook/clocks.md.

Each rule says from when it is law; a request is judged by the law of the day it was received.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from guildhall.kernel.clocks.calendars import ENGLAND_AND_WALES, Calendar
from guildhall.kernel.clocks.periods import (
    CalendarDays,
    Months,
    WorkingDays,
    last_of_months_beginning,
)
from guildhall.kernel.clocks.rules import Effect, Extension, Rule, Wait, declare

ACCESS_TO_INFORMATION = date(2005, 1, 1)
DATA_PROTECTION_1998 = date(2000, 3, 1)
GDPR = date(2018, 5, 25)
CODE_OF_PRACTICE_2018 = date(2018, 7, 4)
STOP_THE_CLOCK_GUIDANCE = date(2020, 10, 21)
ARTICLE_12A = date(2026, 2, 5)
COMPLAINTS_TO_CONTROLLERS = date(2026, 6, 19)


def three_months_from_notice(calendar: Calendar, region: str, given: date) -> date:
    """Three months beginning with the day on which the fees notice is given (FOIA s.9(2))."""
    return last_of_months_beginning(given, 3)


def sixty_working_days_from_notice(calendar: Calendar, region: str, given: date) -> date:
    """Sixty working days after the day on which payment was asked for (EIR reg.8(5))."""
    return calendar.add_working_days(given, 60, region)


# --- Freedom of Information Act 2000 -------------------------------------------------------

FOI = Rule(
    key="foi",
    title="Freedom of information request",
    receives="The request",
    in_force=ACCESS_TO_INFORMATION,
    period=WorkingDays(20),
    law="FOIA s.10(1)",
    days_law="FOIA s.10(6)",
    waits=(
        Wait(
            asked="clarification_asked",
            received="clarification_received",
            effect=Effect.RESTARTS,
            waits_for="the requester's clarification",
            from_you="your clarification",
            law="FOIA s.1(3), s.10(6)",
        ),
        Wait(
            asked="fees_notice",
            received="fee_received",
            effect=Effect.PAUSES,
            waits_for="the fee",
            from_you="your fee",
            law="FOIA s.9(2), s.10(2)",
            last_day_to_pay=three_months_from_notice,
        ),
    ),
    extension=Extension(
        period=WorkingDays(40),
        law="FOIA s.10(3), s.17(2)",
        because="the public interest is still being weighed; 40 working days is the normal limit",
    ),
)

INTERNAL_REVIEW_2005 = Rule(
    key="foi-review",
    title="Internal review of a freedom of information answer",
    receives="The request for a review",
    owes="The outcome of the review",
    in_force=ACCESS_TO_INFORMATION,
    period=WorkingDays(20),
    law="FOIA s.45 Code of Practice (2004), ICO guidance",
    days_law="FOIA s.10(6)",
    extension=Extension(
        period=WorkingDays(40),
        law="ICO guidance",
        because="the review is exceptional",
    ),
    limit=WorkingDays(40),
    limit_law="ICO guidance",
)

INTERNAL_REVIEW = replace(
    INTERNAL_REVIEW_2005,
    in_force=CODE_OF_PRACTICE_2018,
    law="FOIA s.45 Code of Practice (2018) part 5",
    extension=Extension(
        period=WorkingDays(40),
        law="FOIA s.45 Code of Practice (2018) part 5",
        because="the review is exceptional",
    ),
    limit_law="FOIA s.45 Code of Practice (2018) part 5",
)

# --- Environmental Information Regulations 2004 --------------------------------------------

EIR = Rule(
    key="eir",
    title="Environmental information request",
    receives="The request",
    in_force=ACCESS_TO_INFORMATION,
    period=WorkingDays(20),
    law="EIR reg.5(2)",
    days_law="EIR reg.2(1), FOIA s.10(6)",
    waits=(
        Wait(
            asked="particulars_asked",
            received="particulars_received",
            effect=Effect.RESTARTS,
            waits_for="more particulars from the requester",
            from_you="more particulars from you",
            law="EIR reg.9(2), (4)",
        ),
        Wait(
            asked="fees_notice",
            received="fee_received",
            effect=Effect.PAUSES,
            waits_for="the advance payment",
            from_you="your advance payment",
            law="EIR reg.8(4) to (6)",
            last_day_to_pay=sixty_working_days_from_notice,
        ),
    ),
    extension=Extension(
        period=WorkingDays(40),
        law="EIR reg.7(1), (3)",
        because="the request is both complex and large",
    ),
)

EIR_REPRESENTATIONS = Rule(
    key="eir-review",
    title="Representations about an environmental information answer",
    receives="The representations",
    owes="The decision",
    in_force=ACCESS_TO_INFORMATION,
    period=WorkingDays(40),
    law="EIR reg.11(4)",
    days_law="EIR reg.2(1), FOIA s.10(6)",
)

# --- Subject access ------------------------------------------------------------------------

IDENTITY_1998 = Wait(
    asked="identity_asked",
    received="identity_received",
    effect=Effect.STARTS,
    waits_for="proof of identity",
    from_you="proof of your identity",
    law="DPA 1998 s.7(3), (10)",
)

SUBJECT_ACCESS_1998 = Rule(
    key="sar",
    title="Subject access request",
    receives="The request",
    in_force=DATA_PROTECTION_1998,
    period=CalendarDays(40, rolls=False),
    law="DPA 1998 s.7(8), (10)",
    region=ENGLAND_AND_WALES,
    waits=(
        IDENTITY_1998,
        Wait(
            asked="clarification_asked",
            received="clarification_received",
            effect=Effect.STARTS,
            waits_for="what is needed to find the information",
            from_you="what we need from you to find the information",
            law="DPA 1998 s.7(3), (10)",
        ),
        Wait(
            asked="fees_notice",
            received="fee_received",
            effect=Effect.STARTS,
            waits_for="the fee",
            from_you="your fee",
            law="DPA 1998 s.7(2), (10)",
        ),
    ),
)

IDENTITY = replace(IDENTITY_1998, law="UK GDPR Art.12(6)")
FEE_FOR_EXCESS = Wait(
    asked="fees_notice",
    received="fee_received",
    effect=Effect.STARTS,
    waits_for="the fee",
    from_you="your fee",
    law="UK GDPR Art.12(5)",
)
WHAT_IS_SOUGHT = Wait(
    asked="clarification_asked",
    received="clarification_received",
    effect=Effect.PAUSES,
    waits_for="the requester's clarification",
    from_you="your clarification",
    law="UK GDPR Art.12A",
)
TWO_FURTHER_MONTHS = Extension(
    period=Months(3),
    law="UK GDPR Art.12A",
    because="the request is complex, or one of many",
)

SUBJECT_ACCESS = Rule(
    key="sar",
    title="Subject access request",
    receives="The request",
    in_force=ARTICLE_12A,
    period=Months(1),
    law="UK GDPR Art.12(3), Art.12A",
    days_law="ICO guidance on the right of access",
    region=ENGLAND_AND_WALES,
    waits=(IDENTITY, FEE_FOR_EXCESS, WHAT_IS_SOUGHT),
    extension=TWO_FURTHER_MONTHS,
)

SUBJECT_ACCESS_2020 = replace(
    SUBJECT_ACCESS,
    in_force=STOP_THE_CLOCK_GUIDANCE,
    law="UK GDPR Art.12(3)",
    waits=(
        IDENTITY,
        FEE_FOR_EXCESS,
        replace(WHAT_IS_SOUGHT, law="ICO guidance of October 2020", through_answer=False),
    ),
    extension=replace(TWO_FURTHER_MONTHS, law="UK GDPR Art.12(3)"),
)

SUBJECT_ACCESS_2018 = replace(
    SUBJECT_ACCESS_2020,
    in_force=GDPR,
    law="GDPR Art.12(3)",
    waits=(
        replace(IDENTITY, law="GDPR Art.12(6)"),
        replace(FEE_FOR_EXCESS, law="GDPR Art.12(5)"),
        replace(WHAT_IS_SOUGHT, law="ICO guidance of May 2018", effect=Effect.STARTS),
    ),
    extension=replace(TWO_FURTHER_MONTHS, law="GDPR Art.12(3)"),
)

# --- Data protection complaints ------------------------------------------------------------

COMPLAINT = Rule(
    key="dp-complaint",
    title="Data protection complaint: acknowledgement",
    receives="The complaint",
    owes="The acknowledgement",
    in_force=COMPLAINTS_TO_CONTROLLERS,
    period=CalendarDays(30),
    law="DPA 2018 s.164A(3)",
    days_law="ICO guidance on data protection complaints",
    region=ENGLAND_AND_WALES,
)

COMPLAINT_BEFORE_2026 = replace(
    COMPLAINT,
    in_force=DATA_PROTECTION_1998,
    period=None,
    law="DPA 2018 s.164A",
    days_law="",
    statement=(
        "No law set a time for acknowledging a data protection complaint received before "
        "Fri 19 June 2026, when section 164A of the Data Protection Act 2018 came into force."
    ),
)

declare(
    FOI,
    INTERNAL_REVIEW_2005,
    INTERNAL_REVIEW,
    EIR,
    EIR_REPRESENTATIONS,
    SUBJECT_ACCESS_1998,
    SUBJECT_ACCESS_2018,
    SUBJECT_ACCESS_2020,
    SUBJECT_ACCESS,
    COMPLAINT_BEFORE_2026,
    COMPLAINT,
)
