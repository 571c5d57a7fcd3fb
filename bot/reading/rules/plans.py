"""How people ask for an import, plan it, move it and call it off."""

from bot.reading.rules.rule import Act, How, Rule

WISH = frozenset({How.ALMOST, How.FUTURE, How.PARTIAL, How.PIECE, How.HEARSAY, How.DOUBTED})

PLANS: tuple[Rule, ...] = (
    Rule(
        "asks for an import",
        Act.WANT,
        (
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
        takes=WISH,
    ),
    Rule(
        "asks for the flow off",
        Act.WANT,
        (
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
        takes=WISH,
    ),
    Rule(
        "says an import is planned",
        Act.PLAN,
        (
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
        takes=WISH,
    ),
    Rule(
        "gives the date",
        Act.PLAN,
        (
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
        takes=WISH,
    ),
    Rule(
        "proposes a day",
        Act.PROPOSE,
        (
            (
                "can|could|may|might|shall|would we|you|i|it|they [possibly|maybe|please|still] do|have|"
                "go|make|try|say|use|take|be ... DAY|NUM|following|next"
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
        ),
        takes=WISH,
    ),
    Rule(
        "offers a day",
        Act.PROPOSE,
        (
            "^ [or|the|on|is|and] DAY|NUM [the|DAY] [NUM] ok|okay|possible|free|available|instead|better",
            "^ [or|maybe|perhaps] DAY $",
        ),
        says=("27th ok?", "Is Sunday possible?", "Sunday?"),
        takes=WISH | {How.QUESTION},
    ),
    Rule(
        "a further import",
        Act.ANOTHER,
        (
            (
                "need|want|have|add|got|book|like|request|requesting|also|is [a|an|to|one|the|do|book|"
                "run] .. ANOTHER one|import|load|practice|firm|acquisition|batch|update|office"
            ),
            "ANOTHER import|load|acquisition|practice|update|one",
            "in addition|on_top to|of the|DAY|NUM",
            "as well as the|DAY|NUM",
            "also like|want|need to book|schedule|do|run|import|load|add",
        ),
        says=(
            "We need a second one please.",
            "We'd also like another import in March.",
            "Could we also add a second load for the Tampa office?",
        ),
        says_not=("The second run went through.",),
        takes=WISH,
    ),
    Rule(
        "nothing is planned",
        Act.NO_PLAN,
        (
            "nothing|none .. planned|scheduled|booked",
            "not planning|plan|plans",
            "just|only writing|curious|wondering|asking .. general|our|how|what",
            "in general|principle",
        ),
        says=("Nothing planned at the moment.", "Just curious how it works in general."),
        takes=frozenset({How.PARTIAL}),
    ),
    Rule(
        "moves it",
        Act.MOVE,
        (
            "POSTPONE",
            (
                "SHIFT [the|our|this|that|it|us|me|things] ... to|until|till|forward|out|earlier|later|"
                "up|instead|by|DAY"
            ),
            "SHIFT [the|our|this|that|it|us|me|things] .. back to|until|from|a|by|DAY|NUM",
            "SHIFT [the|our|this|your] .. LOAD|date|start|DAY|slot|window",
            "be|have? SHIFT|put back|out|off|forward|to|until|from|by|a|DAY",
            (
                "put|push|hold [it|us|this|that|the|everything] .. off|back until|till|to|by|from|for "
                "the|a|DAY|NUM"
            ),
            "put|push|hold [it|us|this|that|the|everything] .. off|back a|DAY|NUM",
            "ALTER [the|our|this|it|us|me|that] .. date|day|time|hour|slot|start|DAY|NUM ...",
            "ALTER [the|our|this|it|us|me|that] ... to|from|for either|DAY|NUM|the|a",
            "date|time|day|schedule change|changed|move|clash",
            "clash|clashes|conflicts with",
            "change of date|day|time",
            "make it|that|tomorrow DAY|the|NUM|a|later|earlier|start|s",
            "DAY|NUM [morning|afternoon|evening|night] instead",
            "instead|rather of|than DAY|NUM|the",
            "^ not [on] the NUM|DAY",
            "^ not DAY",
            "can not|no_longer|never make|do|manage .. DAY|NUM|that",
            "will not make|manage|be_ready|be_able|have_the .. DAY|NUM|that|it|the",
            "DAY|date|NUM does|will|is|wo not|no_longer work|suit|good|possible|do|going",
            "DAY BE out|off|no_good|gone",
            "no longer works|suits|possible",
            "different|later|earlier|alternative|new DAY|date|day|time|hour|slot|weekend|week",
            "slipped|slipping",
            "bring|brought|pull|pulled|come ... forward|earlier",
            "double booked",
            "call it for today",
            "put [the|our|this|it|everything] .. on hold|ice",
            "sooner|earlier than",
            "change|correction to the list|schedule|dates",
        ),
        says=(
            "We need to move the Lindgren import from Saturday the 16th to Saturday, January 23.",
            "Plz change the date from 12 Dec to 19 Dec.",
            "Can we bump tomorrow night to wednesday instead?",
            "Please push us out exactly one week.",
            "Cancel Saturday - make it Sunday instead.",
            "Please turn the flow back on and rebook us for tomorrow at 8 AM.",
            "Could the Thornbury import please be put back from 06/02 to 13/02?",
            "Could we make tomorrow's start 20:00 rather than 18:30?",
            "Need to postpone Tolliver this Saturday.",
            "The import should be 27 February, not the 13th.",
            "One change to the list, corrected below.",
            "We won't make the 16th.",
            "Need to bring it forward a day to Friday if you can manage it.",
        ),
        says_not=(
            "We do not expect to reschedule.",
            "What happens if we need to postpone?",
            "The code change has been applied to all clients.",
            "Please switch your flow back on and close this.",
            "You can put us back on.",
            "Can we still move it if the file is late?",
        ),
        takes=WISH - {How.DOUBTED},
    ),
    Rule(
        "calls it off",
        Act.CANCEL,
        (
            "CANCEL [the|our|this|that|it|everything|all|DAY|NUM|my|please|of] ..",
            "not going ahead|forward|through|to_happen|proceed",
            "not proceed|proceeding|happening|happen|go_ahead",
            "no longer proceeding|going|need|needed|required|happening|want|doing|importing|necessary",
            "take|took|taken us|it|this|that|me|them off|out",
            "remove [the|our|this|that|us|it] .. booking|slot|import|request|calendar|schedule",
            (
                "not need|be_needing|require|want the|this|that|it|an|a|your LOAD|one|window|slot|"
                "anymore|after|any"
            ),
            "not need|be_needing|require it|this|that $",
            "no need for .. LOAD|it|this|that|window|slot",
            "decided against|not_to",
            "stand down",
            "nothing to import|load",
            "DEAL|transaction BE|HAVE fallen|off|dead|collapsed",
            "LOAD BE all? off $",
            "it BE all off",
            "not take place",
            (
                "DEAL|transaction|seller|it fell|fallen|pulled|backed|walked|collapsed|died through|out|"
                "away|apart"
            ),
            "no deal|import",
            "forget about it|this|that",
            "forget|disregard|ignore [about] the|our|this|my .. LOAD|request|booking",
            "raised|sent|submitted|requested|booked in error",
            "raised|sent|submitted|requested|booked by mistake",
            "never mind|nevermind",
            "will not|never be LOAD|LOADING|happening|going",
        ),
        says=(
            "Cancel 1/23. Not going ahead. Leave flow ON.",
            "Scrap this one please.",
            "There is no deal and no import. Y'all can take us off the calendar.",
            "We are calling it off altogether.",
            "We are no longer proceeding with the Aberdare load on the 21st.",
            "We won't need the bulk update after all.",
            "Hi, just to withdraw this one.",
            "Please cancel the Ferndale import scheduled for Saturday, March 20.",
            "Deal is dead, please cancel.",
            "We have decided against importing the Fox clients, please remove the booking.",
            "We don't need it any more.",
            "No need for the import.",
            "The seller pulled out at the eleventh hour.",
        ),
        says_not=(
            "Do not cancel the import.",
            "What if we cancel?",
            "We are not cancelling.",
            "If you cancel we lose the slot.",
        ),
        takes=WISH - {How.DOUBTED},
    ),
    Rule(
        "it stands",
        Act.STANDS,
        (
            "no change|changes",
            "still on|good|planned|going|the|set|happening for|DAY|ahead|plan",
            "as agreed|planned|arranged|scheduled|before|discussed",
            "stands",
            "holding|stick|sticking to|with",
            "on track|course|schedule",
        ),
        says=(
            "No change there.",
            "Real thing is still on for the 21st as agreed.",
            "The January one stands.",
            "We're holding to Saturday.",
        ),
        takes=WISH,
    ),
)
