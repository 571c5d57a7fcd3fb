"""The README's picture is printed from the tables."""

from pathlib import Path

from bot.desk.lifecycle import TABLE
from bot.desk.picture import picture
from bot.desk.ticket import Stage

README = Path(__file__).parents[2] / "README.md"
BEGIN, END = "<!-- lifecycle -->\n", "\n<!-- /lifecycle -->"


def test_the_readme_shows_the_lifecycle_as_it_is() -> None:
    """After a change of the tables, put what `python -m bot.desk.picture` prints between the marks."""
    shown = README.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]
    assert shown.strip() == picture().strip()


def test_every_way_from_stage_to_stage_is_an_arrow() -> None:
    """No row that moves a ticket is left out, and no arrow is made up."""
    ways = {(stage, step.to) for stage, row in TABLE.items() for step in row.values() if step.to is not stage}
    ways |= {
        (Stage.TURNING_ON, to) for to in (Stage.CHECKING, Stage.SCHEDULED, Stage.REQUESTED, Stage.CANCELLED)
    }
    arrows = [line.split(" : ")[0].split(" --> ") for line in picture().splitlines() if " : " in line]
    assert sorted(map(tuple, arrows)) == sorted((f"    {stage}", f"{to}") for stage, to in ways)
