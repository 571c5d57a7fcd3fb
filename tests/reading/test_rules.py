"""The rule tables prove themselves: every example is read, every counterexample is not."""

import pytest

from bot.reading.clauses import split_clauses
from bot.reading.findings import RULES, find
from bot.reading.heard import Heard
from bot.reading.pattern import compile_pattern
from bot.reading.reading import Expecting
from bot.reading.rules.rule import Act, How, Rule
from bot.reading.words import VOCABULARIES

SAYS = [(rule, text) for rule in RULES for text in rule.says]
SAYS_NOT = [(rule, text) for rule in RULES for text in rule.says_not]


def meant(rule: Rule, text: str) -> bool:
    """Return whether the rule reads the text as said and meant; a completion must be asserted flatly."""
    clauses = split_clauses(text)
    heard = Heard(text, clauses, find(clauses), Expecting.COMPLETION, dated=False)
    found = [finding for finding in heard.meant(rule.act) if finding.rule == rule.name]
    if rule.act is Act.SHARE:
        return any(finding.rule == rule.name and finding.act is Act.NOT_DONE for finding in heard.findings)
    if rule.act is Act.COUNT:
        return any(
            finding.rule == rule.name and finding.act is Act.DONE_IT and finding.how is How.ASSERTED
            for finding in heard.findings
        )
    if rule.act in (Act.DONE, Act.DONE_IT, Act.DONE_MAYBE, Act.MATCH):
        return any(finding.how is How.ASSERTED for finding in found)
    return bool(found)


@pytest.mark.parametrize(("rule", "text"), SAYS, ids=[text for _, text in SAYS])
def test_every_example_is_read_by_its_rule(rule: Rule, text: str) -> None:
    """What a table promises to read, it reads."""
    assert meant(rule, text)


@pytest.mark.parametrize(("rule", "text"), SAYS_NOT, ids=[text for _, text in SAYS_NOT])
def test_no_counterexample_is_read_by_its_rule(rule: Rule, text: str) -> None:
    """A near miss is not taken for what it resembles."""
    assert not meant(rule, text)


def test_every_pattern_is_well_formed() -> None:
    """Patterns are compiled on first use; a slip in one must show here, not on a letter."""
    assert all(compile_pattern(pattern, VOCABULARIES) for rule in RULES for pattern in rule.patterns)


def test_rule_names_are_unique_within_an_act() -> None:
    """A reading names the rule it stands on, so the name must lead to one place."""
    names = [(rule.name, rule.act) for rule in RULES]
    assert len(set(names)) == len(names)
