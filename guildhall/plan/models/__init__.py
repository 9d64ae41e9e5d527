"""The business plan as records: plans, objectives, deliverables, and the rows that belong to each."""

from guildhall.plan.models.benefits import Benefit, BenefitYear
from guildhall.plan.models.boards import Comment, Idea, Vote
from guildhall.plan.models.budgets import BudgetLine, LedgerLine
from guildhall.plan.models.contents import Aim, ContentsLine, Legislation, Profile, Section, Stakeholder
from guildhall.plan.models.deliverables import Deliverable
from guildhall.plan.models.delivery import Dependency, FutureYear, KeyAction, Milestone, Resource
from guildhall.plan.models.objectives import Objective, Wording
from guildhall.plan.models.plans import Plan
from guildhall.plan.models.printed import Evidence, Figure, KeyDate, Mention
from guildhall.plan.models.programmes import Move, RollingProgramme, Subject
from guildhall.plan.models.promises import Promise
from guildhall.plan.models.readings import Commentary, Forecast, Restatement, SignOff
from guildhall.plan.models.reviews import AgreedAction, PlanReview
from guildhall.plan.models.structure import StructureLine
from guildhall.plan.models.versions import PlanVersion, Proposal

__all__ = [
    "AgreedAction",
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
    "Legislation",
    "Mention",
    "Milestone",
    "Move",
    "Objective",
    "Plan",
    "PlanReview",
    "PlanVersion",
    "Profile",
    "Promise",
    "Proposal",
    "Resource",
    "Restatement",
    "RollingProgramme",
    "Section",
    "SignOff",
    "Stakeholder",
    "StructureLine",
    "Subject",
    "Vote",
    "Wording",
]
