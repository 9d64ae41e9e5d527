"""Programs do what people do on pages: through the same rules, forms and frame, and see no more."""

import json
from datetime import date, timedelta

import pytest
from django.conf import settings as django_settings
from django.test import Client

from guildhall.commons.accounts.keys import ApiKey
from guildhall.config import callers
from guildhall.kernel import limits, time
from guildhall.kernel.api import doing
from guildhall.kernel.gates import Grant
from guildhall.kernel.limits import Limit
from guildhall.kernel.readings import Reading
from guildhall.kernel.records import Record, Sensitivity
from guildhall.services.requests.actions import answer, publish, triage
from guildhall.services.requests.models import InformationRequest

pytestmark = pytest.mark.django_db
WANTED = {"wanted": "How much salt was bought?", "name": "Jo Castle", "email": "jo.castle@example.org"}


@pytest.fixture
def program(client_of, today):
    """Calls the API as somebody: `program("amira").get("requests")`; nobody in particular without a name."""

    class Program:
        def __init__(self, client):
            self.client = client

        def get(self, path, **query):
            return self.client.get(f"/api/v1/{path}", query)

        def post(self, path, told=None, **headers):
            body = told if isinstance(told, str) else json.dumps(told or {})
            return self.client.post(
                f"/api/v1/{path}", body, content_type="application/json", headers={**headers}
            )

    return lambda user=None: Program(client_of(user) if user else Client())


@pytest.fixture
def by_key(today):
    """Calls the API with a new key of somebody's."""

    def calls(user, scope="write", path="requests", **told):
        _, text = ApiKey.make(user, "Telephone system", scope=scope)
        headers = {"Authorization": f"Bearer {text}"}
        if told:
            return Client().post(
                f"/api/v1/{path}", json.dumps(told), content_type="application/json", headers=headers
            )
        return Client().get(f"/api/v1/{path}", headers=headers)

    return calls


# --- who may read --------------------------------------------------------------------------


def test_a_stranger_is_asked_who_calls(program):
    response = program().get("requests")

    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"
    assert response["WWW-Authenticate"] == "Bearer"
    assert response.json() == {
        "title": "Unauthorized",
        "status": 401,
        "detail": "Say who calls: with a key, or from a browser that is signed in.",
    }


def test_a_resident_is_told_where_theirs_are(program, cast, asked):
    request = asked()

    for path in ("requests", f"requests/{request.reference}", "requests/IR-1999-00001"):
        assert program(cast["jo"]).get(path).status_code == 403


def test_a_record_says_when_it_is_due_and_why_and_what_can_be_done(program, cast, asked):
    request = asked(3)

    response = program(cast["amira"]).get(f"requests/{request.reference}")

    told = response.json()
    assert response["ETag"] == '"1"'
    assert (told["reference"], told["stage"], told["due_on"]) == (request.reference, "received", "2018-04-11")
    assert told["fields"]["wanted"] == "Which roads were gritted?"
    assert told["fields"]["regime"] == "foi"
    (clock,) = told["deadlines"]
    assert clock["derivation"]["due"] == clock["due_on"] == "2018-04-11"
    assert clock["derivation"]["steps"][0]["text"] == "The request was received on Sun 11 March 2018"
    assert [event["sentence"] for event in told["timeline"]] == ["Jo Castle asked for information."]
    verbs = {verb["name"]: verb for verb in told["actions"]}
    assert verbs["triage"]["why_not"] is None
    assert verbs["clarify"]["why_not"] == "It is received."
    assert verbs["triage"]["url"] == f"/api/v1/requests/{request.reference}/triage"
    assert "log" not in verbs


def test_what_a_person_may_not_read_is_not_there(program, cast, asked):
    request = asked()
    Record.objects.filter(pk=request.pk).update(sensitivity=Sensitivity.RESTRICTED)

    for key in ("amira", "tomas", "dev"):
        assert program(cast[key]).get("requests").json() == {"records": [], "next": None}
        assert program(cast[key]).get(f"requests/{request.reference}").status_code == 404
        assert program(cast[key]).post(f"requests/{request.reference}/note", {"note": "?"}).status_code == 404


