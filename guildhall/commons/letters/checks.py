"""Whether every letter that an action sends has been written: run by `manage check` and at every start."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.template import TemplateDoesNotExist
from django.template.base import Node
from django.template.defaulttags import FilterNode, FirstOfNode

from guildhall.commons.letters.inert import engine
from guildhall.kernel.services import services

# They print values past the one place that makes them inert.
FORBIDDEN = (FilterNode, FirstOfNode)


@register()
def letters_are_written(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every `sends` of every action names a template, and no template prints a value that is not inert."""
    verbs = [each for service in services() for each in service.actions.values() if each.sends]
    sent = [(each.permission, f"{each.service.key}/letters/{each.sends}.md") for each in verbs]
    return [Error(wrong, id="guildhall.E010") for action, name in sent for wrong in _wrong(action, name)]


def _wrong(action: str, name: str) -> Iterator[str]:
    try:
        template = engine().get_template(name)
    except TemplateDoesNotExist:
        yield f"{action} sends a letter nobody has written: {name}."
        return
    if not template.source.lstrip().startswith("Subject:"):
        yield f"{name} does not begin with its Subject."
    found: list[Node] = template.nodelist.get_nodes_by_type(Node)
    found = [node for node in found if isinstance(node, FORBIDDEN)]
    if found:
        yield f"{name} prints a value with a tag that does not make it inert: {type(found[0]).__name__}."
