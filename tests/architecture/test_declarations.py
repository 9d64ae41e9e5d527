"""What every service's declaration must say, so that pages, API and handbook can be made from it."""

import re

import pytest
from django.db import models

from guildhall.kernel.services import services

ACTIONS = [action for service in services() for action in service.actions.values()]
DUTIES = [duty for service in services() for duty in service.duties.values()]
MEASURES = [measure for service in services() for measure in service.measures.values()]

# Verbs that nobody is offered: they follow from another verb, whose own gate has spoken.
CONSEQUENCES = {
    "arrangements.end": "another form of governance takes effect",
    "constitution.supersede": "the next version is in force",
    "deliverables.bring_in": "a printed plan is brought in, whole",
    "deliverables.publish": "its plan was adopted",
    "linkage.lapse": "the two became one person, or one of them was forgotten",
    "objectives.bring_in": "a printed plan is brought in, whole",
    "objectives.publish": "its plan was adopted",
    "plans.bring_in": "a printed plan is brought in, whole",
    "reports.consider": "the meeting for which a report was exempt was held",
    "reports.publish": "its meeting's papers are published",
    "reports.redate": "its meeting moved",
    "statements.follow": "the next year's statement is published",
    "parts.ask": "an information officer asks teams for their part of a request",
    "parts.redate": "the answer's own date moved",
    "reviews.ask": "a requester or an officer asks for a review of an answer",
    "recommendations.recommend": "an officer logs it in the Ombudsman's case",
    "remedies.promise": "an officer promises it while a complaint is looked into",
}
# Texts that outlive their record's time, because nobody can be named in them, or because all may know them.
KEPT = {
    **dict.fromkeys(
        ("members.title", "members.name", "members.ward", "members.represents"),
        "who was elected or co-opted, and for whom, was published and is the council's history",
    ),
    "requests.exemptions": "sections of law, chosen from a list",
    "codes.framework": "the key of a standard, chosen from a list",
    "plans.key": "the years of a plan, by which no two are alike",
    "programmes.key": "the name of a programme in addresses, by which no two are alike",
    "plans.default_period": "a period, checked to be one",
    "objectives.key": "a short name, by which no two of a plan are alike",
    "deliverables.key": "a short name, by which no two of a plan are alike",
}


def named(thing):
    return getattr(thing, "permission", getattr(thing, "key", str(thing)))


every_service = pytest.mark.parametrize("service", services(), ids=named)
every_action = pytest.mark.parametrize("action", ACTIONS, ids=named)
every_duty = pytest.mark.parametrize("duty", DUTIES, ids=named)
every_measure = pytest.mark.parametrize("measure", MEASURES, ids=named)


@every_service
def test_every_stage_has_a_label_people_can_read(service):
    for stage in service.stages:
        assert re.fullmatch(r"[a-z_]{2,32}", stage.value)
        assert stage.label[0].isupper()
        assert "_" not in stage.label


@every_service
def test_a_service_says_what_it_is_and_when_it_forgets(service):
    assert service.about.endswith(".")
    assert service.ends, "some stage must end it"
    assert service.keeps.years > 0
    assert "title" in service.keeps.blanks or f"{service.key}.title" in KEPT, "a title names people"


@every_service
def test_every_text_somebody_could_have_typed_is_forgotten(service):
    fields = service.record._meta.local_fields
    typed = [each for each in fields if isinstance(each, models.CharField | models.TextField)]
    free = {each.name for each in typed if not each.choices and f"{service.key}.{each.name}" not in KEPT}

    assert free <= set(service.keeps.blanks)


@every_service
def test_every_stage_can_be_reached_and_left(service):
    live = [action for action in service.actions.values() if not action.retired]
    reached = {action.to for action in live if action.to} | {service.starts}
    left = {
        stage
        for action in live
        if action.to
        for stage in action.stages or set(service.stages.values) - service.ends
    }

    assert not set(service.stages.values) - reached, "no verb leads there"
    assert not set(service.stages.values) - service.ends - left, "no verb leads on from there"


@every_action
def test_a_verb_says_what_it_does(action):
    assert re.fullmatch(r"[a-z][a-z_]{1,47}", action.name)
    assert 0 < len(action.label) <= 40
    assert action.label[0].isupper()
    assert not action.label.endswith(".")
    assert action.about.endswith((".", "?")) or action.about.splitlines()[0].endswith(".")


@every_action
def test_somebody_may_do_every_verb(action):
    roles = [role for role, verbs in action.service.roles.items() if action.name in verbs]

    assert roles or action.public or action.party or action.retired or action.permission in CONSEQUENCES


@every_action
def test_every_question_of_a_form_has_a_label(action):
    for name, field in action.asks.base_fields.items():
        assert field.label or field.widget.is_hidden, (
            f"{action.permission} asks for {name} without saying how"
        )


@every_duty
def test_a_duty_rests_on_law_or_says_what_settles_it(duty):
    assert duty.title[0].isupper()
    assert duty.law or duty.settled_by


@every_measure
def test_a_measure_says_what_it_counts_and_which_way_is_better(measure):
    assert measure.unit
    assert measure.better in {"up", "down", ""}
    assert measure.about
