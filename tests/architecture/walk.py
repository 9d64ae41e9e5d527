"""What the access walk walks: every address there is, who may open it, and a small world with walls in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLResolver, get_resolver

from guildhall.commons.documents.models import Document
from guildhall.commons.parties import links
from guildhall.commons.parties.changing import changes
from guildhall.commons.parties.models import Involvement, Party, known_or_new
from guildhall.commons.satisfaction.answering import answer
from guildhall.commons.satisfaction.inviting import invite
from guildhall.kernel import search, time
from guildhall.kernel.api.services import doings
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.pages import feed_keys
from guildhall.kernel.pages.audience import Audience
from guildhall.kernel.records import Record, Sensitivity, Team
from guildhall.kernel.services import service, services
from guildhall.services.complaints.models import LetterLine
from guildhall.services.complaints.models.letters import plain
from guildhall.services.contacts.logging import Told, log_one
from guildhall.services.contacts.models import Contact, Topic
from guildhall.services.contacts.topics import bring_in
from guildhall.services.requests.models import InformationRequest

TODAY = date(2018, 3, 14)
# In every record, so that one search finds all that may be found.
EVERYWHERE = "zanzibar"

STAFF = {
    "amira", "bill", "rowan", "tomas", "grace", "dev", "helen", "ines", "priya", "nadia", "owen", "cora",
    "mira", "lena", "lorna", "conrad", "orla", "dora",
}  # fmt: skip
RESIDENTS = {"jo", "sam"}
EVERYBODY = ["stranger", *sorted(RESIDENTS), *sorted(STAFF)]
OFFICERS = {"amira", "bill", "rowan", "helen", "ines"}

# Who may read each record's words: written out by hand, so that it is no copy of the rules it proves.
SEES = {
    "CANARYRESTRICTED": {"ines"},
    "CANARYPERSONAL": OFFICERS,
    "CANARYORDINARY": OFFICERS | {"dev", "orla", "priya"},
    "CANARYJOS": OFFICERS | {"dev", "orla", "priya", "jo"},
    "CANARYPARKING": OFFICERS | {"priya", "tomas"},
    "CANARYHOUSING": OFFICERS | {"priya", "grace"},
    "CANARYBEHIND": OFFICERS | {"dev", "orla", "priya", "sam"},
    "Canaryformat": OFFICERS | {"dev", "jo"},
    "CANARYSURVEY": {"nadia", "helen", "ines", "priya"},
    "CANARYOFFERED": {"nadia", "helen", "ines", "priya", "cora", "dev"},
    "CANARYRISK": {"rowan", "helen", "ines", "priya"},
    "CANARYCOMPLAINT": {"cora", "rowan", "tomas", "dev", "helen", "ines"},
    "CANARYCHILD": {"mira", "lena", "ines"},
    "CANARYREMEDY": {"mira", "lena", "ines"},
    "CANARYOMBUDSMAN": {"mira", "lena", "ines"},
    "CANARYRECOMMENDED": {"mira", "lena", "ines"},
    "CANARYLEARNED": {"cora", "rowan", "tomas", "helen", "ines"},
    "CANARYREPORT": {"cora", "helen", "ines", "priya"},
    "CANARYCONTRACT": {"bill", "helen", "ines", "priya"},
    "CANARYCASE": {"nadia", "owen", "helen", "ines", "priya"},
    "CANARYRETURN": {"rowan", "helen", "ines", "priya", "lorna", "conrad"},
    "CANARYCODE": {"rowan", "cora", "helen", "ines", "priya", "lorna", "conrad"},
    "CANARYASSESSED": {"rowan", "cora", "helen", "ines", "priya", "lorna", "conrad"},
    "CANARYSTATEMENT": {"rowan", "helen", "ines", "priya", "lorna", "conrad"},
    "CANARYCALL": {"dev", "orla", "helen", "ines", "priya", "jo"},
    "CANARYPRIVATE": {"dev", "orla", "helen", "ines"},
    "CANARYWALLED": {"ines"},
    "CANARYARTICLE": {"dev", "orla", "helen", "ines", "priya"},
    "CANARYHOME": {"dora", "helen", "ines"},
    "CANARYCLAIM": {"dora", "helen", "ines", "priya"},
    "CANARYCHANGE": {"dora", "helen", "ines", "priya"},
    "CANARYDRAFT": {"dora", "helen", "ines", "priya"},
    "CANARYVACANT": {"dora", "helen", "ines", "priya"},
    "CANARYBRIEFING": {"dora", "helen", "ines", "priya"},
    "CANARYPAPER": {"dora", "helen", "ines", "priya"},
    "CANARYEXEMPT": {"dora", "ines"},
}

# Views that are not ours: the audience of each, by where they come from. Our own say it on the view.
NOT_OURS = {
    "allauth.account": Audience.ANYONE,  # signing in is for those who have not; the rest asks for it itself
    "allauth.mfa": Audience.ANYONE,
    "ninja": Audience.ANYONE,  # the API asks by itself who calls, and answers 401 where it must know
    "functools": Audience.ANYONE,  # and its document is everybody's
}


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver: how it is written, what answers, and for whom."""

    route: str
    view: Any

    @property
    def audience(self) -> Audience | None:
        """What the view declares, or what is written down for the package it comes from."""
        declared = getattr(self.view, "audience", None)
        return declared or next((who for name, who in NOT_OURS.items() if self._is_from(name)), None)

    def _is_from(self, package: str) -> bool:
        return f"{self.view.__module__}.".startswith(f"{package}.")


