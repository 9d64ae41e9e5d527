"""The components: what the Land Registry's macros make of the Design System's own examples, and the tags."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from jinja2 import TemplateNotFound

from guildhall.commons.design.govuk import component, nested
from guildhall.config.assets import PACKAGES

COMPONENTS = PACKAGES / "govuk-frontend" / "dist" / "govuk" / "components"
# Three examples with nothing in them; the crown's footer is not for a council, so no page of ours draws it.
DIFFERENT = {"footer": 3}


def examples() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(COMPONENTS.glob("*/fixtures.json")):
        fixtures = json.loads(path.read_text())
        for fixture in fixtures["fixtures"]:
            yield fixtures["component"], fixture


def squeezed(html: str) -> str:
    """Without the white space that means nothing, and with one way to write a quotation mark."""
    tight = re.sub(r">\s+|\s+<", lambda found: found[0].strip(), re.sub(r"\s+", " ", html))
    return tight.replace("&#34;", "&quot;").replace(" >", ">").strip()


def test_the_design_systems_own_examples_come_out_as_it_says() -> None:
    unlike = Counter(
        name
        for name, fixture in examples()
        if squeezed(component(name, fixture["options"])) != squeezed(fixture["html"])
    )

    assert sum(1 for _ in examples()) > 600
    assert unlike == DIFFERENT


def test_a_component_is_drawn_from_a_template() -> None:
    html = draw('{% govuk "button" text="Send" prevent_double_click=True %}')

    assert 'data-prevent-double-click="true"' in html
    assert "Send" in html


def test_options_of_a_component_are_nested_by_two_underscores() -> None:
    assert nested({"label__is_page_heading": True, "label__text": "Name", "name": "name"}) == {
        "label": {"isPageHeading": True, "text": "Name"},
        "name": "name",
    }


def test_a_component_goes_around_its_content() -> None:
    html = draw(
        '{% govukblock "details" summary_text="Why" %}<p>{{ who }}</p>{% endgovukblock %}', who="<Mira>"
    )

    assert "Why" in html
    assert "<p>&lt;Mira&gt;</p>" in html


def test_what_a_person_typed_is_never_taken_for_html() -> None:
    typed = "<script>alert(1)</script>"

    assert typed not in draw('{% govuk "inset-text" text=typed %}', typed=typed)
    assert typed not in draw('{% govuk "input" name="q" value=typed label__text=typed %}', typed=typed)


def test_text_marked_safe_and_text_in_translation_are_drawn_as_they_are() -> None:
    assert "<b>now</b>" in component("inset-text", {"html": mark_safe("<b>now</b>")})
    assert "Send" in component("button", {"text": gettext_lazy("Send")})


def test_a_component_the_design_system_has_not_is_an_error() -> None:
    with pytest.raises(TemplateNotFound):
        component("carousel", {})


def test_a_back_link_stands_in_a_landmark() -> None:
    assert draw('{% govuk "back-link" href="/" %}').startswith('<nav aria-label="Back">')


def draw(source: str, **context: Any) -> str:
    return Template(source).render(Context(context))
