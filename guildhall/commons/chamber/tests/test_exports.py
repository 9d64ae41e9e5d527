"""The open data: valid by Open Civic Data's own schemas, one person for all terms, and nothing private."""

import json
import warnings
from datetime import date, datetime

import pytest
from jsonschema import Draft3Validator, FormatChecker, validators

from guildhall.commons.chamber.actions import bodies, members, registers
from guildhall.kernel import time

TODAY = date(2018, 9, 3)
KINDS = {"persons": "person", "organizations": "organization", "posts": "post", "memberships": "membership"}


@pytest.fixture
def schemas():
    """The schemas as pupa, Open Civic Data's own tool, carries them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pupa speaks to an older jsonschema
        from pupa.scrape.schemas import membership, organization, person, post
    found = (person, organization, post, membership)
    return dict(zip(KINDS, (each.schema for each in found), strict=True))


def checked_by(schema):
    """As pupa checks: properties are optional, dates are days or ISO text; unknown ones are errors here."""
    types = Draft3Validator.TYPE_CHECKER.redefine("date", lambda c, d: isinstance(d, date))
    types = types.redefine("datetime", lambda c, d: isinstance(d, datetime))
    strict = {**schema, "properties": {**schema["properties"], "id": {"type": "string"}}}
    strict["additionalProperties"] = False
    return validators.extend(Draft3Validator, type_checker=types)(strict, format_checker=FormatChecker())


@pytest.fixture
def council(cast):
    """Ada in her second term, in a group and in the chair; Bram, who left; and what nobody may read."""
    with time.pretend(TODAY):
        by = cast["dora"]
        first = members.elect(by=by, name="Ada Müller-Keel", ward="Central Southsea",
                              elected_on=date(2014, 5, 22), term_ends_on=date(2018, 5, 7))  # fmt: skip
        members.leave_office(first, by=by, because="The term ended", on=date(2018, 5, 7))
        ada = members.elect(
            by=by, name="Ada Müller-Keel", ward="Central Southsea", elected_on=date(2018, 5, 3),
            term_ends_on=date(2022, 5, 9), before=first.reference, public_email="ada@example.org",
            public_phone="01632 960001",
        )  # fmt: skip
        members.join_group(ada, by=by, group="Harbour Alliance", short="HA", on=date(2018, 5, 8))
        members.keep_home_address(ada, by=by, home_address="CANARYHOME")
        registers.register_interest(ada, by=by, kind="land", what="CANARYLAND", sensitive=True)
        bram = members.elect(by=by, name="Bram Lodge", ward="Milton", elected_on=date(2018, 5, 3),
                             term_ends_on=date(2022, 5, 9), public_email="bram@example.org")  # fmt: skip
        members.leave_office(bram, by=by, because="Resigned", on=date(2018, 8, 1))
        whole = bodies.establish(by=by, kind="council", name="City Council", on=date(2015, 5, 19))
        body = bodies.establish(by=by, kind="committee", name="Planning Committee", parent=whole.reference,
                                on=date(2015, 5, 19))  # fmt: skip
        bodies.appoint(body, by=by, member=ada.reference, role="chair", on=date(2018, 5, 15))
        old = bodies.establish(by=by, kind="panel", name="Old Panel", on=date(2015, 5, 19))
        bodies.dissolve(old, by=by, why="Merged", successor=body.reference, on=date(2018, 1, 31))
        yield {"first": first, "ada": ada, "bram": bram, "council": whole, "body": body, "old": old}


@pytest.fixture
def data(council, client):
    return json.loads(client.get("/democracy/popolo.json").content)


def test_everything_is_valid_by_open_civic_datas_own_schemas(data, schemas):
    for kind, schema in schemas.items():
        check = checked_by(schema)
        assert data[kind]
        for row in data[kind]:
            assert [str(each) for each in check.iter_errors(row)] == [], row


def test_the_schemas_find_what_is_wrong(data, schemas):
    """Without this a check that accepted everything would prove everything."""
    check = checked_by(schemas["memberships"])
    wrong = {**data["memberships"][0], "start_date": "3 May 2018"}

    assert list(check.iter_errors(wrong))
    assert list(check.iter_errors({**data["memberships"][0], "home_address": "x"}))


def test_two_terms_are_one_person_with_two_memberships(data, council):
    ada = council["first"].reference
    terms = [each for each in data["memberships"] if each["person_id"] == ada and each.get("post_id")]

    assert [each["name"] for each in data["persons"]] == ["Ada Müller-Keel", "Bram Lodge"]
    assert [(each["start_date"], each.get("end_date")) for each in terms] == [
        ("2014-05-26", "2018-05-07"), ("2018-05-07", None),
    ]  # fmt: skip
    assert {each["role"] for each in data["memberships"] if each["person_id"] == ada} == {
        "councillor", "chair", "member",
    }  # fmt: skip


def test_every_reference_leads_somewhere(data):
    persons, organisations, posts = (
        {each["id"] for each in data[kind]} for kind in ("persons", "organizations", "posts")
    )
    for each in data["memberships"]:
        assert each["person_id"] in persons
        assert each["organization_id"] in organisations
        assert each.get("post_id") is None or each["post_id"] in posts
    assert all(each.get("parent_id") in {None, *organisations} for each in data["organizations"])


def test_nothing_private_leaves_with_it(council, client):
    text = client.get("/democracy/popolo.json").content.decode()

    assert "ada@example.org" in text
    assert "bram@example.org" not in text  # who has left is not reached through the council
    assert "CANARY" not in text