def addresses() -> list[Address]:
    """Every pattern there is, with what includes put before it."""
    return [Address(route, view) for route, view in _walk(get_resolver().url_patterns, "")]


def _walk(patterns: Any, before: str) -> Iterator[tuple[str, Any]]:
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, route)
        else:
            yield route, each.callback


@dataclass(frozen=True)
class Path:
    """An address to be opened, and the canaries that a secret in it lets anybody read."""

    path: str
    opens: frozenset[str] = frozenset()


@dataclass
class World:
    """Records behind walls, by the canary that sings in each; secrets that open some of them."""

    cast: dict[str, Any]
    records: dict[str, Record] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    bodies: list[Record] = field(default_factory=list)
    meetings: list[Record] = field(default_factory=list)

    @property
    def references(self) -> list[str]:
        return [each.reference for each in self.records.values()]

    def track(self) -> str:
        """Jo's own link to her own request."""
        part = Involvement.objects.get(record=self.records["CANARYJOS"].pk, role="requester")
        return links.token(part.record_id, part.party_id)


def build(cast: dict[str, Any]) -> World:
    """The world, made through the real actions on a Wednesday in March 2018."""
    world = World(cast)
    with time.pretend(TODAY):
        _requests(world)
        _parts(world)
        _published(world)
        _formats(world)
        _registers(world)
        _complaints(world)
        _governance(world)
        _contacts(world)
        _chamber(world)
        _meetings(world)
        _documents(world)
    return world


def _requests(world: World) -> None:
    wanted = {
        "CANARYRESTRICTED": Sensitivity.RESTRICTED,
        "CANARYPERSONAL": Sensitivity.PERSONAL,
        "CANARYORDINARY": Sensitivity.ORDINARY,
        "CANARYJOS": Sensitivity.ORDINARY,
    }
    for canary, sensitivity in wanted.items():
        who = "Jo Castle" if canary == "CANARYJOS" else f"{canary} Smith"
        record = _ask(canary, who)
        Record.objects.filter(pk=record.pk).update(sensitivity=sensitivity)
        world.records[canary] = InformationRequest.objects.get(pk=record.pk)


def _ask(canary: str, who: str) -> Any:
    ask = service("requests").actions["ask"]
    email = f"{who.lower().replace(' ', '.')}@example.org"
    return ask(by=SYSTEM, wanted=f"{canary} {EVERYWHERE}", name=who, email=email)


def _parts(world: World) -> None:
    ask = service("parts").actions["ask"]
    for canary, team in (("CANARYPARKING", "Parking"), ("CANARYHOUSING", "Housing")):
        world.records[canary] = ask(
            by=SYSTEM,
            about=world.records["CANARYORDINARY"].reference,
            team=Team.objects.get(name=team).pk,
            question=f"{canary} {EVERYWHERE}",
            sensitivity=Sensitivity.ORDINARY,
        )


def _published(world: World) -> None:
    """Everybody may read what is published of it, and nobody what lies behind."""
    verbs, by = service("requests").actions, world.cast["amira"]
    record = verbs["triage"](_ask("CANARYBEHIND", "Sam Quill"), by=by, regime="foi")
    record = verbs["answer"](record, by=by, outcome="granted", answer="CANARYBEHIND answer")
    world.records["CANARYBEHIND"] = verbs["publish"](
        record,
        by=by,
        public_title=f"Published {EVERYWHERE}",
        summary="Published summary",
        public_answer="Published answer",
        appears_on=TODAY,
    )


def _formats(world: World) -> None:
    """Jo's letter in another format, which says something about her."""
    world.records["Canaryformat"] = service("formats").actions["ask"](
        by=world.cast["dev"],
        about=world.records["CANARYJOS"].reference,
        wants="language",
        language=f"Canaryformat {EVERYWHERE}",
        notes="Canaryformat",
    )


def _registers(world: World) -> None:
    """A risk with what is done about it, a contract with the system it covers, a case with its trigger."""
    canary = "CANARYRISK"
    world.records[canary] = service("risks").actions["raise"](
        by=SYSTEM, title=f"{canary} {EVERYWHERE}", log=canary, owner_role=canary, mitigation=canary
    )
    canary = "CANARYSURVEY"
    survey = service("satisfaction").actions["begin"](
        by=SYSTEM, title=f"{canary} {EVERYWHERE}", of_service="*", channel="call", percent=100, purpose=canary
    )
    world.records[canary] = survey
    asked = invite(
        known_or_new("Robin Askew", email="askew@example.org"), about=canary, channel="call", service="x"
    )
    answer(asked, score=1, comment="CANARYOFFERED: nobody came, I want a refund")
    canary = "CANARYCONTRACT"
    world.records[canary] = service("contracts").actions["enter"](
        by=SYSTEM, supplier="Kestrel Systems", what=f"{canary} {EVERYWHERE}", systems=f"{canary}, critical"
    )
    canary = "CANARYCASE"
    case = world.records[canary] = service("business_cases").actions["propose"](
        by=SYSTEM, title=f"{canary} {EVERYWHERE}", need=canary, programme=canary, owner_role=canary
    )
    service("business_cases").actions["set_trigger"](
        case, by=SYSTEM, figure=canary, threshold=1, unit=canary, day=TODAY, direction="at_least",
        then=canary, owner_role=canary,
    )  # fmt: skip


