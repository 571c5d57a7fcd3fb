"""Facts that a letter states beside its intent: the kind of import, how much is in, a wish for a person."""

from bot.reading.findings import Finding
from bot.reading.heard import Heard, Judgement, words_of
from bot.reading.reading import Certainty, Intent, Kind, Loaded
from bot.reading.rules.rule import Act, How

SEEN = frozenset(
    ("my", "see", "seeing", "find", "show", "shows", "showing", "look", "looks", "appear", "appears")
)
OTHER_DAYS = words_of("DAY") - {"today", "tonight", "day", "date"} | {"yesterday"}
EXCEPT = words_of("EXCEPT") | {"beyond"}
PARTS = "the parts named are in"
PARTLY = frozenset({"part done", "a share of all", "a figure short of all"})


def kind_of(findings: tuple[Finding, ...]) -> Kind | None:
    """Return whether a practice was acquired or records are changed in bulk; None when neither is said."""
    said = {f.act for f in findings if f.how is not How.NEGATED}
    denied = {f.act for f in findings if f.how is How.NEGATED}
    if Act.BULK in said and (Act.ACQUIRED not in said or Act.ACQUIRED in denied):
        return Kind.BULK_UPDATE
    return Kind.ACQUISITION if Act.ACQUIRED in said and Act.ACQUIRED not in denied else None


def loaded_of(heard: Heard, judgement: Judgement) -> Loaded:
    """Return how much is loaded by the writer's own words; `none` only where nothing speaks against it."""
    if judgement.intent is Intent.IMPORT_COMPLETE:
        return Loaded.ALL if judgement.certainty is Certainty.SURE else Loaded.UNSAID
    partly = [
        f
        for f in heard.findings
        if f.act is Act.NOT_DONE and f.rule in PARTLY and f.how not in (How.CONDITIONAL, How.QUOTED)
    ]
    some = [
        f
        for f in heard.findings
        if f.act in (Act.DONE, Act.DONE_IT, Act.DONE_MAYBE) and f.how in (How.PARTIAL, How.ALMOST)
    ]
    some += [f for f in heard.meant(Act.DONE_MAYBE) if f.rule == PARTS and judgement.on]
    nothing = [f for f in heard.meant(Act.NOTHING_LOADED) if not _bounded(heard, f)]
    if nothing and not (partly or some or heard.meant(Act.DONE, Act.DONE_IT) or _goes_on(heard)):
        return Loaded.NONE
    return Loaded.SOME if (partly or some) and not nothing else Loaded.UNSAID


def _bounded(heard: Heard, finding: Finding) -> bool:
    """Tell "nothing loaded after row 500", "on Friday", "but the test rows", and "I see 0 clients"."""
    own = heard.clauses[finding.clause]
    later = [c for c in heard.clauses[finding.clause + 1 :] if c.sentence == own.sentence]
    turned = any(c.text.startswith(("but ", "though ", "although ", "if ", "unless ")) for c in later)
    turned |= bool(later) and later[0].conditional
    return turned or not (SEEN | OTHER_DAYS).isdisjoint(own.text.split()) or heard.names(EXCEPT)


def _goes_on(heard: Heard) -> bool:
    """Tell "nothing so far, and now it is running": what is true as it is written will not stay so."""
    return any(f.rule != "so far" for f in heard.meant(Act.UNDERWAY))


def wants_person(findings: tuple[Finding, ...]) -> bool:
    """Return whether the writer wishes to speak to somebody."""
    return any(
        f.act is Act.PERSON and f.how not in (How.NEGATED, How.QUOTED, How.CONDITIONAL) for f in findings
    )
