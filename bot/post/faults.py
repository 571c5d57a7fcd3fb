"""What is wrong with a template, in words that an admin can act on."""

import traceback
from collections.abc import Iterator
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError

from bot.desk.tasks import Audience, Mail
from bot.post.context import MailContext
from bot.post.samples import Sample

FILES = ("subject.txt", "body.txt", "body.html")
ENTRY = "invitation"  # the folder of what stands in calendars
ENTRY_FILES = ("summary.txt", "description.txt")


def in_words(name: str, error: Exception) -> str:
    """Say what is wrong with the template `name` and at which line."""
    if isinstance(error, TemplateNotFound):
        return f"template {name}: the file {error.name} is missing"
    return f"template {_place(error) or name}: {error}"


def _place(error: Exception) -> str:
    """Return the file and line an error arose at, which Jinja writes into the traceback."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename}, line {error.lineno}"
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame for frame in frames if frame.filename.endswith((".txt", ".html"))]
    return f"{lines[-1].filename}, line {lines[-1].lineno}" if lines else ""


def broken_promise(file: str, words: str, sample: Sample) -> str:
    """Say which promise about all our mails the words of one break; empty: none."""
    if not words.strip():
        return "it says nothing"
    if not isinstance(sample.context, MailContext) or sample.audience is not Audience.FIRM:
        return ""
    if file in ENTRY_FILES:
        return ""
    if file == "subject.txt" and sample.context.ref not in words:
        return f"it does not name the ticket, [{sample.context.ref}]"
    if file != "subject.txt" and "person" not in words:
        return 'it does not say how to reach a person: "write *person*"'
    return ""


def misplaced(folder: Path) -> Iterator[str]:
    """Yield a fault for a folder that is not there, and for each file in it that nothing is written from."""
    if not folder.is_dir():
        yield f"template folder {folder}: there is no such folder"
    known = {mail.value: FILES for mail in Mail} | {ENTRY: ENTRY_FILES}
    for path in sorted(folder.glob("*/*")):
        if path.name not in known.get(path.parent.name, ()):
            yield f"template {path}: no mail is written from it; is the name misspelt?"