def _complaints(world: World) -> None:
    """One about parking, one about a child behind its wall, and what was promised for that."""
    verbs = service("complaints").actions
    # That somebody is known to the council is no secret to whoever finds people; of the child it is.
    names = {"CANARYCOMPLAINT": "Pat Smith", "CANARYCHILD": "CANARYCHILD Smith"}
    for canary, area in (("CANARYCOMPLAINT", "parking"), ("CANARYCHILD", "children")):
        world.records[canary] = verbs["complain"](
            by=SYSTEM, area=area, complained=f"{canary} {EVERYWHERE}", name=names[canary],
            email=f"{names[canary].split()[0].lower()}@example.org",
        )  # fmt: skip
    world.records["CANARYCHILD"] = child = verbs["accept"](
        world.records["CANARYCHILD"], by=world.cast["mira"], test="dissatisfied", regime="children",
        definition="CANARYCHILD", points="CANARYCHILD",
    )  # fmt: skip
    verbs["promise_remedy"](
        child, by=world.cast["mira"], kind="action", what=f"CANARYREMEDY {EVERYWHERE}", promised_for=TODAY
    )
    remedy = child.backlinks.filter(kind="remedies").select_related("source").get()
    world.records["CANARYREMEDY"] = remedy.source.typed()
    _ombudsman(world, child)


def _ombudsman(world: World, child: Any) -> None:
    """What the Ombudsman asks of the child's complaint, and recommends."""
    canary = "CANARYOMBUDSMAN"
    verbs = service("ombudsman").actions
    case = verbs["log"](
        by=SYSTEM, scheme="lgsco", their_reference=canary, complaint=child.reference, area="children",
        subject=f"{canary} {EVERYWHERE}", asked=canary, due_back_on=TODAY,
    )  # fmt: skip
    world.records[canary] = case = verbs["decide"](case, by=SYSTEM, decision="upheld", found=canary, on=TODAY)
    what = f"CANARYRECOMMENDED {EVERYWHERE}"
    verbs["recommend"](case, by=SYSTEM, kind="apology", what=what, asked_for=TODAY)
    world.records["CANARYRECOMMENDED"] = case.recommendations.get()
    canary = "CANARYREPORT"
    report = service("complaint_reports").actions["draft"](by=SYSTEM, year=2016)
    report = service("complaint_reports").actions["write"](
        report, by=SYSTEM, place="introduction", text=canary
    )
    Record.objects.filter(pk=report.pk).update(title=f"{canary} {EVERYWHERE}")
    search.write(report := service("complaint_reports").record.objects.get(pk=report.pk))
    world.records[canary] = report
    canary = "CANARYLEARNED"
    world.records[canary] = service("improvements").actions["plan"](
        by=SYSTEM, complaints=world.records["CANARYCOMPLAINT"].reference, area="parking", cause="delay",
        heard=canary, what=f"{canary} {EVERYWHERE}", promised_for=TODAY,
    )  # fmt: skip
    canary = "CANARYOMBUDSMAN"
    LetterLine.objects.create(
        scheme="lgsco", year=2017, reference=canary, key=plain(canary), decision="upheld", decided_on=TODAY,
        taken_on=TODAY,
    )  # fmt: skip


def _governance(world: World) -> None:
    """A code nobody has adopted, a return with a gap, and the draft of a statement."""
    canary = "CANARYCODE"
    code = service("codes").actions["draw_up"](by=SYSTEM, title=f"{canary} {EVERYWHERE}")
    verb = service("codes").actions["give_evidence"]
    world.records[canary] = verb(code, by=SYSTEM, part="F1", text=canary, page="/numbers/")
    canary = "CANARYASSESSED"
    assessed = service("codes").actions["draw_up"](
        by=SYSTEM, title=f"{canary} {EVERYWHERE}", framework="lgsco-2024"
    )
    judge = service("codes").actions["judge"]
    world.records[canary] = judge(assessed, by=SYSTEM, part="6.2", says="yes", text=canary)
    canary = "CANARYRETURN"
    asked = service("returns").actions["ask"](
        by=SYSTEM, area=f"{canary} {EVERYWHERE}", year=2017, asked_of=canary
    )
    world.records[canary] = service("returns").actions["answer"](
        asked, by=SYSTEM, question="risk-1", says="not", remedy=canary, owner_role=canary, due_on=TODAY
    )
    canary = "CANARYSTATEMENT"
    draft = service("statements").actions["draft"](by=SYSTEM, year=2016)
    draft = service("statements").actions["write"](draft, by=SYSTEM, place="scope", text=canary)
    Record.objects.filter(pk=draft.pk).update(title=f"{canary} {EVERYWHERE}")
    search.write(draft := service("statements").record.objects.get(pk=draft.pk))
    world.records[canary] = draft


