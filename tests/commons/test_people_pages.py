"""The page of a person: what an adviser sees, does and may not see, while the caller waits."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from guildhall.commons.parties import consents, merging, verbs
from guildhall.commons.parties.entering import enter
from guildhall.commons.parties.models import Marker, Party, PartyEvent, Relationship, Said
from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused, Stale
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.readings import Reading
from guildhall.kernel.records import Record, Sensitivity
from guildhall.services.requests import actions

pytestmark = pytest.mark.django_db
WEDNESDAY = date(2018, 3, 14)


@pytest.fixture(autouse=True)
def _wednesday(settings):
    settings.DEMONSTRATION = True  # no second factor is asked
    with time.pretend(WEDNESDAY):
        yield


@pytest.fixture
def joan(cast):
    return enter(by=cast["dev"], name="Joan Smith", phone="023 9201 0001", email="joan@example.org")


def page(client, user, party):
    client.force_login(user)
    return client.get(f"/parties/{party.pk}/", follow=True)


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def marked(party, **told):
    what = {
        "kind": "contact_plan", "why": "Threats in March", "what_to_do": "By letter only",
        "starts_on": WEDNESDAY, "ends_on": WEDNESDAY + timedelta(days=30), "sensitivity": 20,
    }  # fmt: skip
    return Marker.objects.create(party=party, **{**what, **told})


def test_a_name_typed_and_two_presses_of_enter_lead_to_the_page(client, cast, joan):
    client.force_login(cast["dev"])

    found = client.get(reverse("parties"), {"q": "jone smith"})  # the first press

    focused = re.search(r'<a[^>]+href="([^"]+)"[^>]*autofocus', found.content.decode())
    assert client.get(focused[1]).context["person"].head == joan  # the second


def test_what_is_found_while_typing_leaves_the_focus_where_it_is(client, cast, joan):
    client.force_login(cast["dev"])

    live = client.get(reverse("parties"), {"q": "joan"}, headers={"HX-Request": "true"})

    found = live.content.decode().partition('id="found"')[2]
    assert "Joan Smith" in found
    assert "autofocus" not in found


def test_whoever_may_find_nobody_has_no_such_page(client, cast):
    client.force_login(cast["tomas"])

    assert client.get(reverse("parties")).status_code == 403
    assert "People and organisations" not in client.get("/desk/").content.decode()


def test_nobody_found_says_what_to_do_next(client, cast):
    client.force_login(cast["dev"])

    answer = client.get(reverse("parties"), {"q": "xyzzy"})

    assert "Nobody was found" in text(answer)
    assert "/parties/new/?name=xyzzy" in answer.content.decode()


def test_the_page_says_first_what_must_be_known(client, cast, joan):
    marked(joan)
    marked(
        joan,
        kind="vulnerable",
        why="CANARYOLD",
        ends_on=WEDNESDAY - timedelta(days=1),
        starts_on=date(2018, 1, 1),
    )
    verbs.add_need(joan, by=cast["dev"], kind="language", detail="Polish")
    verbs.note_consent(joan, by=cast["dev"], purpose="news", given="no", evidence="Said so on the telephone")

    told = text(page(client, cast["dev"], joan))

    assert "Contact plan, until 13 April 2018" in told
    assert "By letter only" in told
    assert "Another language: Polish" in told
    assert "News and events by email or post: no , 14 March 2018" in told
    assert "CANARYOLD" not in told


def test_each_field_remembers_who_said_it(client, cast, joan):
    Said.objects.create(
        party=joan,
        field="name",
        value="J Smith",
        source="Revenues",
        said_on=date(2017, 5, 3),
        entered_by="import",
    )

    assert "Name: J Smith. Said by Revenues, 3 May 2017" in text(page(client, cast["dev"], joan))


def test_a_corrected_name_is_found_and_the_former_one_too(client, cast, joan):
    client.force_login(cast["dev"])
    address = f"/parties/{joan.pk}/correct_name/"
    shown = client.get(address).context["version"]

    answer = client.post(address, {"name": "Joan Jones", "keep_former": "on", "shown-version": shown})

    assert answer.status_code == 303
    assert "Also Joan Smith (former name)" in text(client.get(answer["Location"]))
    for typed in ("joan jones", "joan smith"):
        assert [
            hit.party.pk for hit in client.get(reverse("parties"), {"q": typed}).context["found"].hits
        ] == [joan.pk]
    assert Said.objects.get(party=joan, field="name").entered_by == "Dev Sahota"


def test_of_two_advisers_the_second_is_told_and_loses_nothing(client, cast, joan):
    client.force_login(cast["dev"])
    address = f"/parties/{joan.pk}/correct_name/"
    shown = client.get(address).context["version"]
    verbs.add_need(joan, by=cast["amira"], kind="braille")

    answer = client.post(address, {"name": "Joan Jones", "shown-version": shown})

    assert answer.status_code == 409
    assert "Somebody changed this while you were writing: Amira Haddad noted a need: Braille." in text(answer)
    assert 'value="Joan Jones"' in answer.content.decode()
    again = client.post(address, {"name": "Joan Jones", "shown-version": answer.context["version"]})
    assert again.status_code == 303


def test_a_form_sent_twice_counts_once(cast, joan):
    told = {"data": {"kind": "braille"}, "by": cast["dev"], "submission": "s" * 24}

    first, second = verbs.add_need.perform(joan, **told), verbs.add_need.perform(joan, **told)

    assert first == second
    assert joan.needs.count() == 1


def test_an_old_version_is_refused_in_code_too(cast, joan):
    with pytest.raises(Stale):
        verbs.add_need.perform(joan, by=cast["dev"], data={"kind": "braille"}, version=0)


def test_what_is_wrong_is_said_beside_its_field(client, cast, joan):
    client.force_login(cast["dev"])
    shown = client.get(f"/parties/{joan.pk}/add_need/").context["version"]

    answer = client.post(f"/parties/{joan.pk}/add_need/", {"kind": "language", "shown-version": shown})

    assert answer.status_code == 422
    assert "Say which language, or what they need" in text(answer)


def test_a_number_that_must_not_be_used_says_why(client, cast, joan):
    phone = joan.contact_points.get(kind="phone")

    verbs.avoid_contact(joan, by=cast["dev"], one=phone.pk, avoid="Her husband answers it")

    told = text(page(client, cast["dev"], joan))
    assert "Do not use 023 9201 0001. Her husband answers it" in told
    assert joan.point("phone") is None


def test_what_was_retired_is_kept_in_the_story(client, cast, joan):
    phone = joan.contact_points.get(kind="phone")
    verbs.retire_contact(joan, by=cast["dev"], one=phone.pk)
    assert joan.point("phone") is None

    verbs.add_contact(joan, by=cast["dev"], kind="phone", value="02392010001")
    assert joan.point("phone").pk == phone.pk


def test_they_prefer_one_way(cast, joan):
    email, phone = joan.contact_points.get(kind="email"), joan.contact_points.get(kind="phone")
    verbs.prefer_contact(joan, by=cast["dev"], one=email.pk)
    verbs.prefer_contact(joan, by=cast["dev"], one=phone.pk)

    assert list(joan.contact_points.filter(preferred=True)) == [phone]


def test_the_last_answer_counts(cast, joan):
    assert consents.allows(joan, "satisfaction", otherwise=True)
    verbs.note_consent(joan, by=cast["dev"], purpose="satisfaction", given="yes", evidence="call")
    assert consents.allows(joan, "satisfaction")
    verbs.note_consent(joan, by=cast["dev"], purpose="satisfaction", given="no", evidence="call")
    assert not consents.allows(joan, "satisfaction", otherwise=True)


def test_a_marker_says_until_when_and_a_year_is_the_most(cast, joan):
    told = {"kind": "safety", "why": "A dog", "what_to_do": "Two go", "sensitivity": 20}
    with pytest.raises(Invalid, match="within a year"):
        verbs.mark(joan, by=cast["dev"], ends_on=date(2019, 6, 1), **told)

    verbs.mark(joan, by=cast["dev"], ends_on=date(2018, 6, 1), **told)
    marker = Marker.objects.get()
    verbs.review_marker(joan, by=cast["dev"], one=marker.pk, ends_on=date(2018, 9, 1), reason="Still there")
    assert Marker.objects.get().reviewed_on == WEDNESDAY
    verbs.lift_marker(joan, by=cast["dev"], one=marker.pk, reason="It moved away")
    assert Marker.objects.get().lifted_on == WEDNESDAY


def test_a_restricted_marker_leaves_no_trace_below_its_ceiling(client, cast, joan):
    verbs.mark(
        joan, by=SYSTEM, kind="safe_contact", why="CANARYWHY", what_to_do="CANARYDO",
        ends_on=date(2018, 6, 1), sensitivity=30,
    )  # fmt: skip

    for answer in (page(client, cast["dev"], joan), client.get(reverse("parties"), {"q": "joan"})):
        assert "CANARY" not in answer.content.decode()
        assert "safe way" not in answer.content.decode()
    assert "CANARYWHY" in text(page(client, cast["ines"], joan))
    client.force_login(cast["dev"])
    assert "safe way" not in client.get(f"/parties/{joan.pk}/lift_marker/").content.decode()


def told_of(record, answer):
    """What a person's page tells of a record."""
    return [each for each in answer.context["moments"] if record.reference in each.sentence]


