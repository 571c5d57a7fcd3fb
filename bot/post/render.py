"""Templates become the words of a mail. A fault in a template is found at start-up, not on the day.

Templates are sandboxed and strict: a name that the context does not have is an error, never a blank. A
context is data; nothing in it is ever read as a template.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

import bot
from bot.desk.tasks import Mail
from bot.digest.context import DigestContext
from bot.errors import Misconfigured
from bot.post.context import MailContext
from bot.post.faults import ENTRY, ENTRY_FILES, FILES, broken_promise, in_words, misplaced
from bot.post.fill import fill
from bot.post.inert import SUBJECT_LIMIT, one_line, visible
from bot.post.inline import inline_styles
from bot.post.invite import EntryWords
from bot.post.samples import Sample, samples

STYLE = "style.css"

# What an expression in a template can raise when it meets a value.
_FAULTS = (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, OSError, RecursionError)

Context = MailContext | DigestContext


@dataclass(frozen=True, slots=True)
class Rendered:
    """The words of one mail."""

    subject: str  # one line
    text: str  # LF line ends, 72 columns
    html: str


def ready_templates() -> Path:
    """Return the folder of the templates that come with Sluice: in a checkout, or in an installed wheel."""
    package = Path(bot.__file__).parent
    installed = package / "_data" / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


class Templates:
    """The words of every mail, from folders of which an earlier one's files stand before a later one's."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        self._environment = ImmutableSandboxedEnvironment(
            loader=_Loader([str(folder) for folder in folders]),
            undefined=StrictUndefined,
            finalize=_shown,
            autoescape=lambda name: name is not None and name.endswith(".html"),
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )

    def render(self, mail: Mail, context: Context) -> Rendered:
        """Return the words of `mail`.

        Raises:
            Misconfigured: The template has a fault; the sentence names file, line and fault.
        """
        subject, text, html = (self._one(mail.value, file, context) for file in FILES)
        return Rendered(one_line(subject, SUBJECT_LIMIT + 50), fill(text), html.strip() + "\n")

    def record(self, context: MailContext) -> str:
        """Return the record of an import as its last mail has it, as plain text.

        Raises:
            Misconfigured: As `render` does.
        """
        return fill(self._one(".", "record.txt", context))

    def entry(self, context: MailContext) -> EntryWords:
        """Return the words of an entry in people's calendars, whose day is the context's plan.

        Raises:
            Misconfigured: As `render` does.
        """
        summary, description = (self._one(ENTRY, file, context) for file in ENTRY_FILES)
        return EntryWords(one_line(summary, SUBJECT_LIMIT), fill(description, width=len(description)).strip())

    def check(self) -> list[str]:
        """Return every fault of every template in words; none: each mail can be written in every shape."""
        faults = [fault for folder in self._folders for fault in misplaced(folder)]
        faults += [fault for sample in samples() for fault in self._faults(sample)]
        return list(dict.fromkeys(faults))

    def _one(self, folder: str, file: str, context: Context) -> str:
        values = {field.name: getattr(context, field.name) for field in fields(context)}
        try:
            return self._environment.get_template(f"{folder}/{file}").render(values)
        except _FAULTS as error:
            raise Misconfigured(in_words(f"{folder}/{file}", error)) from error

    def _faults(self, sample: Sample) -> Iterator[str]:
        files = [(sample.mail.value, file) for file in FILES]
        if isinstance(sample.context, MailContext) and sample.context.ref and sample.context.plan:
            files += [(ENTRY, file) for file in ENTRY_FILES]
        for folder, file in files:
            try:
                words = self._one(folder, file, sample.context)
            except Misconfigured as fault:
                yield str(fault)
            else:
                broken = broken_promise(file, words, sample)
                if broken:
                    yield f"template {folder}/{file}: {broken}"


class _Loader(FileSystemLoader):
    """Reads templates from folders, the styles already written into their HTML."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, filename, fresh = super().get_source(environment, template)
        if not template.endswith(".html"):
            return source, filename, fresh
        css, _, _ = super().get_source(environment, STYLE)
        return inline_styles(source, css), filename, fresh


def _shown(value: object) -> object:
    """Let nothing invisible through, wherever it comes from; markup stays markup."""
    return type(value)(visible(value)) if isinstance(value, str) else value