def _contacts(world: World) -> None:
    """Jo's call, two others behind walls, and what advisers read beside them."""
    bring_in()
    jo = Party.objects.get(name="Jo Castle").pk
    topics = {"CANARYCALL": "Noise", "CANARYPRIVATE": "Homelessness", "CANARYWALLED": "Child protection"}
    for canary, name in topics.items():
        told = Told(
            channel="call", topic=Topic.objects.get(name=name), outcome="resolved", started_at=time.now(),
            ended_at=time.now(), note=canary, party=jo if canary == "CANARYCALL" else None,
        )  # fmt: skip
        world.contacts[canary] = log_one(told, by=SYSTEM)
    canary = "CANARYARTICLE"
    world.records[canary] = service("contacts").actions["write"](
        by=SYSTEM, kind="article", heading=f"{canary} {EVERYWHERE}", text=canary, topics="Noise"
    )
    service("contacts").actions["make_current"](world.records[canary], by=SYSTEM)


def _chamber(world: World) -> None:
    """A committee everybody may read of, and a councillor whose home and sensitive interest nobody may."""
    canary, verbs, by = "CANARYHOME", service("members").actions, world.cast["dora"]
    member = verbs["elect"](
        by=by,
        name=f"Ada {EVERYWHERE}",
        ward="Milton",
        elected_on=date(2016, 5, 5),
        term_ends_on=date(2020, 5, 11),
    )
    verbs["keep_home_address"](member, by=by, home_address=canary)
    verbs["register_interest"](member, by=by, kind="land", what=canary, sensitive=True)
    world.records[canary] = verbs["correct"](
        member, by=by, name=f"Ada {EVERYWHERE}", public_email="ada@example.org"
    )
    bodies = service("bodies").actions
    body = bodies["establish"](by=by, kind="committee", name="Planning Committee", on=date(2016, 5, 17))
    world.bodies.append(bodies["appoint"](body, by=by, member=member.reference))
    left = verbs["elect"](
        by=by, name="Bram Lodge", ward="Milton", elected_on=date(2016, 5, 5), term_ends_on=date(2020, 5, 11)
    )
    left = verbs["leave_office"](left, by=by, because="Resigned")
    canary, seats = "CANARYVACANT", service("vacancies").actions
    vacancy = seats["arise"](by=by, member=left.reference)
    world.records[canary] = seats["note"](vacancy, by=by, note=canary)
    canary = "CANARYCHANGE"  # nobody may know of a change before the council has resolved it
    world.records[canary] = service("arrangements").actions["plan"](
        by=by, form="committees", why=f"{canary} {EVERYWHERE}", hourly_cost=30
    )
    canary = "CANARYDRAFT"
    world.records[canary] = service("constitution").actions["draft"](
        by=by, what_changed=f"{canary} {EVERYWHERE}"
    )
    canary, money = "CANARYCLAIM", service("allowances").actions
    world.records[canary] = money["pay_claim"](
        money["open_year"](by=by, year=2017, budget=1), by=by, member=member.reference, kind="travel",
        what=canary, amount=1,
    )  # fmt: skip


def _meetings(world: World) -> None:
    """A briefing, a draft that is to follow and an exempt report to a meeting everybody reads of."""
    verbs, papers, by = service("meetings").actions, service("reports").actions, world.cast["dora"]
    told = {"body": world.bodies[0].reference, "meets_on": date(2018, 3, 28), "starts_at": "17:00"}
    canary = "CANARYBRIEFING"
    world.records[canary] = verbs["plan"](
        by=by,
        **told,
        kind="informal",
        place=f"{canary} {EVERYWHERE}",
        webcast=f"https://example.org/{canary}",
    )
    meeting = verbs["plan"](by=by, **{**told, "starts_at": "18:00"}, kind="formal", place="Guildhall")
    for canary in ("CANARYPAPER", "CANARYEXEMPT"):
        report = papers["draft"](
            by=by,
            meeting=meeting,
            title=f"{canary} {EVERYWHERE}",
            public_title="A report",
            author_role="Director",
        )
        report = papers["write"](report, by=by, purpose=canary, recommendations=canary)
        world.records[canary] = report
    world.records[canary] = papers["make_exempt"](
        report, by=by, paragraphs=[3], balance="withhold", public_interest="A tender is open.",
        review_on=date(2018, 9, 1), public_title="A contract",
    )  # fmt: skip
    for canary in ("CANARYPAPER", "CANARYEXEMPT"):
        verbs["put_on_agenda"](meeting, by=by, report=world.records[canary].reference)
    world.meetings.append(verbs["publish_agenda"](meeting, by=by, short_notice=""))


