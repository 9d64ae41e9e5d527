"""Articles: drafted, used, looked at again in time, and answered for where they did not help."""

from datetime import date

import pytest

from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.services import service
from guildhall.services.contacts.actions import articles
from guildhall.services.contacts.knowing import beside
from guildhall.services.contacts.models import Article, Topic

NOISE = {
    "kind": "script",
    "heading": "Loud music at night",
    "text": "Ask when it began.\nAsk whether they have spoken to the neighbour.",
    "topics": "Noise",
    "words": "party, decibels",
}


@pytest.fixture
def article(orla):
    return articles.make_current(articles.write(by=orla, **NOISE), by=orla)


def finds(duty, on):
    return list(service("contacts").duties[duty].findings(SYSTEM, on))


def test_an_article_has_an_owner_and_a_day_for_its_review(article, orla):
    assert article.owner == orla
    assert article.due_on == date(2018, 9, 14)
    assert [each.name for each in article.topics.all()] == ["Noise"]


def test_it_is_found_beside_the_call_by_topic_and_by_words_once_it_is_in_use(orla, dev):
    draft = articles.write(by=orla, **NOISE)
    noise = Topic.objects.get(name="Noise")

    assert beside(dev, "noise", [noise]) == []
    articles.make_current(draft, by=orla)
    assert [each.title for each in beside(dev, "noise", [noise])] == ["Loud music at night"]
    assert [each.title for each in beside(dev, "decib", [])] == ["Loud music at night"]
    assert beside(dev, "zebra", []) == []


def test_one_that_is_overdue_says_so_and_is_found(article, dev):
    noise = Topic.objects.get(name="Noise")
    assert beside(dev, "", [noise])[0].overdue_since is None

    with time.pretend(date(2018, 9, 17)):
        (found,) = beside(dev, "", [noise])
    assert found.overdue_since == date(2018, 9, 14)
    assert [each.record.pk for each in finds("reviewed_in_time", date(2018, 9, 17))] == [article.pk]


def test_a_review_counts_anew(article, orla):
    with time.pretend(date(2018, 9, 3)):
        article = articles.review(article, by=orla, found="Still right.")

    assert article.due_on == date(2019, 3, 3)
    assert finds("reviewed_in_time", date(2018, 9, 17)) == []


def test_what_did_not_help_goes_to_the_owner_who_answers_in_ten_working_days(article, dev, orla):
    article = articles.did_not_help(article, by=dev, missing="Nothing on alarms")
    article = articles.did_not_help(article, by=dev, missing="Nothing on boats")

    assert article.due_on == date(2018, 3, 28)
    (late,) = finds("feedback_is_answered", date(2018, 3, 29))
    assert late.detail[0] == "“Nothing on alarms”, since Wed 14 March 2018."

    for each in list(article.feedback.order_by("pk")):
        article = articles.answer_feedback(article, by=orla, feedback=each.pk, answer="Added.")
    assert article.due_on == date(2018, 9, 14)
    assert finds("feedback_is_answered", date(2018, 3, 29)) == []
    with pytest.raises(Refused):
        articles.answer_feedback(article, by=orla, feedback=1, answer="Again")


def test_an_adviser_says_what_is_missing_and_changes_nothing(article, dev):
    with pytest.raises(Refused):
        articles.revise(article, by=dev, **NOISE)
    with pytest.raises(Refused):
        articles.retire(article, by=dev, reason="x")


def test_a_topic_nobody_has_is_refused_in_the_words_typed(orla):
    with pytest.raises(Invalid, match="No topic is called “zebra”"):
        articles.write(by=orla, **{**NOISE, "topics": "zebra"})


def test_one_without_an_owner_is_found(article, orla):
    orla.is_active = False
    orla.save()

    assert [each.record.pk for each in finds("has_an_owner", date(2018, 3, 15))] == [article.pk]
    assert Article.objects.get().stage == Article.Stage.CURRENT