def test_reading_what_is_restricted_is_noted(program, cast, asked):
    request = asked()
    Record.objects.filter(pk=request.pk).update(sensitivity=Sensitivity.RESTRICTED)

    assert program(cast["ines"]).get(f"requests/{request.reference}").status_code == 200

    assert [(each.reader, each.what) for each in Reading.objects.all()] == [(cast["ines"], "record")]


def test_a_record_is_found_under_its_own_service_only(program, cast, asked):
    request = asked()

    assert program(cast["ines"]).get(f"reviews/{request.reference}").status_code == 404


# --- lists ---------------------------------------------------------------------------------


def listed(program, user, **wanted):
    return [each["reference"] for each in program(user).get("requests", **wanted).json()["records"]]


def test_a_list_is_narrowed_by_stage_day_owner_and_what_was_done_since(program, cast, asked):
    late, soon, new = asked(60), asked(20), asked(0)
    with time.pretend(date(2018, 3, 1)):
        triage(soon, by=cast["amira"], regime="foi")
    Record.objects.filter(pk=new.pk).update(owner=cast["amira"])
    amira = cast["amira"]

    assert listed(program, amira) == [late.reference, soon.reference, new.reference]
    assert listed(program, amira, state="late") == [late.reference]
    assert listed(program, amira, stage="searching") == [soon.reference]
    assert listed(program, amira, owner="me") == [new.reference]
    assert listed(program, amira, owner="none") == [late.reference, soon.reference]
    assert listed(program, amira, due_to="2018-03-31") == [late.reference, soon.reference]
    assert listed(program, amira, due_from="2018-03-14", due_to="2018-03-31") == [soon.reference]
    assert listed(program, amira, updated_since="2018-03-01T00:00:00") == [soon.reference, new.reference]


def test_a_long_list_is_read_page_by_page_without_missing_any(program, cast, asked):
    references = [asked(days).reference for days in (5, 9, 1, 7, 3)]
    client = program(cast["amira"]).client
    seen, address = [], "/api/v1/requests?limit=2&state=open"

    while address:
        page = client.get(address).json()
        seen += [each["reference"] for each in page["records"]]
        address = page["next"]

    assert seen == references


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"limit": "0"}, "limit"),
        ({"limit": "many"}, "limit"),
        ({"due_from": "2018-02-30"}, "due_from"),
        ({"owner": "bill"}, "owner"),
        ({"updated_since": "\x00"}, "updated_since"),
    ],
)
def test_what_cannot_be_read_in_the_address_is_named(program, cast, wanted, field):
    response = program(cast["amira"]).get("requests", **wanted)

    assert response.status_code == 422
    assert [each["field"] for each in response.json()["errors"]] == [field]


@pytest.mark.parametrize("wanted", [{"stage": "lost"}, {"after": "x"}, {"after": "-1"}, {"after": "9" * 30}])
def test_what_means_nothing_is_said_in_a_sentence(program, cast, wanted):
    response = program(cast["amira"]).get("requests", **wanted)

    assert response.status_code == 422
    assert "use " in response.json()["detail"]


def test_a_list_and_a_record_keep_to_their_budget_of_queries(
    program, cast, asked, django_assert_max_num_queries
):
    for days in range(12):
        request = asked(days)
    amira = program(cast["amira"])

    with django_assert_max_num_queries(12):
        assert len(amira.get("requests").json()["records"]) == 12
    with django_assert_max_num_queries(32):
        assert amira.get(f"requests/{request.reference}").status_code == 200


# --- doing ---------------------------------------------------------------------------------


def test_anybody_may_ask_for_information(program):
    response = program().post("requests", WANTED)

    request = InformationRequest.objects.get()
    assert response.status_code == 201
    assert response.json() == {
        "reference": request.reference,
        "sentence": "Jo Castle asked for information.",
        "stage": "received",
        "opened_on": "2018-03-14",
        "due_on": "2018-04-16",
        "version": 1,
        "url": f"/api/v1/requests/{request.reference}",
    }
    assert request.events.get().actor == "Somebody who did not sign in"


