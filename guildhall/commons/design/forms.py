"""Django's forms in the Design System's components: `{{ form }}` is an error summary and its fields."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django import forms
from django.forms import BaseForm, BoundField
from django.forms.renderers import DjangoTemplates
from django.forms.widgets import Input
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from guildhall.commons.design import errors
from guildhall.commons.design.fields import DateBoxes
from guildhall.commons.design.govuk import component

Options = dict[str, Any]
WIDTHS = {"day": 2, "month": 2, "year": 4}  # characters; a month may be typed as a word, and scrolls
# Attributes that the components take by a name of their own; all others are passed on as they are,
# but for a placeholder, which is gone as soon as somebody types.
NAMED = ("class", "autocomplete", "inputmode", "spellcheck", "pattern", "autocapitalize", "rows", "disabled")
NOT_OURS = (*NAMED, "maxlength", "minlength", "required", "cols", "aria-describedby", "aria-invalid", "id",
           "placeholder")  # fmt: skip


class GovukRenderer(DjangoTemplates):
    """Django's own renderer, but for whole forms and fields (settings: FORM_RENDERER)."""

    form_template_name = "design/form"
    field_template_name = "design/field"

    def render(self, template_name: str, context: Options, request: Any = None) -> str:
        if template_name == self.form_template_name:
            return render_form(context["form"])
        if template_name == self.field_template_name:
            return render_field(context["field"])
        return super().render(template_name, context, request)


def render_form(form: BaseForm) -> SafeString:
    """The error summary, then every field; with `heading = True` on the form, its only question is the h1."""
    heading = getattr(form, "heading", False) and len(form.visible_fields()) == 1
    fields = [render_field(field, heading=heading) for field in form.visible_fields()]
    hidden = [str(field) for field in form.hidden_fields()]
    return together([render_error_summary(form), *fields, *hidden])


def render_error_summary(form: BaseForm) -> SafeString:
    if not form.is_bound or not form.errors:
        return SafeString()
    listed = [{"text": problem.text, "href": f"#{problem.target}"} for problem in errors.problems(form)]
    return component("error-summary", {"titleText": "There is a problem", "errorList": listed})


def render_field(bound: BoundField, *, heading: bool = False) -> SafeString:
    """One field as the component of its widget, with its hint, its errors and their links to the box."""
    if bound.is_hidden:
        return mark_safe(str(bound))  # noqa: S308 - escaped by Django's own widget
    kinds = type(bound.field.widget).__mro__
    draw = next((COMPONENTS[kind] for kind in kinds if kind in COMPONENTS), unknown)
    return draw(bound, heading)


def together(parts: Iterable[str]) -> SafeString:
    return mark_safe("\n".join(parts))  # noqa: S308 - each part comes from a component or a widget


def label(bound: BoundField, heading: bool, block: str) -> Options:
    """A label or legend; optional questions say so, and the only question of a page is its heading."""
    text = str(bound.label)
    if not bound.field.required and not isinstance(bound.field.widget, forms.CheckboxInput):
        text = f"{text} (optional)"
    return {"text": text, "isPageHeading": heading or None, "classes": f"{block}--{'l' if heading else 's'}"}


def common(bound: BoundField) -> Options:
    """Name, id, hint, errors and attributes: what every component takes."""
    wrong = [(text,) for text in errors.sentences(bound)]
    attributes = bound.field.widget.attrs
    return {
        "name": bound.html_name,
        "id": bound.auto_id or bound.html_name,
        "hint": {"text": str(bound.help_text)} if bound.help_text else None,
        "errorMessage": {"html": format_html_join(SafeString("<br>"), "{}", wrong)} if wrong else None,
        "classes": attributes.get("class"),
        "autocomplete": attributes.get("autocomplete"),
        "disabled": bound.field.disabled or None,
        "attributes": {name: value for name, value in attributes.items() if name not in NOT_OURS},
    }


def with_label(bound: BoundField, heading: bool) -> Options:
    return {**common(bound), "label": label(bound, heading, "govuk-label")}


def with_legend(bound: BoundField, heading: bool) -> Options:
    fieldset = {"legend": label(bound, heading, "govuk-fieldset__legend")}
    return {**common(bound), "idPrefix": bound.auto_id or bound.html_name, "fieldset": fieldset}


def shown(bound: BoundField) -> str:
    value = bound.field.widget.format_value(bound.value())
    return "" if value is None else str(value)


def text_input(bound: BoundField, heading: bool) -> SafeString:
    widget = bound.field.widget
    attributes = widget.attrs
    kind = getattr(widget, "input_type", "text")
    options = {
        **with_label(bound, heading),
        "value": shown(bound),
        # A spinner is in the way of anybody who types a number (GOV.UK Design System, text input).
        "type": "text" if kind == "number" else kind,
        "inputmode": attributes.get("inputmode") or ("numeric" if kind == "number" else None),
        "spellcheck": False if kind in {"email", "url", "tel"} else None,
        "pattern": attributes.get("pattern"),
        "autocapitalize": attributes.get("autocapitalize"),
    }
    return component("input", options)


def password(bound: BoundField, heading: bool) -> SafeString:
    return component("password-input", with_label(bound, heading))


