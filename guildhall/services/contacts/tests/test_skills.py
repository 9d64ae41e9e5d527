"""Skills and access are dated, and matched to what people get in touch about."""

from datetime import date, timedelta

from guildhall.kernel import time
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.services import service
from guildhall.services.contacts import coverage
from guildhall.services.contacts.models import Skill, System, Topic
from guildhall.services.contacts.skills import learn


def cover(name):
    return next(each for each in coverage.covers(time.today()) if each.topic.name == name)


def findings():
    return list(service("points").duties["demand_is_covered"].findings(SYSTEM, time.today()))


def test_there_are_the_27_systems(today):
    assert System.objects.count() == 27


def test_whoever_has_the_skill_and_not_the_system_cannot_answer(logged, line, dev, orla):
    pests, system = Topic.objects.get(name="Pest control"), System.objects.get(name="Environmental health")
    income = System.objects.get(name="Income management")
    logged(topic="Pest control", point=line.pk)
    learn(dev, topic=pests)
    learn(dev, system=income)

    assert str(cover("Pest control")) == (
        "Pest control: 1 contact in four weeks, and no adviser can answer it; 1 needed. "
        "1 adviser with the skill cannot open Environmental health."
    )
    assert [each.record.pk for each in findings()] == [line.pk]

    assert learn(dev, system=system) == "Dev Sahota may use Environmental health."
    assert cover("Pest control").able == {dev.pk}
    assert findings() == []


def test_what_many_ask_about_needs_two_advisers(logged, line, dev, orla):
    trees = Topic.objects.get(name="Trees")
    for number in range(coverage.FEW):
        logged(topic="Trees", point=line.pk, at=time.now() - timedelta(minutes=5 + number))
    for adviser in (dev, orla):
        learn(adviser, system=System.objects.get(name="Street works and highways"))
    learn(dev, topic=trees)
    assert cover("Trees").short

    learn(orla, topic=trees)
    assert not cover("Trees").short


def test_a_skill_that_ends_stays_known_for_the_days_it_stood(dev):
    noise = Topic.objects.get(name="Noise")
    with time.pretend(date(2018, 1, 8)):
        learn(dev, topic=noise)
    assert learn(dev, topic=noise) == "It was so already: Dev Sahota can answer about Noise."

    learn(dev, topic=noise, ends=True)

    assert Skill.objects.on(date(2018, 3, 13)).count() == 1
    assert Skill.objects.on(date(2018, 3, 14)).count() == 0
