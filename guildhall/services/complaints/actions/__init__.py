"""The verbs of a complaint and of what follows from it, by subject."""

from guildhall.services.complaints.actions import improving, ombudsman, reporting
from guildhall.services.complaints.actions.arriving import accept, complain, log, pass_on, refuse
from guildhall.services.complaints.actions.deciding import (
    add_point,
    agree_plan,
    answer,
    decide_point,
    extend,
    learn,
    owe_nothing,
    withdraw,
)
from guildhall.services.complaints.actions.escalating import (
    acknowledge_again,
    answer_again,
    answer_finally,
    ask_for_panel,
    escalate,
    panel_met,
    panel_reported,
)
from guildhall.services.complaints.actions.remedying import do, drop, promise, promise_later, promise_remedy

__all__ = [
    "accept",
    "acknowledge_again",
    "add_point",
    "agree_plan",
    "answer",
    "answer_again",
    "answer_finally",
    "ask_for_panel",
    "complain",
    "decide_point",
    "do",
    "drop",
    "escalate",
    "extend",
    "improving",
    "learn",
    "log",
    "ombudsman",
    "owe_nothing",
    "panel_met",
    "panel_reported",
    "pass_on",
    "promise",
    "promise_later",
    "promise_remedy",
    "refuse",
    "reporting",
    "withdraw",
]
