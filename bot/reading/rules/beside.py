"""What stands beside a completion and is none: the flow, checks made, troubles mended, other things done."""

from bot.reading.rules.rule import Act, How, Rule

BESIDE: tuple[Rule, ...] = (
    Rule(
        "turn it on again",
        Act.RESTORE,
        (
            "ready for you to TURN",
            "TURN .. FLOW|it|us|things|everything .. back? on|again",
            "TURN .. back|on .. FLOW|it",
            (
                "enable|reenable|restore|reconnect|resume|restart|activate|reactivate|reopen|unpause|"
                "reinstate|open [the|our|your|data] .. FLOW"
            ),
            "reenable|restore|reconnect|reactivate|unpause|reinstate|resume $",
            "open the gate|gates|tap|taps",
            "FLOW .. can|may|should come|go|be ... on|again|restored|back|enabled|reenabled|resumed",
            "back on [now|again|please|when|whenever] $",
            "fire|bring|turn it|her|us|things back? up|on",
            "clear to TURN|go",
            "flick|flip|hit the|that switch",
            "fire away|ahead with the FLOW",
            "can|may ... connect again",
            "let the data? flow",
            "FLOW being? enabled|reenabled|restored|turned_on|switched_on",
            "things|it|everything back on",
            "put us back [on]",
            "release|releasing .. it|window",
            "turn us on",
            "^ FLOW back? on",
        ),
        says=(
            "Please turn the flow back on.",
            "You can turn it back on.",
            "Flick the switch when you're ready.",
            "Feed can go back on whenever you're ready.",
            "Please re-enable the integration.",
            "You can fire away with the flow.",
            "You may let the data flow again.",
            "Please restore data flow when you are ready.",
            "You can put us back on.",
            "Please re-enable.",
        ),
        takes=frozenset({How.FUTURE, How.DOUBTED, How.PARTIAL, How.PIECE, How.HEARSAY}),
        says_not=("Don't turn it back on.", "Please do not turn anything on from that alone."),
    ),
    Rule(
        "asks why the flow is still off",
        Act.RESTORE,
        ("why is|are .. FLOW|we|it still? off",),
        says=("Why is the data flow still off?",),
        takes=frozenset({How.QUESTION}),
    ),
    Rule(
        "is courteous",
        Act.COURTESY,
        (
            "going|off|gone|heading|back to|home the? bed|sleep|home|pub|lunch|dinner|holiday|work",
            "off home|out|now",
            "quicker|longer|faster|sooner|slower than",
            "told you so|already|by|yesterday|earlier",
            "good|great|nice night|evening|day|weekend",
            "have a good|great|nice|lovely",
            "please|kindly|may|can proceed|continue|carry_on",
            "proceed with|to [the|your] next|checks|post|duplicate|part|steps",
            "let|tell me|us know",
            (
                "if you|ye|there|anything|any|someone need|needs|have|want|require|see|spot|find|any|is|"
                "are|run|else|questions|question|comes|has"
            ),
            "if|when|whenever you|ye|it BE|can|get|like|have|suits ready|like|a|the|time|suits|chance|round?",
            "when|whenever convenient|possible|ready|suits",
            "any questions",
            "do not hesitate",
        ),
        says=(
            "Let me know if you need anything.",
            "If there is anything to ask please ask me.",
            "Turn it on when you're ready.",
        ),
        takes=frozenset({How.CONDITIONAL, How.FUTURE, How.QUESTION, How.DOUBTED}),
    ),
    Rule(
        "somebody looked",
        Act.CHECKED,
        (
            "^ zero|none|nil|nothing out|rejected|failed|missing $",
            "^ not a|any one $",
            "users|people|everybody|everyone|staff .. back in|on",
            "checked|verified|reviewed|validated|balanced|inspected|tested|reconciled|looked|seen|sampled",
            "looks|look|looking|seems good|great|fine|right|ok|okay|correct|perfect|clean",
            "spot check BE? ok|okay|fine|good",
            "happy|pleased with",
            "log|report attached",
            "^ DATA and? all|everything|too|included",
            "^ NUM million|m|k? NUM? DATA [in_all|in_total|altogether|total|all_told|in_the_end] $",
            "^ NUM in the? file|end|total|all",
            "^ update $",
            "as expected|planned",
            "nothing looks|seems|is out|wrong|odd|off|strange",
            "in case of interest|you",
            (
                "count|counts|total|totals|numbers|figures|everything tie|ties|tied|match|matches|"
                "matched|balance|balances|agree|agrees|ok|good|right|correct"
            ),
        ),
        says=(
            "We've spot-checked twenty records.",
            "Everythign looks good.",
            "1,507 clients.",
            "4,100 in the file.",
            "Counts match.",
        ),
        says_not=("Counts don't match.", "We still have to check it.", "It looks good except for AR."),
        takes=frozenset({How.PIECE, How.DOUBTED, How.REHEARSED}),
    ),
    Rule(
        "trouble mended",
        Act.MENDED,
        (
            "FIXED by_hand",
            "FIXED",
            "be ignored",
            "harmless|cosmetic",
            "ignore the|those|these|any .. ERRORS",
            "exception|exceptions|error report|log|list .. empty|clean|clear",
            "log|report|it BE clean|clear|empty|fine",
            "restarted|restart it|and [ran|finished|went|completed]",
        ),
        says=(
            "The three that bounced I keyed by hand.",
            "The warnings can be ignored.",
            "Log is clean.",
            "We restarted it.",
        ),
        takes=frozenset({How.PIECE}),
    ),
    Rule(
        "prepared",
        Act.PREPARED,
        (
            "data|file|files .. landed|arrived|received",
            "all|everything is|are|s? in place",
            "extract|file|files|data|PREP ADV? received|checked|arrived [from] ..",
            "sent [over|us|across] [the|their|over] [final] data|file|files",
            "ready for",
            "PREP [of|for|from|out ...] ADV? BE|HAVE BE? ADV? DONE|ready|in|finished",
            "TEST [LOAD] .. DONE|successful|successfully|clean|fine",
            "LOAD PREP BE|HAVE? DONE",
            "PREP ADV? DONE",
            "received|got|have the? final? file|files",
            "will|be|are|is ready",
            "TEST [batch|file] [of NUM] [LOAD] ADV? went|ran|DONE|was",
            "logged out",
            "file passed",
        ),
        says=(
            "Backups are complete.",
            "The test import completed successfully in the sandbox.",
            "The export out of Bill's old system is complete.",
            "The mapping of old to new partner codes is complete.",
            "Validation is complete.",
            "Test batch of 10 went in perfectly.",
            "Dry run completed last night.",
        ),
        says_not=("The import is complete.", "Import complete."),
        takes=frozenset({How.REHEARSED, How.PIECE, How.FUTURE}),
    ),
    Rule(
        "the deal is done",
        Act.DEAL,
        (
            "DEAL [of|for|from|with ...] ADV? BE|HAVE BE? ADV? DONE|closed|signed|through|final",
            "DEAL [of|for|from|with ...] DONE|closed",
            "DONE|closed on|the|our .. DEAL|practice|purchase|papers",
            "DEAL ADV? went|gone through",
        ),
        says=(
            "The Barlow acquisition is complete.",
            "Our acquisition of Fenwick & Daly completed on 29 January.",
            "We completed on the purchase a fortnight ago.",
        ),
    ),
    Rule(
        "what comes after",
        Act.NEXT_STEP,
        (
            (
                "comparison|comparing|compare|reconciliation|queries|duplicate_checks|duplicate_queries|"
                "spot_check"
            ),
            "ar comparison|check|review",
        ),
        says=("We have not started any AR comparison and will not until you tell us.",),
        takes=frozenset(How) - {How.ASSERTED, How.QUOTED, How.QUESTION},
    ),
    Rule(
        "takes back",
        Act.RETRACT,
        (
            (
                "scratch|disregard|ignore|retract|forget|scrap what|that|my|the|our|last|earlier|"
                "previous .. said|email|mail|message|note|reply|one|earlier|notification|notice"
            ),
        ),
        says=(
            "Please disregard my last email.",
            "Scratch what I said an hour ago.",
            "Ignore my earlier message.",
        ),
        takes=frozenset({How.HEARSAY}),
    ),
)
