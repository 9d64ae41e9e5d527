"""The ways a reader has from a row of a deliverable to what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from guildhall.plan.editing.part_pages import TO_THE_ROW
from guildhall.plan.parts import OF_A_DELIVERABLE

Ways = Callable[[str, Any], SafeString]
TO_THE_PROMISE = (
    '<a class="govuk-link nowrap" href="{}?{}={}">{}<span class="govuk-visually-hidden"> {}</span></a>'
)
# A row that says more is named by how it begins.
NAMED = 80


def ways_to(record: Any, user: Any) -> Ways:
    """The ways a reader has to the rows of a record: to correct one, to remove it."""
    verbs, parts = record.declaration.actions, {each.name: each for each in OF_A_DELIVERABLE}
    may = {
        name: [(word, verb) for word, verb in (("Correct", each.correct), ("Remove", each.remove))
               if not verbs[verb].why_not(record, user)]
        for name, each in parts.items()
        if user is not None and getattr(record, each.rows).all()
    }  # fmt: skip
    address = record.get_absolute_url()

    def ways(part: str, row: Any) -> SafeString:
        links = ((f"{address}{verb}/", row.pk, word, str(row)[:NAMED]) for word, verb in may.get(part, ()))
        return format_html_join(" ", TO_THE_ROW, links)

    return ways


def ways_to_promises(deliverable: Any, user: Any) -> Callable[[Any], SafeString]:
    """The ways a reader has to a promise: to correct it, move its target, enter a figure from outside."""
    verbs, address = deliverable.declaration.actions, deliverable.get_absolute_url()
    asked = (("Correct", "correct_promise", "row"), ("Move its target", "change_target", "promise"),
             ("Enter a figure", "enter_figure", "promise"))  # fmt: skip
    may = [each for each in asked if user is not None and not verbs[each[1]].why_not(deliverable, user)]

    def ways(promise: Any) -> SafeString:
        links = (
            (f"{address}{verb}/", field, promise.key if verb == "enter_figure" else promise.pk, word,
             promise.text[:NAMED])
            for word, verb, field in may
            if verb != "enter_figure" or not promise.measure
        )  # fmt: skip
        return format_html_join(" · ", TO_THE_PROMISE, links)

    return ways
