"""Everything the API's document offers to read, asked by everybody with anything."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as property_settings
from hypothesis import strategies as st

from guildhall.config.api import api

DOCUMENT = api.get_openapi_schema()
READS = [(path, methods["get"]) for path, methods in DOCUMENT["paths"].items() if "get" in methods]
PLAYERS = ["amira", "rowan", "tomas", "dev", "helen", "ines", "priya", "jo", None]
junk = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["", "0", "-1", "9" * 25, "2026-06-12", "IR-2018-00001", "\x00", "../..", "%s", "é" * 40, "me"]
    ),
)


@pytest.mark.django_db
@property_settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_nothing_that_is_asked_breaks_it(data, cast, client_of, asked):
    """Every documented GET, asked by anybody with anything, answers with something it said it would."""
    asked()
    player = data.draw(st.sampled_from(PLAYERS))
    client = client_of(cast[player]) if player else Client()
    path, told = data.draw(st.sampled_from(READS))
    parameters = [each for each in told.get("parameters", []) if "$ref" not in each]
    for each in parameters:
        if each["in"] == "path":
            path = path.replace(
                "{" + each["name"] + "}", data.draw(junk.filter(bool)).replace("/", "%2F") or "x"
            )
    names = [each["name"] for each in parameters if each["in"] == "query"]
    query = {name: data.draw(junk) for name in data.draw(st.sets(st.sampled_from(names)))} if names else {}

    response = client.get(path, query)

    assert response.status_code in {200, 401, 403, 404, 422}, response.content[:500]