def test_the_forms_own_sentences_come_back_and_nothing_is_done(program):
    response = program().post("requests", {"wanted": " ", "email": "jo at example"})

    assert response.status_code == 422
    assert response.json()["errors"] == [
        {"field": "wanted", "message": "Tell us what information you want"},
        {"field": "name", "message": "Enter your full name"},
        {"field": "email", "message": "Enter an email address in the correct format, like name@example.com"},
    ]
    assert not Record.objects.exists()


def test_staff_log_and_handle_a_request(program, cast):
    amira = program(cast["amira"])
    logged = amira.post(
        "requests/log", {**WANTED, "channel": "post", "regime": "foi", "on": "2018-03-12"}
    ).json()

    done = amira.post(f"requests/{logged['reference']}/triage", {"regime": "eir"}, **{"If-Match": '"1"'})

    assert logged["due_on"] == "2018-04-12"
    assert done.status_code == 200
    assert (done.json()["stage"], done.json()["version"]) == ("searching", 2)
    assert InformationRequest.objects.get().regime == "eir"


def test_a_call_made_twice_is_done_once(program, cast):
    first, again = (program().post("requests", WANTED, **{"Idempotency-Key": "call 1"}) for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert Record.objects.count() == 1


def test_the_same_words_of_two_callers_are_two_keys(program, cast, asked):
    request = asked()
    note = {"note": "Telephoned."}
    key = {"Idempotency-Key": "1"}

    for name in ("amira", "bill", "amira"):
        assert program(cast[name]).post(f"requests/{request.reference}/note", note, **key).status_code == 200

    assert [event.actor for event in request.events.order_by("sequence")][1:] == [
        "Amira Haddad",
        "Bill Thorne",
    ]


def test_somebody_who_read_an_older_version_is_told_and_nothing_is_done(program, cast, asked):
    request = asked()
    triage(request, by=cast["bill"], regime="foi")

    response = program(cast["amira"]).post(
        f"requests/{request.reference}/note", {"note": "Telephoned."}, **{"If-Match": '"1"'}
    )

    assert response.status_code == 409
    assert response.json()["detail"].startswith("Somebody changed this while you were writing: Bill Thorne")
    assert request.events.count() == 2


@pytest.mark.parametrize("version", ["soon", "-1", "9" * 12, '"1", "2"'])
def test_a_version_that_is_none_is_refused(program, cast, asked, version):
    request = asked()

    response = program(cast["amira"]).post(
        f"requests/{request.reference}/note", {"note": "Telephoned."}, **{"If-Match": version}
    )

    assert (response.status_code, request.events.count()) == (400, 1)


def test_what_may_not_be_done_is_refused_with_the_sentence(program, cast, asked):
    request = asked()

    wrong_role = program(cast["helen"]).post(f"requests/{request.reference}/triage", {"regime": "foi"})
    wrong_stage = program(cast["amira"]).post(
        f"requests/{request.reference}/clarify", {"clarification": "All"}
    )

    assert (wrong_role.status_code, wrong_role.json()["detail"]) == (403, "Your role does not include this.")
    assert (wrong_stage.status_code, wrong_stage.json()["detail"]) == (403, "It is received.")


@pytest.mark.parametrize(
    ("body", "status", "field", "sentence"),
    [
        ("{", 400, None, "The body of the request is not JSON."),
        ("[" * 100_000, 400, None, "The body of the request is not JSON."),
        ('{"name": ' + "9" * 5000 + "}", 400, None, "The body of the request is not JSON."),
        ("[]", 422, None, "Send one JSON object with an answer for each question."),
        ('{"wnated": "Salt"}', 422, "wnated", "There is no such question."),
        ('{"wanted": ["Salt"]}', 422, "wanted", "Give one value."),
        ('{"wanted": {"a": 1}}', 422, "wanted", "Give one value."),
        ('{"wanted": "\\ud800"}', 422, "wanted", "This includes characters that cannot be kept."),
        ('{"wanted": "Salt", "name": "J\\u0000"}', 422, "name", None),
        ('{"wanted": 7, "name": true, "email": 0.5}', 422, "email", None),
        ('{"wanted": null, "name": "Jo", "email": null}', 422, "wanted", "Tell us what information you want"),
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing(program, body, status, field, sentence):
    response = program().post("requests", body)

    told = response.json()
    assert response.status_code == status
    if field is None:
        assert told["detail"] == sentence
    else:
        errors = {each["field"]: each["message"] for each in told["errors"]}
        assert field in errors
        assert sentence in (None, errors[field])
    assert not Record.objects.exists()


def test_more_than_can_be_sent_at_once_is_refused(program):
    response = program().post("requests", {"wanted": "x" * (django_settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)})

    assert (response.status_code, response["Content-Type"]) == (413, "application/problem+json")


def test_a_browser_that_is_signed_in_sends_the_token_against_forgery(client_of, cast, asked):
    request = asked()
    session = client_of(cast["amira"]).cookies
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = session
    path = f"/api/v1/requests/{request.reference}/note"

    forged = browser.post(path, '{"note": "?"}', content_type="application/json")
    browser.cookies["csrftoken"] = "a" * 32
    meant = browser.post(
        path, '{"note": "?"}', content_type="application/json", headers={"X-CSRFToken": "a" * 32}
    )

    assert (forged.status_code, meant.status_code) == (403, 200)
    assert "X-CSRFToken" in forged.json()["detail"]


# --- keys ----------------------------------------------------------------------------------


def test_a_key_acts_as_its_account(by_key, cast, asked):
    request = asked()

    response = by_key(cast["amira"], path=f"requests/{request.reference}/note", note="Telephoned.")

    assert response.status_code == 200
    assert request.events.get(sequence=2).actor == "Amira Haddad"


def test_a_key_for_reading_writes_nothing(by_key, cast, asked):
    request = asked()

    assert by_key(cast["amira"], "read").status_code == 200
    response = by_key(cast["amira"], "read", f"requests/{request.reference}/note", note="Telephoned.")

    assert (response.status_code, response.json()["detail"]) == (403, "This key may read and not write.")


def test_a_key_has_no_more_than_its_accounts_grants(by_key, cast, asked):
    asked()
    Grant.objects.filter(user=cast["amira"]).delete()

    assert by_key(cast["amira"]).json() == {"records": [], "next": None}


@pytest.mark.parametrize("authorization", ["Bearer nonsense", "Bearer ", "Basic YTpi", "Bearer é\x00"])
def test_a_key_nobody_gave_opens_nothing(authorization, db):
    response = Client().get("/api/v1/requests", headers={"Authorization": authorization})

    assert (response.status_code, response.json()["detail"]) == (401, "This key opens nothing.")


# --- limits --------------------------------------------------------------------------------


def test_who_calls_too_often_is_told_when_to_try_again(program, cast, monkeypatch):
    monkeypatch.setattr(limits, "API", Limit("api", 2, 300))
    amira = program(cast["amira"])

    statuses = [amira.get("requests").status_code for _ in range(3)]
    response = amira.get("requests")

    assert statuses == [200, 200, 429]
    assert 1 <= int(response["Retry-After"]) <= 300
    assert program(cast["bill"]).get("requests").status_code == 200


def test_guessing_at_keys_is_counted_too(db, monkeypatch):
    monkeypatch.setattr(limits, "API", Limit("api", 2, 300))

    guesses = [
        Client().get("/api/v1/requests", headers={"Authorization": f"Bearer {n}"}).status_code
        for n in range(3)
    ]

    assert guesses == [401, 401, 429]


@pytest.mark.parametrize("who", [None, "jo"])
def test_the_public_asks_no_more_often_than_on_the_page(program, cast, monkeypatch, who):
    monkeypatch.setattr(limits, "ASK", Limit("ask", 1, 3600))
    caller = program(cast.get(who))

    assert [caller.post("requests", WANTED).status_code for _ in range(2)] == [201, 429]


# --- for everybody -------------------------------------------------------------------------


def test_what_is_published_is_everybodys_and_the_rest_is_nobodys(program, cast, asked):
    shown, hidden, tomorrows = asked(30), asked(30), asked(30)
    with time.pretend(date(2018, 3, 14)):
        for request in (shown, hidden, tomorrows):
            triage(request, by=cast["amira"], regime="foi")
            answer(request, by=cast["amira"], outcome="granted", answer="CANARY for Jo Castle")
        words = {"public_title": "Gritting", "summary": "Which roads?", "public_answer": "All of them."}
        publish(shown, by=cast["amira"], **words)
        publish(tomorrows, by=cast["amira"], **words, appears_on=date(2018, 3, 15))

    response = program().get("disclosures")

    assert response.json() == {
        "published": [
            {
                "reference": shown.reference,
                "title": "Gritting",
                "published_on": "2018-03-14",
                "url": f"/disclosures/{shown.reference}/",
                "fields": {
                    "public_title": "Gritting",
                    "summary": "Which roads?",
                    "public_answer": "All of them.",
                },
            }
        ],
        "next": None,
    }
    assert b"CANARY" not in response.content
    assert b"Castle" not in response.content


def test_publications_are_read_page_by_page_from_the_latest(program, cast, asked):
    for days in (30, 20, 10):
        request = asked(days)
        InformationRequest.objects.filter(pk=request.pk).update(
            published_on=date(2018, 3, 14) - timedelta(days=days), public_title=f"{days} days ago"
        )
    client, seen, address = Client(), [], "/api/v1/disclosures?limit=1"

    while address:
        page = client.get(address).json()
        seen += [each["title"] for each in page["published"]]
        address = page["next"]

    assert seen == ["10 days ago", "20 days ago", "30 days ago"]
    assert program().get("disclosures", after="yesterday").status_code == 422


def test_the_year_in_numbers_is_everybodys(program, cast, asked):
    asked()

    told = {each["key"]: each for each in program().get("numbers", period="2017-18").json()}

    received = next(each for each in told.values() if each["source"] == "live")
    assert set(received) == {"key", "label", "value", "unit", "period", "source", "records"}
    assert program().get("numbers", period="last year").status_code == 422
    assert "is not a period" in program().get("numbers", period="last year").json()["detail"]


def test_a_clock_is_everybodys(program):
    told = program().get(
        "deadlines", regime="foi", received="2026-06-12", event="clarification_received:2026-06-20"
    )

    assert told.json()["due"] == "2026-07-20"


@pytest.mark.parametrize(
    ("asked_for", "sentence"),
    [
        ({}, "Say which law and when it came"),
        ({"regime": "foi"}, "Say which law and when it came"),
        ({"regime": "gdpr", "received": "2026-06-12"}, "'gdpr' is not a regime"),
        (
            {"regime": "part-3", "received": "2026-06-12"},
            "'part-3' is not a regime: use foi, foi-review, eir, eir-review, sar, dp-complaint, agenda, "
            "key-decision, private-meeting, private-meeting-again, call-in, interests, vacancy, six-month, "
            "complaint-lgsco, complaint-housing, complaint-children or complaint-adult.",
        ),
        ({"regime": "foi", "received": "12 June"}, "'12 June' is not a date"),
        ({"regime": "foi", "received": "0000-01-01"}, "is not a date"),
        (
            {"regime": "foi", "received": "2026-06-12", "event": "fee_received"},
            "is not an event: write NAME:",
        ),
        ({"regime": "foi", "received": "2026-06-12", "event": "x:2026-06-13"}, "does not move the clock"),
        ({"regime": "foi", "received": "2026-06-12", "reason": "busy"}, "add event=extended:DAY"),
        ({"regime": "foi\x00", "received": "2026-06-12\x00"}, "is not a date"),
    ],
)
def test_a_question_the_clock_cannot_answer_gets_its_sentence(program, asked_for, sentence):
    response = program().get("deadlines", **asked_for)

    assert response.status_code == 422
    assert sentence in response.json()["detail"]


def test_the_limits_meant_are_the_ones_used():
    assert callers.limits is doing.limits is limits