def test_two_entries_are_joined_by_hand_and_parted_with_what_came_since(client, cast, joan):
    jones = enter(by=cast["dev"], name="Joan Jones", email="jones@example.org")
    client.force_login(cast["helen"])
    shown = client.get(f"/parties/{joan.pk}/join/").context["version"]
    told = {"other": jones.pk, "reason": "Same telephone and birthday", "shown-version": shown}
    assert client.post(f"/parties/{joan.pk}/join/", told).status_code == 303
    with time.pretend(WEDNESDAY + timedelta(days=1)):
        record = actions.ask(by=SYSTEM, wanted="Gritting", name="Joan Smith", email="joan@example.org")
    made = merging.Merge.objects.get()

    assert page(client, cast["helen"], jones).redirect_chain[-1][0] == f"/parties/{joan.pk}/"
    asked = client.get(f"/parties/{joan.pk}/part/{made.pk}/")
    assert record.reference in text(asked)
    part = record.involvements.get()
    answer = client.post(
        f"/parties/{joan.pk}/part/{made.pk}/", {"reason": "They are sisters", f"part-{part.pk}": jones.pk}
    )

    assert answer.status_code == 303
    assert record.involvements.get().party == jones
    # That we wrote to Joan about it stays true of Joan.
    assert {each.kind for each in told_of(record, page(client, cast["helen"], joan))} == {"Letter"}
    assert {each.kind for each in told_of(record, page(client, cast["helen"], jones))} >= {"Record"}


