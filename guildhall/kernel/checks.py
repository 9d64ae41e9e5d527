"""Whether the declarations hold together: run by `manage check` and at every start."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from guildhall.kernel.actions import Action
from guildhall.kernel.fields import RecordField
from guildhall.kernel.services import Service, services


@register()
def declarations(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every role names verbs that exist; every stage named is a stage; every blanked field is a field."""
    return [Error(sentence, id="guildhall.E001") for service in services() for sentence in _wrong(service)]


def _wrong(service: Service) -> list[str]:
    stages = set(service.stages.values)
    fields = {field.name for field in service.record._meta.get_fields()}
    named = {verb for verbs in service.roles.values() for verb in verbs}
    wrong = [f"{service.key}: no action is called {verb}." for verb in sorted(named - service.actions.keys())]
    wrong += [f"{service.key}: {stage} is no stage." for stage in sorted(service.ends - stages)]
    wrong += [
        f"{service.key}: {name} is blanked and is no field."
        for name in service.keeps.blanks
        if name not in fields
    ]
    for action in service.actions.values():
        wrong += [
            f"{action.permission}: {stage} is no stage."
            for stage in sorted((action.stages | {action.to or service.starts}) - stages)
        ]
        if action.party and action.opens and not _names_a_record(action):
            wrong.append(
                f"{action.permission}: a party opens with it, and it asks about no record of theirs."
            )
        if not action.about:
            wrong.append(f"{action.permission}: says nothing of itself (it needs a docstring).")
    return wrong


def _names_a_record(action: Action) -> bool:
    return any(isinstance(field, RecordField) for field in action.asks.base_fields.values())
