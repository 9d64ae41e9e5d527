"""A document on paper is read aloud as well as looked at: tags, language, order, contrast (PDF/UA-1)."""

from datetime import UTC, datetime

import pytest

from guildhall.commons.design.colour import contrast
from guildhall.commons.paper import kept as keeping
from guildhall.commons.paper.kept import forget, kept
from guildhall.commons.paper.setting import SettingFailed, dress, pdf
from tests.paper.inside import Inside, validated, verapdf

SAMPLE = "commons/paper/sample.typ"
NOW = datetime(2018, 4, 3, 9, tzinfo=UTC)
# What would do harm or vanish, were it read as markup.
HOSTILE = '#panic("x") *bold* $x^2$ @nobody // gone #read("/etc/passwd") \\ [Ŵŷ]'


def sample(**changed):
    data = {
        "title": "The sample",
        "words": "First this.\n\nThen that.",
        "figures": [
            {"shown": "1,619", "name": "requests", "under": "2017-18"},
            {"shown": "97%", "name": "content", "share": 97},
        ],
        "rows": [{"number": str(number), "what": f"Row {number}"} for number in range(80)],
    }
    return {**data, **changed}


@pytest.fixture(scope="module")
def content(django_db_setup):
    return pdf(SAMPLE, sample(), made_at=NOW)


@pytest.fixture(scope="module")
def document(content):
    return Inside(content)


def test_it_says_that_it_is_tagged_what_it_is_called_and_in_which_language(document):
    assert document.catalog["/MarkInfo"]["/Marked"]
    assert document.catalog["/Lang"] == "en-GB"
    assert document.catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert document.reader.metadata.title == "The sample"
    assert document.reader.metadata.author == dress()["council"]


def test_it_is_read_in_the_order_in_which_it_is_printed(document):
    headings = document.of("Title", "H1", "H2")

    assert headings == ["The sample", "Contents", "Words", "Numbers", "Rows", "A long table", "A grid"]
    read = document.tags.words
    assert read.index("First this.") < read.index("Then that.") < read.index("1,619") < read.index("Row 79")


def test_every_cell_of_a_table_is_read_in_its_row(document):
    cells = document.of("TH", "TD")

    assert cells[:6] == ["Number", "What", "0", "Row 0", "1", "Row 1"]


def test_the_headings_of_a_table_are_printed_on_every_page_and_read_once(document):
    with_rows = [page for page in document.pages if "Row 4" in page or "Row 7" in page]

    assert len(with_rows) > 1
    assert all("Number" in page and "What" in page for page in with_rows)
    assert document.of("TH").count("Number") == 1


def test_a_column_in_which_nothing_stands_is_left_out(document):
    assert "Never" not in document.of("TH")


def test_every_font_is_in_the_file(document):
    assert document.fonts
    assert all(document.fonts.values())
    assert all("AtkinsonHyperlegibleNext" in name for name in document.fonts)


def test_what_somebody_wrote_never_becomes_markup():
    found = Inside(pdf(SAMPLE, sample(words=HOSTILE), made_at=NOW))

    assert HOSTILE in found.of("P")


def test_a_template_that_is_not_there_is_said():
    with pytest.raises(SettingFailed, match=r"nothing\.typ cannot be set"):
        pdf("commons/paper/nothing.typ", {}, made_at=NOW)


@pytest.mark.parametrize("colour", ["#4b2a63", "#0b0c0c", "#1d70b8", "#757575", "#b30000", "#00703c"])
def test_the_words_of_every_colour_that_is_allowed_stand_out(settings, colour):
    settings.COUNCIL = {**settings.COUNCIL, "colour": colour}
    shades, ink, quiet, white = dress()["theme"], "#0b0c0c", "#484949", "#ffffff"
    words = [(ink, white), (quiet, white), (ink, shades["tint"]), (quiet, shades["tint"])]
    words += [(white, shades["brand"]), (white, shades["dark"]), (shades["brand"], white)]
    words += [(shades["dark"], white), (shades["dark"], shades["tint"])]

    assert all(contrast(*pair) >= 4.5 for pair in words)
    # Figures on a tile are large and bold, and need 3 to 1.
    assert contrast(shades["brand"], shades["tint"]) >= 3


def test_it_is_set_once_and_again_when_its_words_change(settings, tmp_path):
    settings.DATA = tmp_path
    first = kept("x", SAMPLE, sample())
    (place,) = keeping.folder("x").glob("*")
    place.write_bytes(b"kept")

    assert first.startswith(b"%PDF-")
    assert kept("x", SAMPLE, sample()) == b"kept"
    assert kept("x", SAMPLE, sample(title="Another")).startswith(b"%PDF-")
    assert not place.exists()


def test_what_was_kept_can_be_forgotten(settings, tmp_path):
    settings.DATA = tmp_path
    kept("x", SAMPLE, sample())
    forget("x")

    assert not list(keeping.folder("x").glob("*"))


@pytest.mark.skipif(not verapdf(), reason="veraPDF needs a Java that compiles")
def test_verapdf_finds_nothing_against_pdf_ua(content, tmp_path):
    place = tmp_path / "sample.pdf"
    place.write_bytes(content)

    assert validated(place).startswith("compliant: 106 rules")


@pytest.mark.skipif(not verapdf(), reason="veraPDF needs a Java that compiles")
def test_verapdf_would_find_a_document_without_tags(tmp_path):
    import typst

    place = tmp_path / "untagged.pdf"
    place.write_bytes(typst.compile(b"= Hello", format="pdf", pdf_tags=False))

    assert "The document catalog dictionary shall include a MarkInfo dictionary" in validated(place)