def test_advisers_do_not_join_people(client, cast, joan):
    client.force_login(cast["dev"])

    assert client.get(f"/parties/{joan.pk}/join/").status_code == 403
    with pytest.raises(Refused, match="role"):
        verbs.join(joan, by=cast["dev"], other=joan.pk, reason="x")


def test_what_is_added_to_two_joined_entries_lies_on_the_one_chosen(client, cast, joan):
    jones = enter(by=cast["dev"], name="Joan Jones")
    merging.merge(joan, jones, by=SYSTEM, reason="one person")

    verbs.add_need(joan, by=cast["dev"], kind="braille", leaf=jones.pk)
    verbs.add_need(joan, by=cast["dev"], kind="audio")

    assert (jones.needs.get().kind, joan.needs.get().kind) == ("braille", "audio")
    assert {need.kind for need in page(client, cast["dev"], joan).context["person"].needs} == {
        "braille",
        "audio",
    }


def test_a_childs_record_and_the_child_leave_no_trace_outside_the_wall(client, cast, joan):
    record = actions.ask(by=SYSTEM, wanted="CANARYCHILD", name="Wren Smith", email="joan@example.org")
    Record.objects.filter(pk=record.pk).update(sensitivity=Sensitivity.RESTRICTED)
    wren = Party.objects.get(name="Wren Smith")
    Relationship.objects.create(party=joan, other=wren, kind="child", starts_on=WEDNESDAY)
    merging.merge(enter(by=SYSTEM, name="Wren S"), wren, by=SYSTEM, reason="one child")
    seen = Party.objects.get(name="Wren S")

    assert "Wren Smith" not in text(page(client, cast["dev"], joan))
    assert page(client, cast["dev"], wren).status_code == 404
    shown = page(client, cast["dev"], seen)
    assert not re.search(f"CANARY|{record.reference}|Wren Smith|joined", text(shown))
    assert client.get(f"/parties/{wren.pk}/add_need/").status_code == 404
    answer = page(client, cast["ines"], joan)
    assert "Wren Smith" in text(answer)


def test_what_a_restricted_record_is_about_is_read_on_its_own_page_and_noted(client, cast, joan):
    record = actions.ask(by=SYSTEM, wanted="CANARYCHILD", name="Joan Smith", email="joan@example.org")
    Record.objects.filter(pk=record.pk).update(sensitivity=Sensitivity.RESTRICTED)

    told = text(page(client, cast["ines"], joan))
    assert record.reference in told
    assert "CANARYCHILD" not in told
    client.get(record.get_absolute_url())
    assert Reading.objects.get(record=record.pk).reader == cast["ines"]


def test_the_line_is_paged_and_asks_the_database_a_fixed_few_times(
    client, cast, joan, django_assert_max_num_queries
):
    for number in range(25):
        actions.ask(by=SYSTEM, wanted=f"Street {number}", name="Joan Smith", email="joan@example.org")
    client.force_login(cast["dev"])
    client.get(f"/parties/{joan.pk}/")

    with django_assert_max_num_queries(26):
        answer = client.get(f"/parties/{joan.pk}/")
    assert len(answer.context["moments"]) == 20
    # Each of the 25 was acknowledged in a letter, and somebody entered Joan.
    assert len(client.get(f"/parties/{joan.pk}/?page=3").context["moments"]) == 11


def test_a_person_is_entered_by_whoever_did_not_find_them(client, cast):
    client.force_login(cast["dev"])

    answer = client.post(
        reverse("party_new"), {"kind": "person", "name": "Sian Ellis", "phone": "023 9201 0555"}
    )

    assert answer.status_code == 303
    assert PartyEvent.objects.get().sentence == "Dev Sahota entered them."
    assert (
        client.get(reverse("parties"), {"q": "sian elis"}).context["found"].hits[0].party.name == "Sian Ellis"
    )