def _documents(world: World) -> None:
    """A working paper on each request, which names its canary in its name and in its content."""
    attach = service("requests").actions["attach_document"]
    for canary in ("CANARYRESTRICTED", "CANARYPERSONAL", "CANARYORDINARY", "CANARYBEHIND"):
        paper = SimpleUploadedFile(f"{canary}.txt", f"{canary} inside".encode())
        attach.perform(world.records[canary], by=SYSTEM, data={"kind": "working"}, files={"file": paper})
        world.documents[canary] = Document.objects.latest("pk")


Samples = Callable[[World], list[Path]]


def _of_records(*patterns: str) -> Samples:
    """The pattern for every record of the world, and for one that is not there."""
    return lambda world: [
        Path(pattern.format(reference))
        for pattern in patterns
        for reference in [*world.references, "IR-2018-99999"]
    ]


def _of_services(pattern: str) -> Samples:
    return lambda world: [
        Path(pattern.format(key))
        for key in (
            "requests",
            "parts",
            "risks",
            "contracts",
            "business_cases",
            "complaints",
            "returns",
            "statements",
            "nothing",
        )
    ]


def _fixed(*paths: str) -> Samples:
    return lambda world: [Path(path) for path in paths]


def _of_parties(*patterns: str) -> Samples:
    """Everybody who has a part in a record, and nobody."""
    return lambda world: [
        Path(pattern.format(number))
        for pattern in patterns
        for number in [*Party.objects.order_by("pk").values_list("pk", flat=True), 999_999]
    ]


def _of_the_hidden(pattern: str) -> Samples:
    """The one party who is known only behind a wall."""
    return lambda world: [Path(pattern.format(Party.objects.get(name="CANARYRESTRICTED Smith").pk))]


def _of_people(pattern: str) -> Samples:
    return lambda world: [Path(pattern.format(world.cast[player].pk)) for player in ("amira", "jo")]


def _of_meetings(world: World, pattern: str) -> list[Path]:
    """The meeting everybody may read of, its body, and every record that nobody may."""
    found = [*(each.reference for each in (*world.meetings, *world.bodies)), *world.references]
    return [Path(pattern.format(reference)) for reference in found]


JOS = frozenset({"CANARYJOS"})
MADE_UP = "0-0~made~up"

