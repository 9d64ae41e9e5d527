"""How a year of surveys is lived: some are asked, fewer answer, and most of those are content."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from datetime import time as time_of_day
from pathlib import Path
from typing import Any

from guildhall.commons.satisfaction import answering
from guildhall.commons.satisfaction.models import CASEWORK, Invitation
from guildhall.kernel import time
from guildhall.kernel.clocks import ANY_UK
from guildhall.kernel.deadlines import calendar
from guildhall.kernel.lives import Life, Story
from guildhall.services.satisfaction import actions

TOLD = tomllib.loads((Path(__file__).parent / "demo.toml").read_text(encoding="utf-8"))
SURVEYS: list[dict[str, Any]] = TOLD["surveys"]
COMMENTS: dict[str, list[str]] = TOLD["comments"]
# In a hundred of the helpdesk's customers whom we know, in a whole year.
ASKED = 30
ANSWERED, STOPPED = 0.29, 0.01
DONE = time_of_day(17, 20)
# From this month on the new telephones answer sooner, in the year that is lived.
NEW_TELEPHONES = 9
MOODS = {5: "well", 4: "well", 3: "", 2: "badly", 1: "badly", 0: ""}


def live(life: Life, share: float) -> Story:
    """The surveys begin; of those whom the helpdesk and the services asked on a day, some answer."""
    manager, year = life.world.people.cast["nadia"], time.today().year
    surveys = [life.do(actions.begin, by=manager, percent=_percent(told, share), **told) for told in SURVEYS]
    life.beside(change_telephones, surveys[0], date(year, NEW_TELEPHONES, 4))
    for survey in surveys:
        life.beside(look_each_quarter, survey)
    while True:
        yield datetime.combine(calendar().add_working_days(time.today(), 1, ANY_UK), DONE, time.LONDON)
        for invitation in _asked_today():
            _may_answer(life, invitation)


def _percent(told: dict[str, Any], share: float) -> int:
    """Of the helpdesk's many customers some are asked, in a small year all; and whoever had a request."""
    return min(100, round(ASKED / share)) if told["of_service"] == "contacts" else 100


def change_telephones(life: Life, survey: Any, on: date) -> Story:
    """The new telephones are noted on their day, so that before and after are told apart."""
    yield life.on(on)
    by, what = life.world.people.cast["nadia"], "New telephones: callers are told their place in the queue"
    life.do(actions.note_change, survey, by=by, what=what, changed_on=on, months=5)


def look_each_quarter(life: Life, survey: Any) -> Story:
    """Somebody reads what was answered, now and then some days late."""
    while True:
        yield life.days_on(life.between(78, 95))
        found = "Most are content. Those who are not say that they had to call twice; the helpdesk was told."
        life.do(actions.look_at, survey, by=life.world.people.cast["nadia"], found=found)


def _asked_today() -> list[Invitation]:
    sent = Invitation.objects.sent().filter(sent_at__date=time.today(), answer=None)
    return list(sent.select_related("record").order_by("pk"))


def _may_answer(life: Life, invitation: Invitation) -> None:
    if life.happens(STOPPED):
        answering.ask_no_more(invitation)
    elif life.happens(ANSWERED):
        life.beside(answer_later, invitation)


def answer_later(life: Life, invitation: Invitation) -> Story:
    """They answer on the same evening, or within a fortnight."""
    yield life.days_on(life.pick({0: 4, 1: 3, 2: 2, 5: 1, 11: 1}))
    score = _score(life, invitation)
    comment = life.one_of(COMMENTS[MOODS[score]]) if MOODS[score] and life.happens(0.4) else ""
    got = life.pick({"yes": 9, "partly": 1}) if score >= 4 else life.pick({"partly": 2, "no": 3, "yes": 1})
    answering.answer(invitation, score=score, got=got if life.happens(0.9) else "", comment=comment)


def _score(life: Life, invitation: Invitation) -> int:
    """The helpdesk does well, and better with its new telephones; who waited too long says so."""
    if invitation.channel == CASEWORK:
        late = invitation.record is not None and invitation.record.in_time is False
        return life.pick({1: 4, 2: 4, 3: 2, 4: 2} if late else {5: 9, 4: 7, 3: 2, 2: 2, 1: 2, 0: 1})
    early = invitation.happened_on.month in range(4, NEW_TELEPHONES)
    return life.pick(
        {5: 50, 4: 32, 3: 7, 2: 7, 1: 4, 0: 3} if early else {5: 62, 4: 31, 3: 3, 2: 2, 1: 2, 0: 3}
    )
