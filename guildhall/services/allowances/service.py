"""The declaration: members' allowances, a record for each financial year."""

from django.urls import reverse

from guildhall.kernel.services import Findable, Keep, Service
from guildhall.kernel.verbs import STANDARD
from guildhall.services.allowances.models import AllowanceYear

KEEPS = {"open_year", "set_budget", "set_rate", "pay_claim", "publish_statement"}

allowances = Service(
    key="allowances",
    name="Members’ allowances",
    noun="year of allowances",
    about="What councillors are paid by the scheme: basic, special responsibilities, carers and travel.",
    record=AllowanceYear,
    prefix="AL",
    starts=AllowanceYear.Stage.OPEN,
    ends={AllowanceYear.Stage.PUBLISHED},
    keeps=Keep(years=20, blanks=("title",), because="what members were paid was published to be asked about"),
    findable=Findable(shows=("title",), page=lambda year: reverse("allowances_of", args=[year.period.name])),
    shows=("first", "budget", "most_special", "paid"),
    asks_after=False,
    roles={
        "Democratic services officer": KEEPS | STANDARD,
        "Head of service": {"note"},
        "Auditor": set(),
    },
)
