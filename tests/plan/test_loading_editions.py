"""A printed plan comes in whole, through the actions, once; or not at all, with one line that says why."""

from datetime import date

import pytest
from django.core.management import call_command

from guildhall.kernel import time
from guildhall.kernel.events import Event
from guildhall.kernel.records import Link, Record
from guildhall.kernel.services import service
from guildhall.plan.edition import EditionError, load, read
from guildhall.plan.models import Benefit, Dependency, Plan

SMALL = """
key = "2016-19"
name = "A small plan"
directorate = "Customer services"
first = 2016-04-01
last = 2019-03-31
published_in = 2016-07-01
default_period = "2015-16"
status = "adopted"

[[stakeholders]]
area = "Helpdesk"
group = "partners"
names = ["The police", "The health trust"]

[[figures]]
key = "calls"
name = "calls answered"
value = 127.5
unit = "thousand calls"

[[objectives]]
key = "answer"
title = "Answer in time"
owner = "Deputy city solicitor"
wordings = [{ text = "Answer timely", place = "section 3" }]

[[deliverables]]
key = "register"
objectives = ["answer"]
title = "A register of assets"
lead = "Project lead"

[[deliverables.resources]]
kind = "financial"
text = "Software"
amount = 165000
unit = "£"

[[deliverables.promises]]
key = "in-time"
text = "Nine in ten in time"
measure = "requests.answered_in_time"
target = 90
owner = "Information governance officer"

[[deliverables.actions]]
key = "owners"
text = "Name the owners"

[[deliverables.milestones]]
quarter = "2016-17 Q2"
text = "Owners named"
action = "owners"

[[deliverables.risks]]
kind = "risk"
text = "Key staff leave before the register is finished"
mitigation = "Train a second officer"
likelihood = 3
impact = 4
log = "Register"

[[deliverables.dependencies]]
text = "The servers are there"
needs = "servers"

[[deliverables.years]]
year = 2018
text = "Extend it to schools"

[[deliverables.benefits]]
key = "time"
class = "cashable"
name = "Less searching"
per = "per_annum"
first = 2016
last = 2018
amount = 9000
years = [{ year = 2016, planned = 3000 }, { year = 2017, planned = 6000 }]

[[deliverables]]
key = "servers"
objectives = ["answer"]
title = "Servers"

[[contracts]]
key = "software"
kind = "contract"
supplier = "Gantry Software"
what = "The register's software"
starts_on = 2016-04-01
ends_on = 2018-03-31
serves = ["register"]

[[contracts]]
key = "waiver"
kind = "waiver"
supplier = "Gantry Software"
what = "A year more"
starts_on = 2018-04-01
ends_on = 2019-03-31
extends = "software"
serves = ["register"]
"""


@pytest.fixture
def file(tmp_path):
    """Writes an edition, with some of its words replaced, and gives its path."""

    def write(old="", new=""):
        assert old in SMALL
        path = tmp_path / "small.toml"
        path.write_text(SMALL.replace(old, new, 1), encoding="utf-8")
        return str(path)

    return write


def test_everything_an_edition_says_is_there(file, db):
    plan, fresh = load(read(file()))

    assert fresh
    assert [each.name for each in plan.stakeholders.order_by("pk")] == ["The police", "The health trust"]
    assert plan.figures.get().first == date(2015, 4, 1)
    assert plan.objectives.get().wordings.get().place == "section 3"
    register = plan.deliverables.get(key="register")
    assert (register.objectives.get().key, register.lead) == ("answer", "Project lead")
    assert register.promises.get().owner_role == "Information governance officer"
    assert register.milestones.get().action == register.key_actions.get()
    assert Dependency.objects.get().needs.key == "servers"
    assert register.future_years.get().text == "Extend it to schools"
    benefit = Benefit.objects.get()
    assert (benefit.kind, benefit.first, benefit.last) == ("cashable", date(2016, 4, 1), date(2019, 3, 31))
    assert [each.planned for each in benefit.years.order_by("year")] == [3000, 6000]


def test_it_comes_in_on_the_day_the_plan_came_out(file, db):
    plan, _ = load(read(file()))

    assert (plan.opened_on, plan.published_on, plan.stage) == (date(2016, 7, 1), date(2016, 7, 1), "adopted")


def test_it_never_comes_in_after_today(file, db):
    with time.pretend(date(2016, 5, 1)):
        plan, _ = load(read(file()))

    assert plan.opened_on == date(2016, 5, 1)


def test_a_plan_that_was_replaced_ended_the_day_after_its_last(file, db):
    plan, _ = load(read(file('status = "adopted"', 'status = "superseded"')))

    assert (plan.stage, plan.closed_on) == ("superseded", date(2019, 4, 1))


