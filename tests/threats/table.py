"""The table of threats: each row's tests are those whose docstring begins with its id.

`python -m tests.threats.table` writes them into README.md, where a row that no test can show says why.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parents[1]
TABLE = Path(__file__).with_name("README.md")
ROW = re.compile(r"^\| ([A-M]\d{1,2}) \| ([^|]+) \| ([^|]*) \|$", re.MULTILINE)
IDS = re.compile(r"((?:[A-M]\d{1,2}, )*[A-M]\d{1,2}): ")


def shown_by() -> dict[str, list[str]]:
    """Return the tests of each id, as `file::test`, in the order of their files."""
    tests: dict[str, list[str]] = defaultdict(list)
    for file in sorted(TESTS.rglob("test_*.py")):
        for name, ids in _tests_of(file):
            for each in ids:
                tests[each].append(f"`{file.relative_to(TESTS)}::{name}`")
    return tests


def _tests_of(file: Path) -> Iterator[tuple[str, list[str]]]:
    for node in ast.parse(file.read_text()).body:
        if isinstance(node, ast.FunctionDef) and (ids := IDS.match(ast.get_docstring(node) or "")):
            yield node.name, ids[1].split(", ")


def rows() -> dict[str, str]:
    """Return what the last column says, by id."""
    return {each: tests for each, _, tests in ROW.findall(TABLE.read_text())}


def written() -> str:
    """Return the table with the tests there are now; a row without a test keeps its reason."""
    tests = shown_by()
    return ROW.sub(
        lambda row: f"| {row[1]} | {row[2]} | {'<br>'.join(tests[row[1]]) or row[3]} |", TABLE.read_text()
    )


if __name__ == "__main__":
    TABLE.write_text(written())
