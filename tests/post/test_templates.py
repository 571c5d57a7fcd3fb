"""What people read: each mail in each shape, as text and as HTML, and what happens to a broken template."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from bot.desk.tasks import Audience, Mail
from bot.digest.context import DigestContext, Row
from bot.errors import Misconfigured
from bot.post.answers import Answer
from bot.post.comparison import RowWords, SignedWords
from bot.post.context import MailContext
from bot.post.render import Templates, ready_templates
from bot.post.samples import Sample, samples
from bot.post.speech import HeardWords, PlanWords
from bot.reading.commands import Command, parse_commands
from tests.post.golden import FOLDER, as_text, path_of

SAMPLES = tuple(samples())
each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: f"{s.mail.value}.{s.shape}")


@pytest.fixture(scope="module")
def templates() -> Templates:
    return Templates([ready_templates()])


def words_of(text: str) -> list[str]:
    """Return the words alone: no quote marks, bullets, blanks to fill in, emphasis or addresses of links."""
    text = re.sub(r"^\s*(mailto:\S+)$", "", text, flags=re.MULTILINE)
    return [word for word in re.sub(r"[*_]|^\s*[->] ", " ", text, flags=re.MULTILINE).split() if word]


@each_sample
def test_text_is_what_was_agreed_on(templates: Templates, sample: Sample) -> None:
    """Nobody changes a wording without seeing it: the text is that of its golden file."""
    rendered = as_text(templates.render(sample.mail, sample.context))
    assert rendered == path_of(sample).read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    """Each golden file belongs to a mail that can be sent."""
    assert {path.name for path in FOLDER.iterdir()} == {path_of(sample).name for sample in SAMPLES}


@each_sample
def test_html_says_what_the_text_says(templates: Templates, sample: Sample) -> None:
    """Who reads the HTML reads the same words in the same order as who reads the text."""
    words = templates.render(sample.mail, sample.context)
    page = LexborHTMLParser(words.html).css_first(".page")
    assert page is not None
    assert words_of(page.text(separator="")) == words_of(re.sub(r"\n {2,}", "\n", words.text))


@each_sample
def test_html_offers_the_links_of_the_text(templates: Templates, sample: Sample) -> None:
    """The one-click answers are the same in both."""
    words = templates.render(sample.mail, sample.context)
    links = [a.attributes["href"] for a in LexborHTMLParser(words.html).css("a")]
    assert links == re.findall(r"mailto:\S+", words.text)


@each_sample
def test_text_keeps_to_72_columns(templates: Templates, sample: Sample) -> None:
    """A line is longer only where it is a link, which must not be cut."""
    lines = templates.render(sample.mail, sample.context).text.splitlines()
    assert [line for line in lines if len(line) > 72 and "mailto:" not in line] == []


@each_sample
def test_html_fetches_nothing(templates: Templates, sample: Sample) -> None:
    """F11: Opening a mail loads nothing from anywhere and runs nothing."""
    html = templates.render(sample.mail, sample.context).html
    assert not re.search(r"https?:|<img|<link|<script|url\(|@import|cid:", html)


@each_sample
def test_one_action_comes_first(templates: Templates, sample: Sample) -> None:
    """Below the words it answers, a mail's first line says what it is about; nothing goes before that."""
    words = templates.render(sample.mail, sample.context)
    lead = LexborHTMLParser(words.html).css_first(".lead")
    assert lead is not None
    first = next(p for p in words.text.split("\n\n") if not p.startswith(">"))
    assert first.split() == lead.text().split()


@pytest.mark.parametrize(
    "sample", [s for s in SAMPLES if s.audience is Audience.FIRM], ids=lambda s: s.mail.value
)
def test_a_firm_always_learns_how_to_reach_a_person(templates: Templates, sample: Sample) -> None:
    """Every mail to a firm says how, and none of the words that mean something else in this house."""
    words = templates.render(sample.mail, sample.context)
    assert "write *person*" in " ".join(words.text.split())
    assert not re.search(r"\bclosed\b|@sluice|turn(ing)?_o", words.text)


def test_ready_templates_have_no_fault(templates: Templates) -> None:
    """What is shipped passes its own check."""
    assert templates.check() == []