# How a pattern with parts to fill in is walked. A new one fails the walk until it is written here.
SAMPLES: dict[str, Samples] = {
    "ask/sent/<str:token>/": lambda world: [
        Path(f"/ask/sent/{MADE_UP}/"),
        Path(f"/ask/sent/{world.track()}/"),
    ],
    "complain/sent/<str:token>/": _fixed(f"/complain/sent/{MADE_UP}/"),
    "complaints-report/<slug:year>/": _fixed("/complaints-report/2016-17/", "/complaints-report/x/"),
    "complaints-report/<slug:year>/pdf/": _fixed("/complaints-report/x/pdf/"),
    "complaints-report/<slug:year>/csv/": _fixed("/complaints-report/2016-17/csv/"),
    "complaints-report/<slug:year>/json/": _fixed("/complaints-report/2016-17/json/"),
    "complain/<slug:slug>/": _fixed("/complain/complained/", "/complain/authority/", "/complain/x/"),
    "^complaints/offered/(?P<number>[0-9]{1,9})/(?P<what>open|leave)/$": _fixed(
        "/complaints/offered/1/open/", "/complaints/offered/1/leave/"
    ),
    "complaints/review-letters/<slug:scheme>/<slug:year>/": _fixed(
        "/complaints/review-letters/lgsco/2017-18/", "/complaints/review-letters/x/y/"
    ),
    "complaints/review-letters/<slug:scheme>/<slug:year>/csv/": _fixed(
        "/complaints/review-letters/lgsco/2017-18/csv/", "/complaints/review-letters/x/y/csv/"
    ),
    "ask/<slug:slug>/": _fixed("/ask/wanted/", "/ask/address/", "/ask/x/"),
    "desk/<slug:key>/": _of_services("/desk/{}/"),
    "desk/<slug:key>/assign/": _of_services("/desk/{}/assign/"),
    "desk/<slug:key>/views/": _of_services("/desk/{}/views/"),
    "desk/<slug:key>/views/<int:number>/forget/": _of_services("/desk/{}/views/1/forget/"),
    "desk/<slug:key>/open/<slug:name>/": _fixed(
        "/desk/requests/open/log/", "/desk/parts/open/ask/", "/desk/complaints/open/log/"
    ),
    "records/<slug:reference>/": _of_records("/records/{}/?changes"),
    "records/<slug:reference>/<slug:name>/": _of_records("/records/{}/note/"),
    "duties/<slug:key>/<slug:name>/": _fixed(
        "/duties/requests/answered_in_time/",
        "/duties/parts/given_in_time/",
        "/duties/x/y/",
        "/duties/complaints/every_point_answered/",
        "/duties/remedies/done_in_time/",
        "/duties/risks/mitigations_are_whole/",
        "/duties/contracts/has_end_value_and_manager/",
        "/duties/business_cases/triggers_are_answered/",
    ),
    "calendar/<str:token>.ics": lambda world: [
        Path(f"/calendar/{MADE_UP}.ics"),
        Path(f"/calendar/{feed_keys.renew(world.cast['tomas']).token}.ics", frozenset({"CANARYPARKING"})),
    ],
    "disclosures/<slug:reference>/": _of_records("/disclosures/{}/"),
    "meetings/<slug:reference>/": lambda world: _of_meetings(world, "/meetings/{}/"),
    "meetings/<slug:reference>.ics": lambda world: _of_meetings(world, "/meetings/{}.ics"),
    "meetings/<slug:reference>.json": lambda world: _of_meetings(world, "/meetings/{}.json"),
    "meetings/<slug:reference>/<int:number>.pdf": lambda world: _of_meetings(world, "/meetings/{}/0.pdf"),
    "minutes/<slug:reference>/": lambda world: _of_meetings(world, "/minutes/{}/"),
    "councillors/<slug:reference>/": _of_records("/councillors/{}/"),
    "committees/<slug:reference>/": lambda world: [
        Path(f"/committees/{reference}/")
        for reference in [*(each.reference for each in world.bodies), *world.references]
    ],
    "you-said-we-did/<slug:reference>/": _of_records("/you-said-we-did/{}/"),
    "home/<slug:reference>/": _of_records("/home/{}/"),
    "satisfaction/<slug:period>/": _fixed("/satisfaction/2017-18/", "/satisfaction/x/"),
    "satisfaction/<slug:period>.csv": _fixed("/satisfaction/2017-18.csv", "/satisfaction/x.csv"),
    "how/<str:token>/": _fixed(f"/how/{MADE_UP}/"),
    "how/<str:token>/thanks/": _fixed(f"/how/{MADE_UP}/thanks/"),
    "how/<str:token>/stop/": _fixed(f"/how/{MADE_UP}/stop/"),
    "track/<str:token>/": lambda world: [Path(f"/track/{MADE_UP}/"), Path(f"/track/{world.track()}/", JOS)],
    "track/<str:token>/again/": lambda world: [Path(f"/track/{MADE_UP}/again/")],
    "track/<str:token>/<slug:name>/": lambda world: [
        Path(f"/track/{MADE_UP}/withdraw/"),
        Path(f"/track/{world.track()}/withdraw/", JOS),
        Path(f"/track/{world.track()}/refuse/", JOS),
    ],
    "letter/<str:token>/": _fixed(f"/letter/{MADE_UP}/"),
    "letter/<str:token>/format/": _fixed(f"/letter/{MADE_UP}/format/"),
    "letter/<str:token>/format/asked/<slug:reference>/": _fixed(
        f"/letter/{MADE_UP}/format/asked/IR-2018-00001/"
    ),
    "letters/<int:number>/": _fixed("/letters/1/", "/letters/2/", "/letters/999/"),
    "^letters/(?P<tray>to_print|in_doubt)/$": _fixed("/letters/to_print/", "/letters/in_doubt/"),
    "^letters/(?P<number>[0-9]+)/(?P<decision>posted|arrived|again)/$": _fixed(
        "/letters/1/posted/", "/letters/2/again/"
    ),
    "parties/<int:number>/": _of_parties("/parties/{}/"),
    "parties/<int:number>/<slug:name>/": _of_the_hidden("/parties/{}/add_need/"),
    "parties/<int:number>/part/<int:merge>/": _of_the_hidden("/parties/{}/part/1/"),
    "api/v1/parties/<int:number>": _of_parties("/api/v1/parties/{}"),
    "contacts/<int:number>/": lambda world: [
        Path(f"/contacts/{number}/") for number in [*(each.pk for each in world.contacts.values()), 999]
    ],
    "api/v1/helpdesk/contacts/<int:number>": lambda world: [
        Path(f"/api/v1/helpdesk/contacts/{number}")
        for number in [*(each.pk for each in world.contacts.values()), 999]
    ],
    "contacts/skills/<int:number>/": _of_people("/contacts/skills/{}/"),
    "contacts/telephony/<str:day>/": _fixed("/contacts/telephony/2018-03-14/", "/contacts/telephony/x/"),
    "keys/<int:number>/revoke/": _fixed("/keys/1/revoke/"),
    "documents/<int:number>/": lambda world: [
        Path(f"/documents/{each.pk}/") for each in world.documents.values()
    ],
    "document/<str:token>/": _fixed(f"/document/{MADE_UP}/"),
    "governance/assessed/<slug:key>/": _fixed("/governance/assessed/lgsco-2024/", "/governance/assessed/x/"),
    "governance/assessed/<slug:key>/csv/": _fixed("/governance/assessed/lgsco-2024/csv/"),
    "governance/assessed/<slug:key>/json/": _fixed("/governance/assessed/lgsco-2024/json/"),
    "governance/<slug:year>/": _fixed("/governance/2016-17/", "/governance/x/"),
    "governance/<slug:year>.json": _fixed("/governance/2016-17.json", "/governance/x.json"),
    "governance/<slug:year>.pdf": _fixed("/governance/x.pdf"),
    "assurance/<slug:reference>/": _of_records("/assurance/{}/"),
    "assurance/<slug:reference>/<slug:key>/": _of_records("/assurance/{}/risk-1/"),
    "constitution/<int:number>/": _fixed("/constitution/1/", "/constitution/9/"),
    "constitution/<int:number>/changes/": _fixed("/constitution/1/changes/", "/constitution/9/changes/"),
    "constitution/governance/<slug:reference>/": _of_records("/constitution/governance/{}/"),
    "allowances/<slug:name>/": _fixed("/allowances/2017-18/", "/allowances/x/"),
    "allowances/<slug:name>.csv": _fixed("/allowances/2017-18.csv", "/allowances/x.csv"),
    "risks/scale/<slug:kind>/<slug:which>/": _fixed(
        "/risks/scale/categories/new/", "/risks/scale/bands/new/", "/risks/scale/x/1/"
    ),
    "numbers/<str:period>.csv": _fixed("/numbers/2017-18.csv", "/numbers/x.csv"),
    "numbers/<str:period>.json": _fixed("/numbers/2017-18.json"),
    "numbers/<str:period>/beside/<slug:other>/": _fixed("/numbers/2016-17/beside/2017-18/"),
    "numbers/<str:period>/beside/<slug:other>.csv": _fixed("/numbers/2016-17/beside/2017-18.csv"),
    "numbers/<str:period>/": _fixed("/numbers/2017-18/", "/numbers/x/"),
    "numbers/<str:period>/<slug:key>/": _fixed(
        "/numbers/2017-18/information_requests/", "/numbers/2017-18/x/"
    ),
    "programmes/<slug:key>/": _fixed("/programmes/x/"),
    "programmes/<slug:key>.csv": _fixed("/programmes/x.csv"),
    "programmes/<slug:key>.json": _fixed("/programmes/x.json"),
    "plan/<slug:key>/": _fixed("/plan/2018-23/", "/plan/x/"),
    "plan/<slug:key>/report/": _fixed("/plan/2018-23/report/", "/plan/x/report/"),
    "plan/<slug:key>/report/<slug:quarter>/": _fixed(
        "/plan/2018-23/report/2017-18-Q4/", "/plan/x/report/2017-18-Q1/"
    ),
    "plan/<slug:key>/report/<slug:quarter>.csv": _fixed(
        "/plan/2018-23/report/2017-18-Q4.csv", "/plan/x/report/2017-18-Q1.csv"
    ),
    "plan/<slug:key>/benefits/": _fixed("/plan/2018-23/benefits/", "/plan/x/benefits/"),
    "plan/<slug:key>/director/": _fixed("/plan/2018-23/director/", "/plan/x/director/"),
    "plan/<slug:key>/parts/": _fixed("/plan/2018-23/parts/", "/plan/x/parts/"),
    "plan/<slug:key>/parts/<slug:name>/": _fixed("/plan/2018-23/parts/aims/", "/plan/2018-23/parts/x/"),
    "plan/<slug:key>/versions/": _fixed("/plan/2018-23/versions/", "/plan/x/versions/"),
    "plan/<slug:key>/versions/compare/": _fixed(
        "/plan/2018-23/versions/compare/", "/plan/2018-23/versions/compare/?from=1&to=now"
    ),
    "plan/<slug:key>/versions/<int:number>/": _fixed(
        "/plan/2018-23/versions/1/", "/plan/2018-23/versions/99/"
    ),
    "plan/<slug:key>/proposals/": _fixed("/plan/2018-23/proposals/", "/plan/x/proposals/"),
    "plan/<slug:key>/import/": _fixed("/plan/2018-23/import/", "/plan/x/import/"),
    "plan/<slug:key>/import/figures/": _fixed("/plan/2018-23/import/figures/", "/plan/x/import/figures/"),
    "plan/compare/<slug:key>/<slug:other>/": _fixed(
        "/plan/compare/2012-15/2018-23/", "/plan/compare/x/2018-23/"
    ),
    "plan/<slug:key>/report/<slug:quarter>.pdf": _fixed("/plan/x/report/2017-18-Q1.pdf"),
    "plan/<slug:key>/deliverables/": _fixed("/plan/2018-23/deliverables/", "/plan/x/deliverables/"),
    "plan/<slug:key>/ledger/": _fixed("/plan/2018-23/ledger/", "/plan/x/ledger/"),
    "plan/<slug:key>/budget/": _fixed("/plan/2018-23/budget/", "/plan/x/budget/"),
    "plan/<slug:key>/budget/<slug:year>/": _fixed("/plan/2018-23/budget/2018-19/", "/plan/2018-23/budget/x/"),
    "plan/<slug:key>/budget/<slug:year>.csv": _fixed("/plan/2018-23/budget/2018-19.csv"),
    "plan/<slug:plan>/promises/<slug:deliverable>/<slug:key>/": _fixed("/plan/x/promises/y/z/"),
    "plan/<slug:plan>/promises/<slug:deliverable>/<slug:key>.csv": _fixed("/plan/x/promises/y/z.csv"),
    "plan/<slug:key>.pdf": _fixed("/plan/x.pdf"),
    "plan/<slug:key>.json": _fixed("/plan/2018-23.json", "/plan/x.json"),
    "plan/<slug:key>/page/": _fixed("/plan/2018-23/page/", "/plan/x/page/"),
    "plan/<slug:key>/board/": _fixed("/plan/2018-23/board/", "/plan/x/board/"),
    "plan/<slug:key>/structure/": _fixed("/plan/2018-23/structure/", "/plan/x/structure/"),
    "plan/<slug:key>/structure.csv": _fixed("/plan/2018-23/structure.csv", "/plan/x/structure.csv"),
    "plan/<slug:key>/<slug:name>.csv": _fixed("/plan/2018-23/milestones.csv", "/plan/2018-23/x.csv"),
    "plan/<slug:key>/objectives/<slug:name>/": _fixed("/plan/2018-23/objectives/x/"),
    "plan/<slug:key>/deliverables/<slug:name>/": _fixed("/plan/2018-23/deliverables/x/"),
    "api/v1/plans/published/<key>/deliverables": _fixed(
        "/api/v1/plans/published/2018-23/deliverables", "/api/v1/plans/published/x/deliverables"
    ),
    "api/v1/plans/published/<key>": _fixed("/api/v1/plans/published/2018-23", "/api/v1/plans/published/x"),
    "handbook/<path:name>.svg": _fixed("/handbook/services/requests.svg"),
    "handbook/<path:name>/": _fixed("/handbook/roles/", "/handbook/../settings/"),
    "accounts/password/<path:rest>": _fixed("/accounts/password/reset/", "/accounts/password/change/"),
    "people/<int:number>/": _of_people("/people/{}/"),
    "people/<int:number>/roles/<int:grant>/end/": _of_people("/people/{}/roles/1/end/"),
    "people/<int:number>/deactivate/": _of_people("/people/{}/deactivate/"),
    "people/<int:number>/second-factor/": _of_people("/people/{}/second-factor/"),
    "accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": _fixed(
        "/accounts/password/reset/key/1-x/"
    ),
}