def long_text(bound: BoundField, heading: bool) -> SafeString:
    limit = getattr(bound.field, "max_length", None)
    rows = bound.field.widget.attrs.get("rows")
    options = {
        **with_label(bound, heading),
        "value": shown(bound),
        # Django's own default is ten rows, said by the widget whether or not anybody chose it.
        "rows": 5 if rows in {None, "10"} else rows,
        "maxlength": limit,
        "spellcheck": True,
    }
    return component("character-count" if limit else "textarea", options)


def choices(bound: BoundField) -> Iterator[tuple[str, str]]:
    """Every choice as value and text; groups are laid flat, for the components have none."""
    for value, text in bound.field.widget.choices:
        if isinstance(text, list | tuple):
            yield from ((str(value), str(text)) for value, text in text)
        else:
            yield str(value) if value is not None else "", str(text)


def items(bound: BoundField) -> list[Options]:
    """Choices as the components want them; `hints` on the widget says more about one of them."""
    hints = getattr(bound.field.widget, "hints", {})
    return [
        {"value": value, "text": text, "hint": {"text": hints[value]} if value in hints else None}
        for value, text in choices(bound)
    ]


def chosen(bound: BoundField) -> list[str]:
    value = bound.value()
    many = value if isinstance(value, list | tuple | set) else [value]
    return [str(getattr(item, "pk", item)) for item in many if item is not None]


def radios(bound: BoundField, heading: bool) -> SafeString:
    given = chosen(bound)
    drawn = [{**item, "checked": item["value"] in given} for item in items(bound) if item["value"]]
    return component("radios", {**with_legend(bound, heading), "items": drawn})


def checkboxes(bound: BoundField, heading: bool) -> SafeString:
    given = chosen(bound)
    drawn = [{**item, "checked": item["value"] in given} for item in items(bound) if item["value"]]
    return component("checkboxes", {**with_legend(bound, heading), "items": drawn})


def checkbox(bound: BoundField, heading: bool) -> SafeString:
    """A single yes: its label stands beside the box, its hint below, and there is no legend."""
    options = {**common(bound), "idPrefix": bound.auto_id or bound.html_name}
    hint = options.pop("hint")
    item = {"value": "on", "text": str(bound.label), "checked": bool(bound.value()), "hint": hint}
    return component("checkboxes", {**options, "items": [item]})


def select(bound: BoundField, heading: bool) -> SafeString:
    given = chosen(bound) or [""]
    drawn = [{**item, "selected": item["value"] in given} for item in items(bound)]
    return component("select", {**with_label(bound, heading), "items": drawn})


def date(bound: BoundField, heading: bool) -> SafeString:
    typed = bound.field.widget.format_value(bound.value())
    wrong = errors.wrong_parts(bound)
    identity = bound.auto_id or bound.html_name
    boxes = [
        {
            "id": f"{identity}-{part}",
            "name": f"{bound.html_name}-{part}",
            "label": part.capitalize(),
            "value": value,
            "classes": f"govuk-input--width-{WIDTHS[part]}"
            + (" govuk-input--error" if part in wrong else ""),
        }
        for part, value in zip(bound.field.widget.parts, typed, strict=True)
    ]
    return component("date-input", {**with_legend(bound, heading), "name": None, "items": boxes})


def upload(bound: BoundField, heading: bool) -> SafeString:
    attributes = bound.field.widget.attrs
    options = {**with_label(bound, heading), "multiple": attributes.get("multiple"), "javascript": True}
    return component("file-upload", options)


def unknown(bound: BoundField, heading: bool) -> SafeString:
    """A widget the Design System has nothing for: its own HTML between the label and the errors."""
    options = with_label(bound, heading)
    described = [component("label", {**options["label"], "for": options["id"]})]
    if options["hint"]:
        described.append(component("hint", {**options["hint"], "id": f"{options['id']}-hint"}))
    if options["errorMessage"]:
        described.append(
            component("error-message", {**options["errorMessage"], "id": f"{options['id']}-error"})
        )
    group = "govuk-form-group govuk-form-group--error" if options["errorMessage"] else "govuk-form-group"
    return together([f'<div class="{group}">', *described, str(bound), "</div>"])


class Radios(forms.RadioSelect):
    """Radio buttons of which some say more: `Radios(hints={"email": "We will write to you there"})`."""

    def __init__(self, *, hints: dict[str, str] | None = None, **options: Any):
        super().__init__(**options)
        self.hints = hints or {}


class Checkboxes(forms.CheckboxSelectMultiple):
    """Checkboxes of which some say more."""

    def __init__(self, *, hints: dict[str, str] | None = None, **options: Any):
        super().__init__(**options)
        self.hints = hints or {}


# A widget that is none of these is drawn as the nearest kind it descends from.
COMPONENTS: dict[type, Callable[[BoundField, bool], SafeString]] = {
    DateBoxes: date,
    forms.CheckboxSelectMultiple: checkboxes,
    forms.RadioSelect: radios,
    forms.SelectMultiple: checkboxes,
    forms.Select: select,
    forms.CheckboxInput: checkbox,
    forms.FileInput: upload,
    forms.PasswordInput: password,
    forms.Textarea: long_text,
    Input: text_input,
}
