"""The reasons for which a council may withhold information, and what each obliges it to say.

Only what a council can rely on is listed: section 35 is for governments, section 39 leads to the
Environmental Information Regulations, and section 36 needs the opinion of the council's qualified person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Exemption:
    """One provision; a qualified one yields to the public interest in disclosure (FOIA s.2(2)(b))."""

    code: str
    title: str
    qualified: bool = False
    emissions: bool = True  # whether it may withhold information on emissions (EIR reg.12(9))
    since: date = date.min
    until: date = date.max  # the first day it was law no more

    def __str__(self) -> str:
        return f"{self.code}: {self.title}"


def _absolute(code: str, title: str, **dates: date) -> Exemption:
    return Exemption(code, title, **dates)  # type: ignore[arg-type]


def _qualified(code: str, title: str, *, emissions: bool = True, **dates: date) -> Exemption:
    return Exemption(code, title, qualified=True, emissions=emissions, **dates)


# The Data Protection Act 2018 rewrote section 40; section 37(1) changed in 2011; section 22A came in 2014.
DPA_2018 = date(2018, 5, 25)
RESEARCH = date(2014, 10, 1)
QUALIFIED_PERSON = "s.36"
STILL_BEING_WRITTEN = "reg.12(4)(d)"

FOI = (
    _absolute("s.12(1)", "Answering would cost more than the limit"),
    _absolute("s.12(2)", "Finding out whether it is held would cost more than the limit"),
    _absolute("s.14(1)", "The request is vexatious"),
    _absolute("s.14(2)", "The request repeats one that was answered"),
    _absolute("s.21", "The requester can get it elsewhere"),
    _qualified("s.22", "It is going to be published"),
    _qualified("s.22A", "Research that is going to be published", since=RESEARCH),
    _absolute("s.23", "Supplied by, or about, the security services"),
    _qualified("s.24", "National security"),
    _qualified("s.26", "Defence"),
    _qualified("s.27", "International relations"),
    _qualified("s.28", "Relations within the United Kingdom"),
    _qualified("s.29", "The economy"),
    _qualified("s.30", "Investigations and proceedings"),
    _qualified("s.31", "Law enforcement"),
    _absolute("s.32", "Court records"),
    _qualified("s.33", "Audit functions"),
    _qualified(QUALIFIED_PERSON, "Prejudice to the conduct of public affairs"),
    _absolute("s.37(1)(a)-(ab)", "Communications with the Sovereign or the heir"),
    _qualified("s.37(1)(ac)-(b)", "Communications with the Royal Household; honours"),
    _qualified("s.38", "Health and safety"),
    _absolute("s.40(1)", "The requester's own personal data"),
    _absolute("s.40(2) by (3A)", "Others' personal data: it would breach the principles", since=DPA_2018),
    _qualified(
        "s.40(2) by (3B) or (4A)",
        "Others' personal data: an objection or exemption",
        since=DPA_2018,
    ),
    _absolute(
        "s.40(2) by (3)(a)(i)",
        "Others' personal data: it would breach the principles",
        until=DPA_2018,
    ),
    _qualified(
        "s.40(2) by (3)(a)(ii) or (4)",
        "Others' personal data: distress or an exemption",
        until=DPA_2018,
    ),
    _absolute("s.41", "Given in confidence"),
    _qualified("s.42", "Legal professional privilege"),
    _qualified("s.43(1)", "Trade secrets"),
    _qualified("s.43(2)", "Commercial interests"),
    _absolute("s.44", "Disclosure is prohibited by law"),
)

EIR = (
    _qualified("reg.12(4)(a)", "Not held when the request was received"),
    _qualified("reg.12(4)(b)", "Manifestly unreasonable"),
    _qualified("reg.12(4)(c)", "Too general, after help was offered"),
    _qualified(STILL_BEING_WRITTEN, "Still being completed"),
    _qualified("reg.12(4)(e)", "Internal communications"),
    _qualified("reg.12(5)(a)", "International relations, defence, security or public safety"),
    _qualified("reg.12(5)(b)", "The course of justice"),
    _qualified("reg.12(5)(c)", "Intellectual property rights"),
    _qualified("reg.12(5)(d)", "Confidentiality of proceedings", emissions=False),
    _qualified("reg.12(5)(e)", "Commercial confidentiality", emissions=False),
    _qualified("reg.12(5)(f)", "The interests of who volunteered it", emissions=False),
    _qualified("reg.12(5)(g)", "Protection of the environment", emissions=False),
    _absolute("reg.13", "Somebody else's personal data"),
)

SAR_1998 = (
    _absolute("DPA 1998 s.7(4)", "It would reveal somebody else", until=DPA_2018),
    _absolute("DPA 1998 s.8(2)", "A copy would take disproportionate effort", until=DPA_2018),
    _absolute("DPA 1998 s.8(3)", "The request repeats one that was answered", until=DPA_2018),
    _absolute("DPA 1998 s.29", "Crime and taxation", until=DPA_2018),
    _absolute("DPA 1998 s.30", "Health, education and social work", until=DPA_2018),
    _absolute("DPA 1998 s.31", "Functions that protect the public", until=DPA_2018),
    _absolute("DPA 1998 s.35", "Legal proceedings, or disclosure is prohibited by law", until=DPA_2018),
    _absolute("DPA 1998 Sch.7 para.1", "Confidential references", until=DPA_2018),
    _absolute("DPA 1998 Sch.7 para.5", "Management forecasts", until=DPA_2018),
    _absolute("DPA 1998 Sch.7 para.7", "Negotiations with the requester", until=DPA_2018),
    _absolute("DPA 1998 Sch.7 para.10", "Legal professional privilege", until=DPA_2018),
)

SAR = (
    _absolute("Art.12(5) unfounded", "The request is manifestly unfounded", since=DPA_2018),
    _absolute("Art.12(5) excessive", "The request is manifestly excessive", since=DPA_2018),
    _absolute("DPA Sch.2 para.2", "Crime and taxation", since=DPA_2018),
    _absolute("DPA Sch.2 para.5", "Legal proceedings, or disclosure is prohibited by law", since=DPA_2018),
    _absolute("DPA Sch.2 para.7", "Functions that protect the public", since=DPA_2018),
    _absolute("DPA Sch.2 para.16", "It would reveal somebody else", since=DPA_2018),
    _absolute("DPA Sch.2 para.19", "Legal professional privilege", since=DPA_2018),
    _absolute("DPA Sch.2 para.22", "Management forecasts", since=DPA_2018),
    _absolute("DPA Sch.2 para.23", "Negotiations with the requester", since=DPA_2018),
    _absolute("DPA Sch.2 para.24", "Confidential references", since=DPA_2018),
    _absolute("DPA Sch.3", "Health, social work or education data: serious harm", since=DPA_2018),
    _absolute("DPA Sch.4", "Disclosure is prohibited by another enactment", since=DPA_2018),
)

UNDER: dict[str, tuple[Exemption, ...]] = {"foi": FOI, "eir": EIR, "sar": SAR_1998 + SAR}
BY_CODE = {each.code: each for law in UNDER.values() for each in law}


def known(regime: str, on: date) -> list[Exemption]:
    """The provisions of a law, for a request received on that day."""
    return [each for each in UNDER[regime] if each.since <= on < each.until]


def as_choices(exemptions: Iterable[Exemption]) -> list[tuple[str, str]]:
    """(code, what it says), for a form."""
    return [(each.code, str(each)) for each in exemptions]


def cited(codes: str) -> list[Exemption]:
    """The provisions a record cites; those of another system's wording are left as they were printed."""
    return [BY_CODE[code] for code in codes.split(", ") if code in BY_CODE]
