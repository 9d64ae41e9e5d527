"""The business plan as records: plans, objectives, deliverables, and the rows that belong to each."""

from guildhall.plan.models.benefits import Benefit, BenefitYear
from guildhall.plan.models.boards import Comment, Idea, Vote
from guildhall.plan.models.budgets import BudgetLine, LedgerLine
from guildhall.plan.models.contents import Aim, ContentsLine, Profile, Section, Stakeholder
from guildhall.plan.models.deliverables import Deliverable
from guildhall.plan.models.delivery import Dependency, FutureYear, KeyAction, Milestone, Resource
from guildhall.plan.models.objectives import Objective, Wording
from guildhall.plan.models.plans import Plan
from guildhall.plan.models.printed import Evidence, Figure, KeyDate, Mention
from guildhall.plan.models.promises import Promise
from guildhall.plan.models.readings import Commentary, Forecast, Restatement, SignOff

__all__ = [
    "Aim",
    "Benefit",
    "BenefitYear",
    "BudgetLine",
    "Comment",
    "Commentary",
    "ContentsLine",
    "Deliverable",
    "Dependency",
    "Evidence",
    "Figure",
    "Forecast",
    "FutureYear",
    "Idea",
    "KeyAction",
    "KeyDate",
    "LedgerLine",
    "Mention",
    "Milestone",
    "Objective",
    "Plan",
    "Profile",
    "Promise",
    "Resource",
    "Restatement",
    "Section",
    "SignOff",
    "Stakeholder",
    "Vote",
    "Wording",
]
