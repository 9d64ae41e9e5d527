"""How a complaint's year is lived: drawn by chance, and played through the real verbs."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from guildhall.kernel import time
from guildhall.kernel.actions import Action
from guildhall.kernel.clocks import ANY_UK, ENGLAND_AND_WALES
from guildhall.kernel.deadlines import calendar
from guildhall.kernel.gates import Actor
from guildhall.kernel.lives import Life, Story
from guildhall.kernel.records import Sensitivity
from guildhall.services.complaints import actions
from guildhall.services.complaints import demo_afterwards as afterwards
from guildhall.services.complaints.models import FAULT, Decision, Remedy
from guildhall.services.complaints.procedures import AREAS_BY_KEY

DRAWN = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
# What is paid to put a complaint right, in pounds.
PAYMENTS = (25, 50, 75, 100, 150, 250)


def live(life: Life, complainant: Any, ward: str) -> Story:
    """A complaint from the day it arrives to its last answer, and what was promised beside it."""
    return Biography(life, complainant, ward).lived()


@dataclass
class Biography:
    """One complaint's: who complains, about what, who handles it, and the complaint as it stands."""

    life: Life
    complainant: Any
    ward: str
    complaint: Any = None
    story: Any = ()

    def lived(self) -> Story:
        yield from self.arrives()
        yield self.life.working_days_on(self.number("acknowledged"), since=self.complaint.opened_on)
        if not self.is_taken_on():
            return
        if self.happens("withdrawn"):
            yield self.life.working_days_on(self.life.between(1, 6))
            self.do(actions.withdraw, why="")
            return
        yield from self.is_looked_into("answered", actions.answer, self.officer, self.complaint.opened_on)
        if self.happens("learned"):
            self.life.beside(self.is_learned_from)
        if self.complaint.procedure.stages > 1 and self.happens("escalated"):
            yield from self.goes_on()
            self.life.beside(afterwards.goes_to_the_ombudsman, self.complaint, self.officer)

    @property
    def officer(self) -> Any:
        """Whoever handles it: behind the wall of social care it is somebody else."""
        closed = self.complaint.sensitivity == Sensitivity.RESTRICTED
        return self.life.world.people.cast["mira" if closed else "cora"]

    @property
    def afresh(self) -> Any:
        """Whoever looks at it again."""
        closed = self.complaint.sensitivity == Sensitivity.RESTRICTED
        return self.life.world.people.cast["lena" if closed else "rowan"]

    def arrives(self) -> Story:
        """It comes by itself over the website, or somebody logs it on the next day the council works."""
        arrived, channel = time.today(), self.life.pick(DRAWN["channels"])
        area = self.life.pick(DRAWN["areas"])
        self.story = self.life.one_of(DRAWN["stories"][area])
        who = self.complainant
        said = {"area": area, "complained": self.story[0], "wants": self.words("wants"), "name": who.name}
        said |= {"email": who.email, **self.about_them(arrived)}
        too_late = calendar().add_working_days(arrived, 0, ANY_UK) > self.life.world.last_day
        if channel == "web" or too_late or AREAS_BY_KEY[area].procedure in {"children", "adult"}:
            visitor = self.complainant.user or Actor("visitor", None, self.complainant.name)
            self.do(actions.complain, by=visitor, **said)
            return
        yield self.life.working_days_on(0)
        by = self.life.world.people.cast["dev" if channel in {"phone", "counter"} else "cora"]
        self.do(actions.log, by=by, channel=channel, ward=self.ward, on=arrived, **said)

    def about_them(self, arrived: date) -> dict[str, Any]:
        """For whom they speak, and since when they have known."""
        old = self.happens("old")
        since = arrived - timedelta(days=self.life.between(*((400, 700) if old else (2, 90))))
        for_another = self.happens("for_another")
        authority = "My mother, who asked me to." if for_another else ""
        return {"since_on": since, "for_whom": "other" if for_another else "self", "authority": authority}

    def is_taken_on(self) -> bool:
        """Accepted with its points; or passed on, or not accepted."""
        if self.happens("passed_on"):
            elsewhere = self.life.pick(DRAWN["elsewhere"])
            self.do(actions.pass_on, elsewhere=elsewhere, because=self.words("passed_on"))
            return False
        if self.happens("refused"):
            self.do(actions.refuse, ground="court", reasons=self.words("refused"), weighed=True)
            return False
        definition = f"You told us: {self.story[0]}"
        told = {"test": "dissatisfied", "regime": self.complaint.regime, "definition": definition}
        team = self.complaint.team_id
        late = "They were ill for most of the year."
        self.do(actions.accept, points="\n".join(self.story[1:]), team=team, late_because=late, **told)
        return True

    def is_looked_into(self, pace: str, send: Action, by: Any, since: date) -> Story:
        """Its points are decided and what is owed is promised; then the letter goes, mostly in time."""
        days = self.number(pace)
        if days > 12 and self.happens("extended"):
            yield self.life.working_days_on(self.life.between(6, 9), since=since)
            self.do(actions.extend, reason=self.words("longer"))
        yield self.life.working_days_on(days, since=since)
        for point in self.complaint.points.order_by("number"):
            decided = {"outcome": self.life.pick(DRAWN["outcomes"]), "reasons": self.words("reasons")}
            self.do(actions.decide_point, by=by, point=point.pk, **decided)
        self.is_put_right(by)
        self.do(send, by=by, answer=self.words("answer"))

    def is_put_right(self, by: Any) -> None:
        """Something upheld is put right; now and then it is said why nothing is owed."""
        decided = Decision.objects.filter(point__complaint=self.complaint, stage=self.complaint.round)
        if not decided.filter(outcome__in=FAULT).exists():
            return
        if self.happens("nothing_owed"):
            self.do(actions.owe_nothing, by=by, reasons=self.words("nothing_owed"))
            return
        kind = self.life.pick({"action": 6, "payment": 3, "improvement": 2})
        due = calendar().add_working_days(time.today(), self.life.between(5, 30), ENGLAND_AND_WALES)
        cost = self.life.one_of(PAYMENTS) if kind == "payment" else None
        self.do(actions.promise_remedy, by=by, kind=kind, what=self.words(kind), promised_for=due, cost=cost)
        self.life.beside(self.is_done, self.complaint.remedies.latest("pk"), by)

    def is_done(self, life: Life, remedy: Remedy, by: Any) -> Story:
        """Done and shown by its day, or late; and now and then nobody has come to it."""
        if not life.happens(DRAWN["likely"]["done"]):
            return
        on_time = life.happens(DRAWN["likely"]["done_in_time"])
        left = calendar().working_days_between(time.today(), remedy.promised_for, ENGLAND_AND_WALES)
        yield life.working_days_on(life.between(1, max(left, 1)) if on_time else left + life.between(1, 12))
        officer = self.officer
        life.do(actions.do, remedy, by=officer, evidence=life.one_of(DRAWN["words"]["evidence"]))

    def is_learned_from(self, life: Life) -> Story:
        yield life.working_days_on(life.between(0, 15))
        told = {"cause": life.pick(DRAWN["causes"]), "learned": life.one_of(DRAWN["words"]["learned"])}
        life.do(actions.learn, self.complaint, by=self.officer, **told)
        life.beside(afterwards.becomes_better, self.complaint, self.officer)

    def goes_on(self) -> Story:
        """They ask for stage 2, somebody else looks at it, and for a child perhaps a panel."""
        yield self.life.working_days_on(self.life.between(2, 19))
        self.do(actions.escalate, by=self.their_hand(), still_wrong=self.words("still_wrong"))
        asked_on = time.today()
        yield self.life.working_days_on(self.life.between(1, 5))
        who = {"investigator": "Ada Quist", "independent_person": "Bo Winter"}
        definition = self.complaint.definition
        self.do(actions.acknowledge_again, owner=self.afresh.pk, definition=definition, **who)
        yield from self.is_looked_into("answered_again", actions.answer_again, self.afresh, asked_on)
        if self.complaint.procedure.stages > 2 and self.happens("panel"):
            yield from self.goes_to_a_panel()

    def goes_to_a_panel(self) -> Story:
        yield self.life.working_days_on(self.life.between(3, 18))
        self.do(actions.ask_for_panel, by=self.their_hand(), still_wrong=self.words("still_wrong"))
        yield self.life.working_days_on(self.life.between(20, 30))
        self.do(actions.panel_met, on=time.today())
        yield self.life.working_days_on(self.life.between(2, 5))
        self.do(actions.panel_reported, on=time.today(), panel_said=self.words("panel_said"))
        yield self.life.working_days_on(self.life.between(5, 15))
        self.do(actions.answer_finally, answer=self.words("answer"))

    def their_hand(self) -> Any:
        """The person through their signed link."""
        party = self.complaint.involvements.select_related("party").get(role="complainant").party
        return Actor("party", party.pk, party.name)

    def do(self, verb: Action, *, by: Any = None, **said: Any) -> None:
        self.complaint = self.life.do(verb, self.complaint, by=by or self.officer, **said)

    def happens(self, what: str) -> bool:
        return self.life.happens(DRAWN["likely"][what])

    def number(self, what: str) -> int:
        """A number from one of the spans of that name, the heavier the likelier."""
        first, last = self.life.pick({(first, last): often for first, last, often in DRAWN["likely"][what]})
        return self.life.between(first, last)

    def words(self, what: str) -> str:
        return self.life.one_of(DRAWN["words"][what])
