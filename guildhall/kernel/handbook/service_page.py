"""One service's page of the handbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guildhall.kernel.actions import Action
from guildhall.kernel.clocks import REGIMES
from guildhall.kernel.handbook.clocks import clocks_of, period_said
from guildhall.kernel.handbook.letters import letters_of
from guildhall.kernel.handbook.markdown import anchor, bullets, code, listed, sections, sentence, table
from guildhall.kernel.handbook.verbs import outside, starting_stages, verb
from guildhall.kernel.retention import said
from guildhall.kernel.services import Keep, Service, services
from guildhall.kernel.verbs import STANDARD

HELD = "yes"
ASKS = "whoever it was for may be asked how they were served, where a survey says so"


def service_page(service: Service) -> str:
    """Everything the declaration says, in the order an officer new to the work would ask it."""
    own, standard = _verbs(service)
    return sections(
        f"# {service.name}",
        service.about,
        "Written from the declaration by `guildhall handbook`: change the declaration, not this page.",
        _at_a_glance(service),
        "## Lifecycle",
        f"[![Lifecycle of {service.name.lower()}]({service.key}.svg)]({service.key}.svg)",
        _lifecycle(service),
        "## Who may do what",
        _who_may(service, [*own, *standard]),
        "## Verbs",
        *map(verb, own),
        "## Verbs every record has",
        *map(verb, standard),
        "## When it is due",
        _due(service),
        "## Keeping and forgetting",
        _keeping(service),
        "## Publication",
        _publication(service),
        "## Duties",
        _duties(service),
        "## Measures",
        _measures(service),
        "## Letters",
        letters_of(service),
        _follows(service),
    )


def _verbs(service: Service) -> tuple[list[Action], list[Action]]:
    """The service's own verbs, and those every record has."""
    every = list(service.actions.values())
    return [each for each in every if each.name not in STANDARD], [
        each for each in every if each.name in STANDARD
    ]


def _at_a_glance(service: Service) -> str:
    opens = service.actions.get(service.opens_with)
    return bullets(
        ("References", f"{code(f'{service.prefix}-2026-00042')}: prefix, year of receipt, number"),
        ("Key", code(service.key)),
        ("The public opens one with", opens.label if opens else ""),
        ("Once it has closed", ASKS if service.asks_after else ""),
    )


def _lifecycle(service: Service) -> str:
    def place(stage: str) -> str:
        return "ends it" if stage in service.ends else "begins it" if stage == service.starts else ""

    rows = (
        (stage.label, code(stage.value), place(stage.value), "; ".join(_leads_on(service, stage.value)))
        for stage in service.stages
    )
    return table(["stage", "key", "place", "verbs that lead on from it"], rows)


def _leads_on(service: Service, stage: str) -> Iterator[str]:
    for action in service.actions.values():
        if action.to and not action.opens and not action.retired and stage in starting_stages(action):
            yield action.label


def _who_may(service: Service, actions: Sequence[Action]) -> str:
    strangers = any(map(outside, actions))
    heads = ["verb", *service.roles, *(["outside the council"] if strangers else [])]
    return table(heads, (_holders(action, strangers) for action in actions if not action.retired), empty="")


def _holders(action: Action, strangers: bool) -> list[str]:
    roles = [HELD if action.name in verbs else "" for verbs in action.service.roles.values()]
    return [action.label, *roles, *([outside(action)] if strangers else [])]


def _due(service: Service) -> str:
    rows = []
    for clock in clocks_of(service):
        rule = REGIMES[clock.regime][0]
        link = f"[{rule.title}](../laws-of-time.md#{anchor(rule.title)})"
        rows.append((clock.label, code(clock.kind), link, period_said(rule), rule.law))
    heads = ["deadline", "kind", "rule", "as the law stands", "law"]
    how = "" if service.clock.__name__ == "<lambda>" else sentence(service.clock.__doc__ or "")
    return sections(how, table(heads, rows) if rows else "No law gives it a time.")


def blanked(service: Service, keeps: Keep) -> list[str]:
    """The names of the fields a rule blanks; a title always goes, for it names people."""
    return [_field(service, name) for name in dict.fromkeys(("title", *keeps.blanks))]


def _field(service: Service, name: str) -> str:
    return str(getattr(service.record._meta.get_field(name), "verbose_name", name))


def _keeping(service: Service) -> str:
    facts = [
        (
            each.model._meta.verbose_name_plural,
            said(each.keeps),
            listed(each.blanks or each.keeps.blanks) or "removed",
        )
        for each in service.facts
    ]
    return sections(
        f"{said(service.keeps).capitalize()}, unless it is on legal hold.{_why(service.keeps)}",
        f"Then these are blanked: {listed(blanked(service, service.keeps))}; and with them the words of its "
        "events, its letters, documents, search entries and queued tasks. Its reference, dates, stages and "
        "the chain of its events stay, with a certificate.",
        table(["bulk facts", "rule", "what is blanked"], facts) if facts else "",
    )


def _why(keeps: Keep) -> str:
    return f" Why: {keeps.because.rstrip('.')}." if keeps.because else ""


def _publication(service: Service) -> str:
    publishes = service.publishes
    if publishes is None:
        return "Nothing of it is published."
    by = service.actions[publishes.by].label
    after = listed((stage.label.lower() for stage in service.stages if stage in publishes.after), "or")
    return sections(
        f"{publishes.name}, at `{publishes.path}`: by “{by}”, once it is {after}.",
        f"The public sees its {listed(_shown(service))}, and nothing else of the record.",
    )


def _shown(service: Service) -> Iterator[str]:
    assert service.publishes is not None  # noqa: S101  asked for by the page above
    known = {field.name for field in service.record._meta.get_fields()}
    for name in dict.fromkeys((service.publishes.title, *service.publishes.shows)):
        yield _field(service, name) if name in known else name.replace("_", " ")


def _duties(service: Service) -> str:
    rows = ((each.title, each.law, each.settled_by, code(each.key)) for each in service.duties.values())
    return table(["duty", "law", "what settles it", "key"], rows)


def _measures(service: Service) -> str:
    rows = (
        (each.name, each.unit, each.better or "neither", sentence(each.about), code(each.key))
        for each in service.measures.values()
    )
    return table(["measure", "unit", "better", "what it is", "key"], rows)


def _follows(service: Service) -> str:
    """What other services do when this one acts, and what it does when they do."""
    rows = [
        (each.name, code(f"{key}.{heard}"), sentence(listener.__doc__ or listener.__name__))
        for each in services()
        for (key, heard), listeners in each.listeners.items()
        for listener in listeners
        if service.key in {each.key, key}
    ]
    return sections("## What follows", table(["service", "hears", "and then"], rows)) if rows else ""