def test_a_plan_printed_as_a_draft_stays_one(file, db):
    plan, _ = load(read(file('status = "adopted"', 'status = "draft"')))

    assert (plan.stage, plan.published_on) == ("draft", None)


def test_its_risks_threaten_and_its_contracts_serve_their_deliverables(file, db):
    plan, _ = load(read(file()))

    register = plan.deliverables.get(key="register")
    (risk,) = service("risks").records
    assert (risk.log, risk.title) == ("Register", "Key staff leave before the register is finished")
    assert Link.objects.get(kind="threatens").target.pk == register.pk
    contract, waiver = service("contracts").records.order_by("pk")
    assert waiver.extends == contract
    assert set(Link.objects.filter(kind="serves").values_list("target", flat=True)) == {register.pk}


def test_loading_again_changes_nothing(file, db):
    load(read(file()))
    before = Event.objects.count()

    plan, fresh = load(read(file()))

    assert not fresh
    assert (plan.key, Event.objects.count()) == ("2016-19", before)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('status = "adopted"', 'stage = "adopted"', "the edition: there is no “stage”; there are key, name"),
        ('status = "adopted"', 'status = "agreed"', "status is one of draft, consulted, adopted, superseded"),
        ("first = 2016-04-01\nlast = 2019-03-31", "first = 2016-04-01", "the edition: last: "),
        ("last = 2019-03-31", "last = 2015-03-31", "last: The last day must be on or after the first day"),
        ('unit = "£"', "", "deliverable register: resources, row 1: Say in what the amount is"),
        (
            'measure = "requests.answered_in_time"',
            "",
            "deliverable register: promises, row 1: unit: Say in what unit the target is, such as %",
        ),
        (
            'measure = "requests.answered_in_time"',
            'measure = "requests.guessed"',
            "promises, row 1: measure: No service has a measure called requests.guessed",
        ),
        (
            'objectives = ["answer"]',
            'objectives = ["reply"]',
            "there is no objective reply; there are answer",
        ),
        ('action = "owners"', 'action = "staff"', "deliverable register: milestones, row 1: action: "),
        ("2016-17 Q2", "summer", "milestones, row 1: quarter: “summer” is not a period"),
        ('needs = "servers"', 'needs = "register"', "dependencies, row 1: needs: "),
        ('class = "cashable"', 'class = "large"', "benefits, row 1: kind: "),
        ('group = "partners"', 'group = "friends"', "the edition: stakeholders, row 1: group: "),
        ("planned = 3000", "promised = 3000", "benefit_years, row 1: there is no “promised”"),
        ("likelihood = 3", "likelihood = 9", "deliverable register: risks, row 1: likelihood: "),
        ('extends = "software"', 'extends = "licence"', "contract waiver: there is no contract licence"),
        ('key = "servers"', 'key = "register"', "The plan has one called register already"),
    ],
)
def test_a_bad_edition_is_refused_in_one_line_and_nothing_is_kept(file, db, old, new, said):
    with pytest.raises(EditionError) as refused:
        load(read(file(old, new)))

    assert said in str(refused.value)
    assert "\n" not in str(refused.value)
    assert not Record.objects.exists()
    assert not Event.objects.exists()


def test_a_file_that_is_no_edition_is_refused(tmp_path):
    (tmp_path / "broken.toml").write_text("key = ")

    with pytest.raises(EditionError, match=r"broken\.toml cannot be read"):
        read(str(tmp_path / "broken.toml"))
    with pytest.raises(
        EditionError, match="There is no edition plan-1999; there are plan-2012-15, plan-2018-23"
    ):
        read("plan-1999")


def test_the_command_says_what_it_did(file, db, capsys):
    call_command("plan", "load", file())
    call_command("plan", "load", file())

    told = capsys.readouterr().out.splitlines()
    assert told[0] == "PL-2016-00001: A small plan: 1 objective and 2 deliverables were brought in."
    assert told[-1] == "PL-2016-00001: A small plan is here already, and stays as it is."


def test_the_command_says_what_is_wrong(file, db, capsys):
    with pytest.raises(SystemExit) as left:
        call_command("plan", "load", file('class = "cashable"', 'class = "large"'))

    assert left.value.code == 2
    assert capsys.readouterr().err.startswith("deliverable register: benefits, row 1: kind: ")
    assert not Plan.objects.exists()


def test_the_command_tells_how_many_findings_the_plan_leaves(file, db, capsys):
    call_command("plan", "load", file())

    told = capsys.readouterr().out
    assert "  1  One objective has one wording (objectives.has_one_wording)" in told
    assert "  2  The other side" not in told
    assert (
        "  1  The other side has accepted every dependency (deliverables.dependencies_are_accepted)" in told
    )
    assert "risks.has_an_owner" in told
