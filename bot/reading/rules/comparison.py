"""How people say that the ten clients agree, or which do not."""

from bot.reading.rules.rule import Act, How, Rule

COMPARISON: tuple[Rule, ...] = (
    Rule(
        "they agree",
        Act.MATCH,
        (
            "everything|it|all|they|ar|books|which|that balances|balance|balanced|balancing",
            "all|everything in order",
            "all|everything [is] as it_should",
            "everything|all|they|it|numbers|figures|balances looks|look right|good|fine|ok|correct|identical",
            "same .. in|on|across|for both|each|either|all|NUM",
            "STRONGMATCH",
            (
                "ALL|NUM|they|everything|rest|others [of|them|the|clients|NUM|ten] .. BE|look|looks|came|"
                "are|s .. MATCH"
            ),
            "ALL|NUM|rest|others BE? MATCH",
            "ALL|everything .. MATCH",
            "cleanly cleanly",
            (
                "no|zero|cleanly difference|differences|variance|variances|discrepancy|discrepancies|"
                "mismatch|mismatches|exceptions"
            ),
            "nothing off|out|wrong|different",
            "COMPARED [all] NUM .. MATCH",
            "MATCH across the board",
            "pe portal for|on|in all|every|each|NUM",
            "ten|10 for ten|10",
            "ten|10 out_of|of|for ten|10",
            "10/10",
            "all square",
            "nothing to report",
            "all as expected",
            (
                "show|shows|have|has|at|to|with the? same figure|figures|amount|amounts|balance|balances|"
                "number|numbers|total|totals"
            ),
        ),
        says=(
            "All ten match to the penny.",
            "checked 10 all good",
            "Everything ties.",
            "No variances.",
            "10/10 match.",
            "All balances are in agreement.",
            "Eight are fine.",
        ),
        says_not=("Tell us if they match.", "Do they all match?", "Everything reconciles bar one."),
        takes=frozenset({How.PIECE, How.HEARSAY}),
    ),
    Rule(
        "they look right",
        Act.MATCH,
        (
            (
                "everything|all|they|it|numbers|figures|balances looks|look|seem|seems|appear right|good|"
                "fine|ok|correct|identical"
            ),
        ),
        says=("Everything looks right.",),
        says_not=("They don't look right.",),
        takes=frozenset({How.PIECE, How.DOUBTED}),
    ),
    Rule(
        "some differ",
        Act.DIFFER,
        (
            "STRONGMATCH .. all|everything bar|except|but|apart",
            "BE off|out|wrong|incorrect $",
            "not find|see|locate",
            "not all|everything|every .. MATCH",
            "none ... MATCH",
            "higher|lower|more|less by",
            "few|some|couple|several .. BE? off|wrong|different|out|odd",
            "most|many .. MATCH",
            "all but",
            "DIFFER",
            "BE|by .. off|out|short|doubled|wrong by|of|in|$",
            "off|out|short|over by",
            "do|does|did not $",
            "NUM .. showing|show|shows|at nil|zero|nothing|blank",
            "NUM off|out|wrong|different|short|differs|differ $",
            "cents|cent|dollars|pounds|pence|euro|euros out|off|short|over",
            "does|do|did|is|are not MATCH",
            "not|never MATCH",
            "not in|on the portal|there",
            "missing from|in",
            "NUM BE|look|looks .. wrong|off|out|different|goofy|short|over",
            "could not find|locate",
            "twice|duplicated|doubled in|on",
            "not look|seem|appear right|good|correct|same",
            "higher|lower|more|less|greater in|than",
            "all|everything|others|rest MATCH ... bar|except|but|apart",
            "everything|all|they|others .. STRONGMATCH ... bar|except|but|apart",
            "odd|oddity|oddities one|NUM|ones|in|with|here",
            "oddity|oddities",
            "BE missing|absent",
            "BE NUM short|over|out|higher|lower|off",
            "shows|show|showing|says|reads NUM .. instead|rather of|than NUM",
            "NUM .. in .. but|vs|versus|against NUM",
        ),
        says=(
            "Muskoka Roofing Inc. does not agree.",
            "The odd man out is Hollis Farms.",
            "Granite Dells RV isn't in the portal at all.",
            "10 is off by 40.00.",
            "Two don't agree.",
            "Sable Motors shows 0.00 in the portal instead of 1,150.00.",
        ),
        says_not=("No differences.", "Zero variances."),
        takes=frozenset({How.PIECE, How.PARTIAL, How.DOUBTED, How.HEARSAY, How.ALMOST}),
    ),
    Rule(
        "the check goes on",
        Act.CHECK_GOES_ON,
        (
            "WILL do|check|compare|look|start|get_to ... ten|clients|comparison|them|it|rest",
            "so far",
            (
                "the? other|remaining|rest|others|last [NUM|of|ones] ... tomorrow|later|do|follow|next|"
                "DAY|send|tonight|come|get"
            ),
            "WILL .. finish|continue [it|them|this|up] tomorrow|later|monday|tonight|on",
            "still NUM|checking|comparing|doing|working|have|to|need",
            "NUM to go",
            "WILL do|check|compare|finish|follow_with his|her|their|the|my NUM|rest|others",
            "first NUM done",
            "have|got|has NUM more|left|others|remaining [clients] [to ...]",
            "not looked|checked|compared|seen|done|got|look|check|compare",
            "WILL .. finish|complete|do|send|get .. rest|other|others|remaining",
            "more to follow|come",
            "amounts|balances|figures LATER|to_follow|next",
            "has|have|got|does|doing|checking the rest|others|remaining|other",
        ),
        says=("I've got through six so far.", "The other four I'll do tomorrow."),
        takes=frozenset({How.PIECE, How.PARTIAL, How.DOUBTED, How.FUTURE}),
    ),
    Rule(
        "the comparison is spoken of",
        Act.NEXT_STEP,
        (
            "ten|10 client|clients|records|debtors|balances",
            "the ten",
            "comparison|compare|comparing|compared",
        ),
        says=("Got your note about the ten clients.",),
    ),
)
