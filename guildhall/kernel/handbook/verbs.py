"""A verb in words: what it does, from where to where, who may, what it asks, and the law it acts under."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms

from guildhall.kernel.actions import Action
from guildhall.kernel.handbook.letters import letter
from guildhall.kernel.handbook.markdown import bullets, code, listed, sections, sentence, table

# More choices than this are counted, not named.
MANY_CHOICES = 12
KINDS: tuple[tuple[type[forms.Field], str], ...] = (
    (forms.DateField, "a date"),
    (forms.FileField, "a file"),
    (forms.BooleanField, "yes or no"),
    (forms.IntegerField, "a number"),
    (forms.EmailField, "an e-mail address"),
)


def verb(action: Action) -> str:
    """Its part of the service's page."""
    return sections(
        f"### {action.label}",
        sentence(action.about),
        bullets(
            ("Name", code(action.permission) + (" (retired: no longer done)" if action.retired else "")),
            ("From", starts(action)),
            ("To", stage_label(action, action.to) if action.to else ""),
            ("Who may", whoever(action)),
            ("Conditions", " ".join(_conditions(action))),
            ("Law", action.law),
            ("Sends", letter(action)),
            ("Clock", _clock(action)),
        ),
        _questions(action.asks),
    )


def starting_stages(action: Action) -> list[str]:
    """The stages a verb may be done in, in the order of the lifecycle; every open one when none is named."""
    return [
        stage
        for stage in action.service.stages.values
        if stage in action.stages or (not action.stages and stage not in action.service.ends)
    ]


def starts(action: Action) -> str:
    """Those stages in words."""
    if action.opens:
        return "nothing: it opens one"
    if not action.stages:
        return "any open stage"
    if len(action.stages) == len(action.service.stages):
        return "any stage"
    return listed(stage_label(action, stage) for stage in starting_stages(action))


def stage_label(action: Action, stage: str) -> str:
    return str(action.service.stages(stage).label)


def outside(action: Action) -> str:
    """Who may do it that does not work for the council."""
    return listed(
        word for word, may in (("anybody", action.public), ("the person whose it is", action.party)) if may
    )


def whoever(action: Action) -> str:
    """The roles that hold it, and who else may."""
    roles = [role for role, verbs in action.service.roles.items() if action.name in verbs]
    return listed(filter(None, [*roles, outside(action)])) or "nobody by itself: it follows from another verb"


def _conditions(action: Action) -> Iterator[str]:
    """What each gate says of itself; its name in words where it says nothing."""
    for gate in action.gates:
        said = sentence(gate.__doc__ or "") or gate.__name__.strip("_").replace("_", " ") + "."
        yield said[0].upper() + said[1:]


def _clock(action: Action) -> str:
    marks = (
        "moves it as the law of the record says"
        if callable(action.marks)
        else action.marks and f"marks {code(action.marks)}"
    )
    return listed(filter(None, [marks, action.meets and f"meets the deadline {code(action.meets)}"]))


def _questions(asks: type[forms.Form]) -> str:
    rows = [
        (field.label or name.replace("_", " "), _answer(field), field.help_text)
        for name, field in asks.base_fields.items()
        if not field.widget.is_hidden
    ]
    return table(["it asks", "answer", "help"], rows) if rows else "It asks nothing."


def _answer(field: forms.Field) -> str:
    return _kind(field) + ("" if field.required else ", optional")


def _kind(field: forms.Field) -> str:
    if isinstance(field, forms.ModelChoiceField):
        return f"one of the {field.queryset.model._meta.verbose_name_plural}"  # type: ignore[union-attr]
    if isinstance(field, forms.ChoiceField):
        return _choice(field)
    limit = getattr(field, "max_length", None)
    text = f"text of at most {limit:,} characters" if limit else "text"
    return next((words for kind, words in KINDS if isinstance(field, kind)), text)


def _choice(field: forms.ChoiceField) -> str:
    labels = [str(label) for value, label in field.widget.choices if value]
    how_many = "any of" if isinstance(field, forms.MultipleChoiceField) else "one of"
    named = labels and len(labels) <= MANY_CHOICES
    return f"{how_many}: {'; '.join(labels)}" if named else f"{how_many} {len(labels) or 'several'}"
