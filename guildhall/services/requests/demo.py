"""How a request's year is lived: a biography drawn by chance, and played through the real verbs."""

from __future__ import annotations

import tomllib
from collections.abc import Generator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from guildhall.kernel import time
from guildhall.kernel.actions import Action
from guildhall.kernel.clocks import ANY_UK
from guildhall.kernel.deadlines import calendar
from guildhall.kernel.gates import Actor, access
from guildhall.kernel.lives import Life, Story
from guildhall.kernel.services import action
from guildhall.services.requests import actions
from guildhall.services.requests.exemptions import known

DRAWN = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
ABOUT = {"foi": "other", "eir": "environment", "sar": "me"}
# The most that could be charged for subject access until 25 May 2018 (SI 2000/191).
FEE_OF_1998, NO_FEE_FROM = 10, date(2018, 5, 25)

# A story that ends with the day the time counts from, or with None when the request ended instead.
Counts = Generator[datetime, None, date | None]


def live(life: Life, subject: Any, asker: Any) -> Story:
    """A request from the day it arrives to its end, and what may come after."""
    return Biography(life, subject, asker).lived()


@dataclass
class Biography:
    """One request's: what is asked, who asks, who answers, and the request as it stands."""

    life: Life
    subject: Any
    asker: Any
    officer: Any = None
    request: Any = None

    def lived(self) -> Story:
        arrived = time.today()
        yield from self.arrives(arrived)
        yield self.life.working_days_on(self.number("triage"))
        self.is_triaged()
        if self.happens("withdrawn"):
            yield self.life.working_days_on(self.life.between(1, 10))
            self.do(actions.withdraw, why=self.words("withdrawn"))
            return
        counts_from = yield from self.is_made_sure_of(arrived)
        if counts_from is not None:
            yield from self.is_answered(counts_from)

    def arrives(self, arrived: date) -> Story:
        """It comes by itself over the website, or somebody logs it on the next day the council works."""
        channel = self.life.pick(DRAWN["channels"])
        said = {
            "wanted": self.subject.wanted,
            "name": self.asker.name,
            "prefers": self.life.pick(DRAWN["prefers"]),
        }
        too_late = calendar().add_working_days(arrived, 0, ANY_UK) > self.life.world.last_day
        if channel == "web" or self.asker.user or too_late:
            by = self.asker.user or Actor("visitor", None, self.asker.name)
            self.do(actions.ask, by=by, about=ABOUT[self.subject.law], email=self.asker.email, **said)
            return
        yield self.life.working_days_on(0)
        people = self.life.world.people
        by = people.helpdesk if channel in {"phone", "counter"} else self.life.pick(people.officers)
        points = self.points(channel)
        self.do(
            actions.log, by=by, channel=channel, regime=self.first_taken_for(), on=arrived, **said, **points
        )

    def points(self, channel: str) -> dict[str, str]:
        """Where they want the answer: whoever writes a letter gets one."""
        if channel == "post" and self.asker.address:
            return {"address": self.asker.address}
        return {"email": self.asker.email, "phone": self.asker.phone if channel == "phone" else ""}

    def first_taken_for(self) -> str:
        misjudged = self.subject.law == "eir" and self.happens("misjudged")
        return "foi" if misjudged else str(self.subject.law)

    def is_triaged(self) -> None:
        people = self.life.world.people
        self.officer = self.life.pick(people.officers)
        team = people.teams[self.subject.teams[0]]
        self.do(actions.triage, regime=self.subject.law, owner=self.officer.pk, team=team.pk)

    def is_made_sure_of(self, counts_from: date) -> Counts:
        """Proof of identity, the old Act's fee, what is meant: each may be waited for in vain."""
        own_data = self.subject.law == "sar"
        if own_data and self.happens("identity"):
            self.do(actions.ask_identity, proof=self.words("proof"))
            if not self.happens("identity_given"):
                return (yield from self.lapses())
            yield self.life.days_on(self.life.between(2, 21))
            self.do(actions.identity_given, on=(counts_from := time.today()))
        if own_data and counts_from < NO_FEE_FROM and self.happens("fee"):
            self.do(actions.charge_fee, amount=FEE_OF_1998, reason=self.words("fee"))
            if not self.happens("fee_paid"):
                return (yield from self.lapses())
            yield self.life.days_on(self.life.between(2, 18))
            self.do(actions.fee_paid, on=(counts_from := time.today()))
        return (yield from self.is_made_clear()) if self.happens("unclear") else counts_from

    def is_made_clear(self) -> Counts:
        yield self.life.working_days_on(self.life.between(0, 5))
        self.do(actions.ask_to_clarify, question=self.words("questions"))
        if not self.happens("made_clear"):
            return (yield from self.lapses())
        yield self.life.days_on(self.life.between(1, 26))
        self.do(actions.clarify, by=self.their_hand(), clarification=self.words("meant"))
        return time.today()

    def lapses(self) -> Counts:
        """Two months for an answer, three for a fee, and a little patience."""
        yield self.life.days_on(self.life.between(95, 110))
        self.do(actions.lapse)
        return None

    def is_answered(self, counts_from: date) -> Story:
        """The teams give their parts, and the officer answers; on most days in time."""
        yield self.life.working_days_on(self.life.between(0, 2))
        day = self.number("pace")
        if self.may_be_extended(counts_from) and self.happens("extended"):
            day = self.life.between(24, 39)
            self.life.beside(self.is_extended, counts_from)
        answered = self.moment(day, counts_from)
        if self.happens("teams_asked"):
            self.goes_to_teams(answered.date())
        if self.happens("noted"):
            self.do(action("requests", "note"), note=self.words("notes"))
        yield answered
        outcome = self.life.pick(DRAWN["outcomes"][self.subject.law])
        self.is_decided(outcome)
        self.comes_after(outcome, late=day > 20)

    def moment(self, day: int, counts_from: date) -> datetime:
        """Some moment of that working day; of own data, in the same proportion to forty days or a month."""
        if self.subject.law != "sar":
            return self.life.working_days_on(day, since=counts_from)
        return self.life.days_on(round(day * (1.9 if counts_from < NO_FEE_FROM else 1.3)), since=counts_from)

    def may_be_extended(self, counts_from: date) -> bool:
        return self.subject.law != "sar" or counts_from >= NO_FEE_FROM

    def is_extended(self, life: Life, counts_from: date) -> Story:
        yield life.working_days_on(life.between(12, 18), since=counts_from)
        life.do(actions.extend, self.request, by=self.officer, **DRAWN["extended"][self.subject.law])

    def goes_to_teams(self, answered: date) -> None:
        """Each team is asked what it holds, and gives it before the answer is to go."""
        people = self.life.world.people
        teams = [people.teams[name].pk for name in self.subject.teams]
        self.do(actions.ask_team, teams=teams, question=self.subject.wanted)
        left = max(calendar().working_days_between(time.today(), answered, ANY_UK) - 1, 1)
        for link in self.request.backlinks.filter(kind="part_of").select_related("source").order_by("pk"):
            given_after = min(left, round(self.life.chance.triangular(1, max(left, 2), min(8, left))))
            part = link.source.typed()
            self.life.begin(part, given_after=given_after, officer=self.officer, found=self.subject.found)

    def is_decided(self, outcome: str) -> None:
        if outcome == "granted":
            said = f"{self.words('found_out')}\n\n{self.subject.found}"
            self.do(actions.answer, outcome=outcome, answer=said)
        elif outcome == "not_held":
            self.do(actions.answer, outcome=outcome, answer=self.words("not_held"))
        elif outcome == "part":
            self.do(actions.answer_in_part, answer=self.subject.found, **self.notice(outcome))
        else:
            self.do(actions.refuse, **self.notice(outcome))

    def notice(self, outcome: str) -> dict[str, Any]:
        """What a notice says: the provision, why it applies, and what was weighed where it is qualified."""
        lawful = {each.code: each for each in known(self.request.regime, self.request.opened_on)}
        often = DRAWN[outcome][self.subject.law]
        provision = lawful[self.life.pick({code: often[code] for code in often if code in lawful})]
        return {
            "exemptions": [provision.code],
            "reasons": DRAWN["words"]["withheld"][provision.code],
            "public_interest": self.words("public_interest") if provision.qualified else "",
        }

    def comes_after(self, outcome: str, *, late: bool) -> None:
        """Publication; and now and then a review, or a letter in another format."""
        if self.subject.law != "sar":
            self.life.beside(self.is_published)
        likely = DRAWN["likely"]
        withheld = outcome in {"part", "refused"}
        review = likely["reviewed_if_withheld"] * withheld + likely["reviewed_if_late"] * late
        if self.life.happens(likely["reviewed"] + review):
            self.life.beside(self.is_reviewed)
        if self.happens("other_format"):
            self.life.beside(self.is_wanted_otherwise)

    def is_published(self, life: Life) -> Story:
        """Published, or a reason given, in four weeks; now and then nobody has come to it."""
        yield life.working_days_on(life.between(0, 17))
        if life.happens(DRAWN["likely"]["published"]):
            told = [text for text in (self.request.answer, self.request.withheld_because) if text]
            words = {"public_title": self.subject.title, "summary": self.subject.wanted}
            life.do(actions.publish, self.request, by=self.officer, public_answer="\n\n".join(told), **words)
        elif life.happens(DRAWN["likely"]["not_published"]):
            reason = life.one_of(DRAWN["words"]["not_published"])
            life.do(actions.decide_not_to_publish, self.request, by=self.officer, reason=reason)

    def is_reviewed(self, life: Life) -> Story:
        yield life.working_days_on(life.between(2, 34))
        grounds = life.one_of(DRAWN["words"]["grounds"])
        request = life.do(actions.ask_for_review, self.request, by=self.their_hand(), grounds=grounds)
        asked = request.backlinks.filter(kind="reviews").select_related("source").latest("pk")
        life.begin(asked.source.typed())

    def is_wanted_otherwise(self, life: Life) -> Story:
        yield life.working_days_on(life.between(1, 9))
        wants, language = life.pick({(wants, language): often for wants, language, often in DRAWN["formats"]})
        said = {"letter": "Answer", "wants": wants, "language": language}
        asked = action("formats", "ask")
        helpdesk = life.world.people.helpdesk
        by = helpdesk if access(helpdesk).reads(self.request) else self.officer
        life.begin(life.do(asked, by=by, about=self.request.reference, **said))

    def do(self, verb: Action, *, by: Any = None, **said: Any) -> None:
        self.request = self.life.do(verb, self.request, by=by or self.officer, **said)

    def happens(self, what: str) -> bool:
        return self.life.happens(DRAWN["likely"][what])

    def number(self, what: str) -> int:
        """A number from one of the spans of that name, the heavier the likelier."""
        first, last = self.life.pick({(first, last): often for first, last, often in DRAWN[what]})
        return self.life.between(first, last)

    def words(self, what: str) -> str:
        return self.life.one_of(DRAWN["words"][what])

    def their_hand(self) -> Any:
        """The requester through their signed link, or the officer who logs what they wrote."""
        if self.request.channel != "web":
            return self.officer
        party = self.request.involvements.select_related("party").get(role="requester").party
        return Actor("party", party.pk, party.name)
