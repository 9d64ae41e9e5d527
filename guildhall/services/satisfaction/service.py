"""The declaration: surveys of satisfaction."""

from guildhall.commons.satisfaction.models import Answer, Invitation, theirs
from guildhall.kernel.services import Facts, Keep, Service
from guildhall.kernel.verbs import STANDARD
from guildhall.services.satisfaction.clocks import each_quarter
from guildhall.services.satisfaction.models import Survey
from guildhall.services.satisfaction.seeing import answers_of

Stage = Survey.Stage

satisfaction = Service(
    key="satisfaction",
    name="Satisfaction surveys",
    noun="survey",
    about="Who is asked how they were served, how often, and what they answer.",
    record=Survey,
    prefix="SV",
    starts=Stage.RUNNING,
    ends={Stage.ENDED},
    clock=each_quarter,
    keeps=Keep(
        years=6,
        after="closed_on",
        blanks=("title", "purpose", "of_service"),
        because="as long as its figures are compared with later ones",
    ),
    searches=("purpose",),
    shows=("of_service", "channel", "purpose", "looked_at_on"),
    asks_after=False,
    roles={
        "Survey manager": {"begin", "set_rate", "pause", "resume", "look_at", "note_change", "end"}
        | STANDARD,
        "Head of service": {"look_at", "note"},
        "Auditor": set(),
    },
    # The person is parted from after ninety days already (commons/satisfaction/forgetting.py).
    facts=(
        Facts(
            Invitation,
            Keep(years=1, after="happened_on", blanks=("party", "record")),
            visible_to=theirs,
        ),
        Facts(Answer, Keep(years=1, after="answered_on", blanks=("comment",)), visible_to=answers_of),
    ),
)
