"""What a council says of its own governance: the code with its evidence, returns, the yearly statement."""

from guildhall.services.assurance.tables.codes import Judgement, LocalCode, Piece
from guildhall.services.assurance.tables.returns import Answer, ControlReturn, Improvement
from guildhall.services.assurance.tables.statements import Issue, Passage, Signature, Statement, Version

__all__ = [
    "Answer",
    "ControlReturn",
    "Improvement",
    "Issue",
    "Judgement",
    "LocalCode",
    "Passage",
    "Piece",
    "Signature",
    "Statement",
    "Version",
]
