"""Any Django form, asked one thing per page, checked as a whole and sent once; no script is needed.

ask = Journey(
    Ask, name="ask", title="Ask for information",
    pages=[Page("wanted"), Page("by"), Page("address", when=lambda given: given.get("by") == "post")],
    submit=send,  # send(cleaned, request, key) -> the address to go to
)
urlpatterns = [path("ask/", include(ask.urls))]
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guildhall.commons.design.errors import sentences
from guildhall.commons.forms.answers import LIMIT, Answers, already_sent
from guildhall.commons.forms.page import Given, Page
from guildhall.commons.forms.showing import Row, shown
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.pages.audience import anyone

__all__ = ["Journey", "Page"]

Submit = Callable[[Given, HttpRequest, str], str]
View = Callable[..., HttpResponseBase]
SEE_OTHER = 303


class Journey:
    """A form asked page by page.

    `submit(cleaned, request, key)` does what the form is for and returns where to go; `key` is the same for
    a form sent twice, and a kernel action takes it as its `submission`. It may raise ValidationError or
    Refused, which the check page shows. `options(request)` gives the form its further arguments.
    `beside(given)` adds to what the check page, a template of one's own, can show.
    """

    def __init__(
        self,
        form: type[BaseForm],
        *,
        name: str,
        title: str,
        pages: Sequence[Page | tuple[str, ...]],
        submit: Submit,
        send: str = "Send",
        declaration: str = "",
        before: str = "/",
        options: Callable[[HttpRequest], dict[str, Any]] = lambda request: {},
        audience: Callable[[View], View] = anyone,
        page_template: str = "journeys/page.html",
        check_template: str = "journeys/check.html",
        beside: Callable[[Given], Given] = lambda given: {},
    ):
        self.form, self.name, self.title, self.submit, self.options = form, name, title, submit, options
        self.pages = [page if isinstance(page, Page) else Page(*page) for page in pages]
        self.send, self.declaration, self.before, self.audience = send, declaration, before, audience
        self.page_template, self.check_template, self.beside = page_template, check_template, beside

    @property
    def urls(self) -> list[URLPattern]:
        """To be included under the journey's address; `name` is the name of its start."""

        def view(function: View) -> View:
            guarded = self.audience(require_http_methods(["GET", "HEAD", "POST"])(function))
            return never_cache(guarded)

        return [
            path("", view(self.start), name=self.name),
            path("check/", view(self.check), name=f"{self.name}-check"),
            path("<slug:slug>/", view(self.page), name=f"{self.name}-page"),
        ]

    def start(self, request: HttpRequest) -> HttpResponse:
        return self.to(self.pages[0])

    def page(self, request: HttpRequest, slug: str) -> HttpResponse:
        """One page: shown with what was answered before, or taken and the next one shown."""
        page = next((page for page in self.pages if page.slug == slug), None)
        if page is None:
            raise Http404
        answers = Answers.of(request, self.name)
        if request.method == "POST":
            return self.take(request, page, answers)
        reached = self.reached(request, answers)
        if page not in reached:
            return self.to(reached[-1])
        answered = page.slug in answers.pages
        form = self.assembled(request, answers, reached) if answered else self.form(**self.options(request))
        return self.show(request, page, self.narrowed(form, page), answers)

    def take(self, request: HttpRequest, page: Page, answers: Answers) -> HttpResponse:
        """Keeps a page's answers if they will do; else shows them again with what is wrong, 422."""
        if removed := request.POST.get("remove"):
            answers.remove(removed)
            answers.keep(request, self.name)
            return self.to(page, change="change" in request.GET)
        before = answers.pages.get(page.slug)
        answers.take(page.slug, request.POST)
        too_large = [name for name in page.fields if any(map(is_too_large, request.FILES.getlist(name)))]
        answers.stage(request.FILES, [name for name in page.fields if name not in too_large])
        form = self.judged(request, page, answers, too_large)
        if form.errors:
            shown_again = self.show(request, page, form, answers, status=422)
            self.put_back(answers, page, before)
            answers.keep(request, self.name)
            return shown_again
        answers.keep(request, self.name)
        return self.onwards(request, page, answers)

    def judged(
        self, request: HttpRequest, page: Page, answers: Answers, too_large: Sequence[str]
    ) -> BaseForm:
        """The form with this page's fields and their errors; what concerns the whole waits for the check."""
        reached = self.reached(request, answers)
        form = self.assembled(request, answers, [*(each for each in reached if each is not page), page])
        form.full_clean()
        for name in [name for name in form.errors if name not in page.fields]:
            del form.errors[name]
        for name in too_large:
            form.errors.pop(name, None)
            limit = filesizeformat(settings.UPLOAD_LIMIT)
            form.add_error(name, f"The file must be smaller than {limit}")
        if answers.length > LIMIT:
            form.add_error(None, f"Your answers are too long to keep. Shorten them to {LIMIT:,} characters")
        return self.narrowed(form, page)

    def put_back(self, answers: Answers, page: Page, before: dict[str, list[str]] | None) -> None:
        """An answer that will not do does not take the place of one that did."""
        answers.pages.pop(page.slug)
        if before is not None:
            answers.pages[page.slug] = before

    def onwards(self, request: HttpRequest, page: Page, answers: Answers) -> HttpResponse:
        """The next page that is asked; after a change, the next that is not yet answered, or the check."""
        reached = self.reached(request, answers)
        if page not in reached:
            return self.to(reached[-1])
        if "change" in request.GET:
            open_pages = [each for each in reached if each.slug not in answers.pages]
            return self.to(open_pages[0] if open_pages else None, change=bool(open_pages))
        later = reached[reached.index(page) + 1 :]
        return self.to(later[0] if later else None)

    def check(self, request: HttpRequest) -> HttpResponse:
        """Check your answers; and the one sending of them."""
        if request.method == "POST" and (led := already_sent(request, self.name)):
            return redirect_after_post(led)
        answers = Answers.of(request, self.name)
        reached = self.reached(request, answers)
        if any(page.slug not in answers.pages for page in reached):
            return self.ended(request) if request.method == "POST" else self.to(reached[-1])
        form = self.assembled(request, answers, reached)
        form.full_clean()
        if request.method == "POST" and not form.errors:
            return self.finish(request, form, answers, reached)
        return self.show_check(request, form, answers, reached)

    def ended(self, request: HttpRequest) -> HttpResponse:
        """What was sent cannot be put together again: the session is over, and the page too old to trust."""
        return render(
            request, "journeys/ended.html", {"journey": self, "start": reverse(self.name)}, status=422
        )

    def finish(
        self, request: HttpRequest, form: BaseForm, answers: Answers, reached: Sequence[Page]
    ) -> HttpResponse:
        try:
            url = self.submit(form.cleaned_data, request, answers.key)
        except Invalid as refusal:
            for name, errors in refusal.form.errors.as_data().items():
                form.add_error(name if name in form.fields else None, errors)
        except (Refused, ValidationError) as refusal:
            form.add_error(None, refusal if isinstance(refusal, ValidationError) else str(refusal))
        else:
            answers.finish(request, self.name, url)
            return redirect_after_post(url)
        finally:
            close_files(form)
        return self.show_check(request, form, answers, reached)

    def show(
        self, request: HttpRequest, page: Page, form: BaseForm, answers: Answers, *, status: int = 200
    ) -> HttpResponse:
        context = {
            "journey": self,
            "page": page,
            "form": form,
            "heading": page.title or str(form.visible_fields()[0].label),
            "back": self.back(request, page, answers),
            "staged": [(name, file) for name in page.fields for file in answers.files.get(name, [])],
            "answers": answers,
            "state": answers.signed(self.name),
        }
        return render(request, self.page_template, context, status=status)

    def show_check(
        self, request: HttpRequest, form: BaseForm, answers: Answers, reached: Sequence[Page]
    ) -> HttpResponse:
        context = {
            "journey": self,
            "form": form,
            "rows": list(self.rows(form, reached)),
            "problems": list(self.problems(form, reached)),
            "back": self.address(reached[-1]),
            "answers": answers,
            "state": answers.signed(self.name),
            **self.beside(form.cleaned_data),
        }
        return render(request, self.check_template, context, status=422 if form.errors else 200)

    def rows(self, form: BaseForm, reached: Iterable[Page]) -> Iterable[Row]:
        for page in reached:
            for name in page.fields:
                yield Row(str(form[name].label), shown(form[name]), f"{self.address(page)}?change")

    def problems(self, form: BaseForm, reached: Iterable[Page]) -> Iterable[dict[str, str | None]]:
        """What is wrong with the whole, each leading to the page where it can be put right."""
        places = {name: f"{self.address(page)}?change" for page in reached for name in page.fields}
        for name in form.errors:
            told = sentences(form[name]) if name in form.fields else form.non_field_errors()
            yield from ({"text": str(text), "href": places.get(name)} for text in told)

    def reached(self, request: HttpRequest, answers: Answers) -> list[Page]:
        """The pages that are asked, given the answers, up to and including the first one not yet answered."""
        answered = [page for page in self.pages if page.slug in answers.pages]
        form = self.assembled(request, answers, answered)
        form.full_clean()
        given: Given = {}
        pages: list[Page] = []
        for page in self.pages:
            if not page.when(given):
                continue
            pages.append(page)
            if page not in answered:
                break
            given |= {name: form.cleaned_data[name] for name in page.fields if name in form.cleaned_data}
        return pages

    def assembled(self, request: HttpRequest, answers: Answers, pages: Sequence[Page]) -> BaseForm:
        """The form over the answers of these pages, without the fields of all others."""
        data = answers.data(page.slug for page in pages)
        form = self.form(data, answers.uploads(), **self.options(request))
        return restricted(form, [name for page in pages for name in page.fields])

    def narrowed(self, form: BaseForm, page: Page) -> BaseForm:
        """The form with only a page's fields; a page's only question is its heading."""
        form.heading = not page.title and len(page.fields) == 1  # type: ignore[attr-defined]
        return restricted(form, page.fields)

    def back(self, request: HttpRequest, page: Page, answers: Answers) -> str:
        if "change" in request.GET:
            return reverse(f"{self.name}-check")
        reached = self.reached(request, answers)
        before = reached[: reached.index(page)] if page in reached else []
        return self.address(before[-1]) if before else self.before

    def address(self, page: Page) -> str:
        return reverse(f"{self.name}-page", args=[page.slug])

    def to(self, page: Page | None, *, change: bool = False) -> HttpResponse:
        """On to a page, or to the check where there is none left."""
        if page is None:
            return redirect_after_post(reverse(f"{self.name}-check"))
        return redirect_after_post(self.address(page) + ("?change" if change else ""))


def restricted(form: BaseForm, names: Iterable[str]) -> BaseForm:
    form.fields = {name: form.fields[name] for name in names}
    return form


def close_files(form: BaseForm) -> None:
    for name in form.files:
        for file in form.files.getlist(name):
            file.close()


def is_too_large(file: Any) -> bool:
    return bool(file.size > settings.UPLOAD_LIMIT)


def redirect_after_post(url: str) -> HttpResponse:
    response = HttpResponseRedirect(url)
    response.status_code = SEE_OTHER
    return response