def _of_the_people() -> dict[str, Samples]:
    """Every change to a person, tried on one whom few may know of."""
    return {
        f"api/v1/parties/<int:number>/{name}": _of_the_hidden(f"/api/v1/parties/{{}}/{name}")
        for name in changes
    }


def _of_the_api() -> dict[str, Samples]:
    """Every record, read as programs read it; and every verb, tried on one that few may see."""
    found: dict[str, Samples] = {}
    for each in services():
        found[f"api/v1/{each.key}/<reference>"] = _of_records(f"/api/v1/{each.key}/{{}}")
        for action in doings(each):
            found[f"api/v1/{each.key}/<reference>/{action.name}"] = _of_the_restricted(each.key, action.name)
    return found


def _of_the_restricted(key: str, name: str) -> Samples:
    return lambda world: [Path(f"/api/v1/{key}/{world.records['CANARYRESTRICTED'].reference}/{name}")]


SAMPLES |= _of_the_api() | _of_the_people()

# The same page asked for in another way, where that could show more.
ALSO: dict[str, tuple[str, ...]] = {
    "parties/": ("?q=canary", "?q=canaryrestricted smith", "?q=smith"),
    "api/v1/parties": ("?q=canary", "?q=smith"),
    "search/": (f"?q={EVERYWHERE}", "?q=canary*"),
    "desk/": ("?show=open", "?show=closed", f"?show=open&q={EVERYWHERE}"),
    "desk/<slug:key>/": (f"?q={EVERYWHERE}", "?show=closed"),
    "calendar/": ("?month=2018-04",),
    "disclosures/": (f"?q={EVERYWHERE}",),
    "disclosures/published.csv": (f"?q={EVERYWHERE}",),
    "api/v1/findings": ("?duty=risks.is_scored", "?duty=contracts.has_end_value_and_manager"),
    "risks/": ("?log=CANARYRISK",),
    "contacts/list/": ("?period=2018-03-14",),
    "api/v1/helpdesk/contacts": ("?period=2018-03-14", "?channel=call"),
    "contacts/log/": ("?q=Jo", "?q=canary", "?party=1", "?party=x"),
    "contacts/beside/": ("?topic=noise", "?topic=canaryarticle"),
    "contacts/knowledge/": ("?q=noise", f"?q={EVERYWHERE}"),
    "contacts/topics/": ("?period=2017-18",),
    "surveys/": ("?by=service", "?by=topic&customers=external", "?period=2017-18-Q4"),
    "surveys/comments/": ("?like=complaint",),
    "satisfaction/<slug:period>/": ("?by=service",),
    "risks/risks.csv": ("?log=CANARYRISK",),
    "meetings/": (f"?q={EVERYWHERE}",),
    "meetings/calendar/": ("?month=2018-03",),
    "meeting-calendar/": ("?month=2018-03",),
    "councillors/": ("?ward=Milton", "?former=1"),
    "committees/": ("?former=1",),
    "constitution/powers/": ("?on=2017-01-01", "?on=x"),
}


def paths(address: Address, world: World) -> list[Path]:
    """Where to go to walk one pattern; KeyError with its route when nobody has said."""
    found = [Path(f"/{address.route}")] if "<" not in address.route else SAMPLES[address.route](world)
    more = [Path(each.path + asked) for each in found for asked in ALSO.get(address.route, ())]
    return [*found, *more]
