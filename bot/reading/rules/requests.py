"""How people ask for an import, plan it, and name its day."""

from bot.reading.rules.rule import ANY_DOUBT, Act, How, Rule

REQUESTS: tuple[Rule, ...] = (
    Rule(
        "asks for an import",
        Act.WANT,
        (
            "notification for|of .. LOAD",
            "put|putting|add|adding .. DATA into|in|on .. pe|practiceengine|bulk",
            "need|want|like .. DATA taken|moved|removed|deleted|merged|archived|changed",
            "outage|maintenance|import window|slot",
            "ok|okay|alright|possible|fine|mind if we|i LOAD|run|do|go|start",
            "DATA need|needs|have|has to go|get|be in|loaded|imported",
            "want|need|like .. DATA in|into|on pe|practiceengine|practice|the",
            "need|want|have to change|update|move|reassign|edit ... DATA",
            "WANT ... LOAD|LOADING|LOADED",
            "PLEASE ... BOOK ... LOAD|us|this|it|in",
            "PLEASE [we|you|i] LOAD|LOADED|LOADING",
            "PLEASE we|you|i .. LOAD|LOADING",
            "BOOK ... LOAD",
            "do|doing|run|running|perform a|an|the|our|this|some|another .. LOAD",
            "for|of [the|our|an] .. LOAD suit|work|ok|on|DAY",
            "LOAD we|i WANT to|for|done|in",
            "WANT to run|do|start|begin [it|this|that] [on] DAY|NUM|at",
            "WANT|window|slot|time|date for|of .. LOAD",
            "suit|work [you|ye] for .. LOAD",
            "pencil|put|book us|me in|down|for",
            "bring|bringing|move|moving over|across|in .. DATA|NUM",
            "notice for|of .. LOAD",
            "give|giving|given|serve [you|our] notice",
            "on|in your|the calendar|schedule|diary|queue|books",
            (
                "get|getting|bring|bringing|push|pushing|move|moving|put them|the|our|their|his|her|"
                "about|NUM|DATA ... in|into|to|over pe|practiceengine|practice|system"
            ),
            "bring|bringing [the|our|their|his|her|them] .. in|over|across on|DAY",
            "go|goes|going|gone in|into pe|practiceengine|practice",
            "DATA|practice .. LOADED DAY|next|on|into|in|before|to|for",
            "to be LOADED",
            "need|needs|needing|require|requires [to_be] LOADING|LOADED",
            "grab|take the|that|a slot|window",
            "set this|it|that up",
            "fit us in",
        ),
        says=(
            "We would like to import on Saturday, February 20.",
            "Please schedule the PracticeEngine import for 03/04/2027.",
            "Can you pencil us in?",
            "putting in our notice for a PE import",
            "can we get on ur calendar for sat the 12th",
            "We need to do an import next Friday.",
            "Would Saturday week suit ye for the import?",
            "Their clients have to be imported into PracticeEngine.",
            "Need to push their clients into PE.",
            "Partners want the Prescott clients loaded next Tuesday.",
            "All being well it goes into PE on 5 December.",
            "Their 250 clients will need importing.",
            "We would like to bring their clients in on 14 February.",
            "When could you fit us in?",
        ),
        says_not=("We do not want to import anything.",),
        takes=ANY_DOUBT,
    ),
    Rule(
        "asks whether a day would do",
        Act.WANT,
        (
            "is|are [the] DAY|NUM [NUM] free|available",
            "LOAD on|for [the|this|next] NUM|DAY ok|okay|possible|good|fine|free",
            "is|are|would [the|this|next] NUM|DAY [be] ok|okay|good|free|available|possible|fine for .. LOAD",
            "how soon|early can|could .. LOAD",
            "soonest|earliest|next .. LOAD|slot|date|window|we",
        ),
        says=("Import on the 20th ok?", "Is the 20th ok for an import?", "How soon can we import?"),
        takes=ANY_DOUBT | {How.QUESTION},
    ),
    Rule(
        "asks for the flow off",
        Act.WANT,
        (
            "^ FLOW off",
            (
                "need|needs|want|like|have|has|get|getting [the|our|to] .. FLOW ... off|stopped|paused|"
                "closed|down|suspended"
            ),
            "STOP off? the|our|that? .. FLOW",
            "STOP the|our .. FLOW",
            (
                "FLOW .. off|stopped|paused|closed|down|suspended for|on|at|by|during|while|before|from|"
                "in|DAY|NUM"
            ),
            "FLOW to be off|stopped|paused|suspended|disabled",
            "FLOW BE stopped|paused|suspended|disabled",
            "close|hold|stop|pause|disable|suspend the|our|data .. FLOW",
            "turn|switch|shut [the|our|data] .. FLOW off",
            "turn|switch|shut off [the|our|your] .. FLOW",
        ),
        says=(
            "Need flow off 1/23/27 6:00 PM ET.",
            "Please have the feed off by then.",
            "Please disable the integration before we begin.",
            "Could you please hold the data flow for that window and confirm.",
            "Is it ok for you that the connection is stopped in this day?",
            "Can you switch off the data flow that day?",
        ),
        takes=ANY_DOUBT,
    ),
    Rule(
        "says an import is planned",
        Act.PLAN,
        (
            "WILL|to be LOADED|changed|moved",
            "LOAD DAY|on",
            "LOAD coming up|soon",
            (
                "WILL|to|are|is|re|be|am [be|have|also|now] LOAD|LOADING|running|executing|doing|making|"
                "pushing|moving|bringing"
            ),
            (
                "LOAD [of|for|from|into|in ...] BE|will .. planned|scheduled|set|booked|fixed|due|happen|"
                "happening|arranged"
            ),
            "LOAD date|window|weekend|start",
            "planned|proposed|start|production|go_live start|load|date|time|import",
            "plan|planning|intend|propose|aim|hope|ready ... LOAD|LOADING|bring|run",
            "thinking|considering of|about LOADING|doing|running|a|an",
            "LOAD|it|script BE|will|goes|go on|for|at|the DAY|NUM",
            "LOADING .. on|DAY",
            "we .. propose|intend|plan|planning|thinking ... DAY|NUM",
            "WILL make|do [the|a] .. LOAD",
            "WILL run|make|apply|do the|this change|changes|switch|edit",
            "DATA to LOAD",
            "acquired|bought|merging|taking|taken ... DATA into|to|in|over",
        ),
        says=(
            "We'll load the Durango clients into PE two weeks from tomorrow.",
            "The importation in PracticeEngine is planned the 20 february 2027 at 18 h.",
            "Import date: 02/06/2027",
            "We plan to run the import on Saturday, January 16, 2027.",
            "We will be executing a PracticeEngine client import for them at 8:00 PM Eastern.",
            "fyi importing the mesa clients on sat 2/20",
            "We will be running a mass update of billing partners on the evening of March 3rd.",
        ),
        takes=ANY_DOUBT,
    ),
    Rule(
        "gives the date",
        Act.PLAN,
        (
            "NUM .. start|kick_off $",
            "hereby|confirm|confirming the|our LOAD",
            "confirm|confirming|confirmed ... date|day|DAY",
            "settled|decided|agreed|going|go on|with|for the|DAY|NUM",
            "the? date BE|will DAY|NUM|the",
            "let s|us say|do|go .. DAY|NUM|the",
            "go ahead with|on|for that|the|DAY|NUM",
            "start|starting|begin|kick at|from|around|about|off NUM|noon",
            "we WILL start|begin|go|do",
            "^ [the|on|this|next] DAY|NUM|that [DAY|NUM|the] works|suits|fine|good|perfect|is",
        ),
        says=(
            "Partners have settled on the 27th.",
            "Confirming the date is Saturday, Feb 6.",
            "We'd start at 10pm Mountain.",
            "Let's go with the 20th then.",
            "Saturday works.",
        ),
        takes=ANY_DOUBT,
    ),
    Rule(
        "proposes a day",
        Act.PROPOSE,
        (
            "want|like|prefer to do|have|run it|this in|on|during DAY",
            "want|like|prefer|hope|plan to do|have|run|get it|this in|within .. weeks|days|months|week|month",
            "we should|could|might do|go_for|use the|DAY",
            "will|to|should now? be [on] [now] DAY",
            "will|should now be on? [the] DAY|NUM",
            "only do|manage|make [the] DAY|NUM",
            (
                "can|could|may|might|shall|would we|you|i|it|they "
                "[possibly|maybe|please|still|instead|perhaps|rather] do|have|"
                "go|make|try|say|use|take|be|start|begin|kick|push|shift|move ... DAY|NUM|following|next|noon"
            ),
            "would|will|does|do DAY|NUM|the .. work|suit|be|do",
            "would|will like|want|prefer|love|aim [for|to_do|it|on] .. DAY",
            "would|will like|want|prefer|love|aim [for|to_do|it|on] the NUM",
            "thinking|aiming|hoping|looking [of|for|at|about] .. DAY|NUM",
            "how|what about DAY|NUM|the",
            "would rather|sooner|prefer_to start|begin|do|have|go|run",
            "any chance of? .. DAY|NUM",
        ),
        says=(
            "Can we do the following week?",
            "Would 8pm be ok rather than 6?",
            "We'd want the week of Feb 8.",
            "How about Tuesday?",
            "We'd like to do it in about three weeks.",
            "Can we start at 8 pm instead?",
        ),
        takes=ANY_DOUBT,
    ),
    Rule(
        "offers a day",
        Act.PROPOSE,
        (
            "^ [on|the|this|next|following] DAY|NUM please $",
            "^ DAY [at] same time",
            "^ DAY NUM [at] [the] same time|hour",
            "^ [or|the|on|is|and] DAY|NUM [the|DAY] [NUM] ok|okay|possible|free|available|instead|better",
            "^ [or|maybe|perhaps|next|following|this|then] DAY $",
        ),
        says=("27th ok?", "Is Sunday possible?", "Sunday?"),
        takes=ANY_DOUBT | {How.QUESTION},
    ),
    Rule(
        "a further import",
        Act.ANOTHER,
        (
            "at it $",
            "while we re at it",
            "^ one more for|please",
            "also need|want|like|have to bring|get|take",
            "^ separately $",
            "DATA too $",
            "date|slot for the .. too",
            "also fit|add|do|squeeze|book|load|run [in] ..",
            (
                "need|want|have|add|got|book|like|request|requesting|also|is [a|an|to|one|the|do|book|"
                "run] .. ANOTHER one|import|load|practice|firm|acquisition|batch|update|office"
            ),
            "ANOTHER import|load|acquisition|practice|update|one",
            "in addition|on_top to|of the|DAY|NUM",
            "as well as the|DAY|NUM",
            "BOOK|add|do|run|load|import|fit [us|me] [in] [for] ANOTHER",
            "also like|want|need to book|schedule|do|run|import|load|add",
        ),
        says=(
            "We need a second one please.",
            "We'd also like another import in March.",
            "Could we also add a second load for the Tampa office?",
            "Can we schedule one more for the Tampa office on Saturday the 19th?",
        ),
        says_not=("The second run went through.",),
        takes=ANY_DOUBT,
    ),
    Rule(
        "nothing is planned",
        Act.NO_PLAN,
        (
            "hypothetically|theoretically",
            "considering|thinking|might|may [of|about] buy|buying|acquire|acquiring|merge|merging",
            "nothing|none .. planned|scheduled|booked",
            "not planning|plan|plans",
            "just|only writing|curious|wondering|asking .. general|our|how|what",
            "in general|principle",
            "on a? weekday|weekdays or",
            "only weekends",
        ),
        says=(
            "Nothing planned at the moment.",
            "Just curious how it works in general.",
            "Can we import on a weekday or only weekends?",
        ),
        takes=frozenset({How.PARTIAL, How.QUESTION}),
    ),
)