def a_template(folder: Path, name: str, source: str) -> Templates:
    """Return the templates with one of an admin's own before the ready ones."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(source, encoding="utf-8")
    return Templates([folder, ready_templates()])


def test_an_admins_file_stands_before_ours(tmp_path: Path) -> None:
    """One wording is changed by one file; everything else stays ready."""
    templates = a_template(tmp_path, "nudge/subject.txt", "Still importing? [{{ ref }}]")
    sample = next(s for s in SAMPLES if s.mail is Mail.NUDGE)
    assert templates.render(Mail.NUDGE, sample.context).subject == "Still importing? [IMP-1]"
    assert templates.check() == []


@pytest.mark.parametrize(
    ("name", "source", "fault"),
    [
        ("nudge/subject.txt", "[{{ ref }}]\n{{ firma }}", r"nudge/subject.txt, line 2: 'firma' is undefined"),
        ("nudge/body.txt", "person\n{% if %}", r"nudge/body.txt, line 2: Expected an expression"),
        ("nudge/body.html", '{% extends "basis.html" %}', r"nudge/body.html: the file basis.html is missing"),
        ("nudge/subject.txt", "Still importing?", r"nudge/subject.txt: it does not name the ticket"),
        ("nudge/body.txt", "Still importing?", r"nudge/body.txt: it does not say how to reach a person"),
        ("nudge/body.html", "\n", r"nudge/body.html: it says nothing"),
        ("nudge/subject.txt", "[{{ ref }}] {{ 1 / 0 }}", r"nudge/subject.txt, line 1: division by zero"),
        ("nugde/subject.txt", "[{{ ref }}]", r"nugde/subject.txt: no mail is written from it"),
        ("proceed/body.txt", "person {{ plan.begins }}", r"has no attribute 'begins'"),
        ("proceed/body.txt", "person {{ ref.__class__.__mro__ }}", r"'__class__'.*unsafe"),
    ],
)  # fmt: skip
def test_a_broken_template_is_named_before_anything_starts(
    tmp_path: Path, name: str, source: str, fault: str
) -> None:
    """The check names file, line and fault in words, once."""
    faults = a_template(tmp_path, name, source).check()
    assert len(faults) == 1
    assert re.search(fault, faults[0])


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A misspelt folder would leave every wording of the admin's unused without a word."""
    (fault,) = Templates([tmp_path / "nowhere", ready_templates()]).check()
    assert fault.endswith("nowhere: there is no such folder")


def test_every_command_we_print_is_one_that_is_understood(templates: Templates) -> None:
    """Staff and admins can send back a line of ours as it stands."""
    printed = {
        line.strip()
        for sample in SAMPLES
        for line in templates.render(sample.mail, sample.context).text.splitlines()
        if line.strip().startswith("@sluice")
    }
    assert len(printed) > 10
    assert [line for line in printed if not isinstance(parse_commands(line)[0], Command)] == []


def test_no_command_of_ours_stands_at_the_start_of_a_line(templates: Templates) -> None:
    """A mail of ours that comes back unquoted gives no orders."""
    texts = [templates.render(sample.mail, sample.context).text for sample in SAMPLES]
    assert [text for text in texts if parse_commands(text)] == []


def test_a_broken_template_never_goes_out(tmp_path: Path) -> None:
    """A mail with a gap in it is not sent; the error names the gap."""
    templates = a_template(tmp_path, "nudge/body.html", "{{ nobody }}")
    with pytest.raises(Misconfigured, match="nobody"):
        templates.render(Mail.NUDGE, next(s.context for s in SAMPLES if s.mail is Mail.NUDGE))


def test_what_a_writer_wrote_is_never_a_template_nor_html(templates: Templates) -> None:
    """F2, F3, F6: Braces and tags in a letter are shown as they were written, the invisible by its code."""
    sample = next(s for s in SAMPLES if s.mail is Mail.IS_IT_FINISHED)
    assert isinstance(sample.context, MailContext)
    context = replace(sample.context, quote=("{{ 7 * 7 }} <script>alert(1)</script> {% raw %} \u202e\x1b",))
    words = templates.render(Mail.IS_IT_FINISHED, context)
    assert "> {{ 7 * 7 }} <script>alert(1)</script> {% raw %} [U+202E][U+001B]" in words.text
    assert "{{ 7 * 7 }} &lt;script&gt;alert(1)&lt;/script&gt; {% raw %} [U+202E][U+001B]" in words.html


@pytest.mark.parametrize(
    "values",
    [MailContext, PlanWords, RowWords, SignedWords, HeardWords, DigestContext, Row, Answer],
)
def test_every_name_a_template_can_use_is_documented(values: type) -> None:
    """An admin who changes a wording finds what can be said in one page."""
    page = (ready_templates() / "README.md").read_text(encoding="utf-8")
    names = [name for name in values.__dataclass_fields__ if not re.search(rf"`\.?{name}`", page)]  # type: ignore[attr-defined]
    assert names == []


def test_styles_survive_without_a_style_sheet(templates: Templates) -> None:
    """Every element that is styled bears its style itself, put there once and not for each mail."""
    html = templates.render(SAMPLES[0].mail, SAMPLES[0].context).html
    unstyled = [tag for tag in re.findall(r'<\w+ class="[^>]*>', html) if "style=" not in tag]
    assert unstyled == []
    assert "max-width: 600px" in html
    assert "prefers-color-scheme: dark" in html
