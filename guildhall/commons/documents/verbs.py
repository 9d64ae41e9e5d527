"""The verbs of documents, which every service has: attach one, give it out; and the party's own, send one."""

from __future__ import annotations

from typing import Any

from django import forms

from guildhall.commons.documents.fields import DocumentField
from guildhall.commons.documents.keeping import keep
from guildhall.commons.documents.models import Document
from guildhall.kernel.actions import Action, ActionForm
from guildhall.kernel.prepared import Prepared
from guildhall.kernel.services import Service
from guildhall.kernel.verbs import also

Kind = Document.Kind


class Attach(ActionForm):
    """A file, and what it is to the record."""

    file = DocumentField(label="Which file?", help_text="Up to 25 MB.")
    kind = forms.ChoiceField(
        label="What is it?",
        choices=[
            (Kind.RECEIVED, "Something the person whose record it is sent us: they see it too"),
            (Kind.WORKING, "A working paper, or something from somebody else: only we see it"),
        ],
        widget=forms.RadioSelect,
    )


class Send(ActionForm):
    """A file from the person whose record it is."""

    file = DocumentField(label="Which file?", help_text="Up to 25 MB.")


class ReleaseDocument(ActionForm):
    """Which document is given out."""

    document = forms.ModelChoiceField(
        label="Which document?",
        queryset=Document.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        help_text="The person whose record it is will see it; everybody will, where the record is published.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            held = Document.objects.filter(record=self.record.pk, forgotten_on=None)
            self.fields["document"].queryset = held.exclude(kind=Kind.RELEASED)  # type: ignore[attr-defined]


def attach_document(record: Any, file: Any, kind: str) -> None:
    """Keep a file with the record."""
    keep(record, file, kind)


def send_document(record: Any, file: Any) -> None:
    """Send us a file about it."""
    keep(record, file, Kind.RECEIVED)


def release_document(record: Any, document: Document) -> None:
    """Give a document out: to whoever asked, and to everybody where the record is published."""
    document.kind = Kind.RELEASED
    document.save(update_fields=["kind"])


def _something_to_release(record: Any, by: Any) -> str | None:
    return None if _held(record=record.pk) else "It has no document that is not given out already."


_held = Prepared(
    lambda record: (
        Document.objects.filter(record=record, forgotten_on=None)
        .exclude(kind=Kind.RELEASED)
        .values_list("pk", flat=True)[:1]
    )
)


@also
def give(service: Service) -> None:
    """Gives a service the verbs of documents."""
    every = tuple(service.stages.values)
    Action(
        service,
        attach_document,
        stages=every,
        asks=Attach,
        label="Attach a document",
        says="{actor} attached “{file}”.",
    )
    Action(
        service,
        send_document,
        asks=Send,
        party=True,
        label="Send us a document",
        says="{actor} sent us “{file}”.",
        tells="You sent us a document.",
    )
    Action(
        service,
        release_document,
        stages=every,
        asks=ReleaseDocument,
        gates=(_something_to_release,),
        label="Give a document out",
        says="{actor} gave out “{document}”.",
        tells="We gave out a document.",
    )
