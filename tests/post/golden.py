"""The golden files: every mail as text, in every shape. `python -m tests.post.golden` writes them anew."""

from pathlib import Path

from bot.post.render import Rendered, Templates, ready_templates
from bot.post.samples import Sample, samples

FOLDER = Path(__file__).parent / "golden"


def path_of(sample: Sample) -> Path:
    """Return where the golden file of a sample is."""
    return FOLDER / f"{sample.mail.value}.{sample.shape}.txt"


def as_text(words: Rendered) -> str:
    """Return subject and text as a golden file holds them."""
    return f"Subject: {words.subject}\n\n{words.text}"


def main() -> None:
    """Write what is rendered now; read the difference before it is committed."""
    templates = Templates([ready_templates()])
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.txt"):
        old.unlink()
    for sample in samples():
        path_of(sample).write_text(as_text(templates.render(sample.mail, sample.context)), encoding="utf-8")


if __name__ == "__main__":
    main()
