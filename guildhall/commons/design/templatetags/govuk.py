"""The tags every template has: GOV.UK components, form fields, and what the layout needs."""

from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template.base import Parser, Token
from django.template.base import token_kwargs as read_options
from django.template.context import Context
from django.template.defaulttags import querystring
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from guildhall.commons.design import forms
from guildhall.commons.design.govuk import component, nested

register = template.Library()


@register.simple_tag(name="govuk")
def govuk(name: str, /, **options: Any) -> SafeString:
    """One component: `{% govuk "button" text="Send" prevent_double_click=True %}`.

    Options are the Design System's, in snake_case; two underscores go down a level: `label__text="Name"`.
    """
    html = component(name, nested(options))
    # Alone outside <main>, a back link would belong to no landmark.
    return format_html('<nav aria-label="Back">{}</nav>', html) if name == "back-link" else html


@register.simple_tag
def part(name: str, /, **given: Any) -> SafeString:
    """A part of the page that is written many times, by Jinja: `{% part "kernel/rows.html" rows=rows %}`.

    It lies in its package's jinja2 folder, and knows only what it is given.
    """
    return mark_safe(get_template(name, using="jinja").render(given))  # noqa: S308 - Jinja has escaped it


@register.tag(name="govukblock")
def govukblock(parser: Parser, token: Token) -> "BlockNode":
    """One component around its content: `{% govukblock "details" summary_text="Help" %}…{% endgovukblock %}`.

    The content becomes the component's `html`; `into="caption_html"` names another option.
    """
    _, name, *rest = token.split_contents()
    options = read_options(rest, parser)
    content = parser.parse(("endgovukblock",))
    parser.delete_first_token()
    return BlockNode(parser.compile_filter(name), options, content)


class BlockNode(template.Node):
    def __init__(self, name: Any, options: dict[str, Any], nodelist: template.NodeList):
        self.name, self.options, self.nodelist = name, options, nodelist

    def render(self, context: Context) -> SafeString:
        options = {key: value.resolve(context) for key, value in self.options.items()}
        into = options.pop("into", "html")
        return component(self.name.resolve(context), nested({**options, into: self.nodelist.render(context)}))


@register.simple_tag
def field(bound: BoundField, *, heading: bool = False) -> SafeString:
    """One field of a form; with `heading=True` its label is the heading of the page."""
    return forms.render_field(bound, heading=heading)


@register.simple_tag
def error_summary(form: BaseForm) -> SafeString:
    """What is wrong with a form, at the top of its page; nothing where nothing is."""
    return forms.render_error_summary(form)


@register.simple_tag(takes_context=True)
def pagination(context: Context, page: Page[Any], *, label: str = "Pages") -> SafeString:
    """Links to the pages of a list, keeping the rest of the address; nothing where there is one page."""
    if not page.has_other_pages():
        return SafeString()

    def address(number: int) -> str:
        return str(querystring(context, page=number))

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    options = {
        "landmarkLabel": label,
        "previous": {"href": address(page.previous_page_number())} if page.has_previous() else None,
        "next": {"href": address(page.next_page_number())} if page.has_next() else None,
        "items": [
            {"number": number, "href": address(number), "current": number == page.number}
            if isinstance(number, int)
            else {"ellipsis": True}
            for number in numbers
        ],
    }
    return component("pagination", options)
