"""How people say that the import is not in, not yet, or no longer: all that speaks against a completion."""

from bot.reading.rules.rule import ANY_DOUBT, Act, How, Rule

PROGRESS: tuple[Rule, ...] = (
    Rule(
        "not done",
        Act.NOT_DONE,
        (
            "not|never|nowhere|far .. DONE|there|through|ready|finish|complete",
            "NOT .. yet",
            "not all|everything|every|entirely|fully|quite|near|nearly",
            "incomplete|unfinished",
            "yet to be|finish|complete|load|start",
            "not .. get|got through",
            "spoke|spoken too soon",
            "jumped the gun",
            "false alarm",
            "my mistake|bad",
            "done|finished|completed [with] [the] first|step|phase|part|half|one",
            "NUM of NUM step|steps|phases|files",
        ),
        says=(
            "Not complete I'm afraid.",
            "Status: not complete yet.",
            "It's NOT complete.",
            "We did not finish.",
            "Not everything is in.",
            "We didn't get through it all.",
            "Not there yet.",
        ),
        says_not=("Import complete.", "Nothing left to load."),
    ),
    Rule(
        "part done",
        Act.NOT_DONE,
        (
            "ALMOST ... DONE|there|in|through|loaded|of",
            "ALMOST $",
            "getting|nearly|almost there",
            "so close",
            "done|finished|complete|through for now|today|tonight|lunch",
            "done|finished|complete|through for the day|night|evening|week|weekend",
            (
                "need|needs|to fixing|correcting|redoing|reworking|attention|work|sorting|cleaning|"
                "looking|adding"
            ),
            (
                "need|needs|have|has to be fixed|corrected|redone|reworked|cleaned|added|looked|done|"
                "loaded|keyed"
            ),
            "NUM|more|some|few|another [of] [the] DATA? to go|come|do|load|follow",
            (
                "half|most|some|part|few|quarter|quarters|third|thirds of|through|in|done|loaded|across|"
                "imported|way"
            ),
            "only of|NUM|half|some|part|most|the|a",
            "just NUM|half|some|part",
            "REST to|still|will|now|later|needs|are|is|tomorrow|of_them|of_it",
            "still some|have|need|needs|got|has|to|a|few|NUM|waiting|missing|outstanding|the|more",
            "except|bar|barring|excluding|besides for|from|the|a|some|one|NUM|DATA",
            "minus the|a|DATA",
            "apart|aside from|of",
            "NUM|one|some|few|several DATA? [are|is|still] left|remaining|outstanding|missing|pending",
            "one|NUM|few|couple|another [more] batch|file|run|step|pass|set left|more|and|to|remaining",
            "one|NUM|few more batch|batches|file|files|run|step|pass|set|thing",
            "is|are|comes|to next",
            "^ but|and|just|though not [yet] [the|our|their|all|any] .. DATA|PIECE",
        ),
        says=(
            "Nearly there, maybe 2 more hrs.",
            "We are almost complete.",
            "There's another 200 to go.",
            "Everything is in except WIP.",
            "Half of the clients are in.",
            "Still the AR to do.",
            "So close.",
            "One more batch and we're done.",
            "WIP is next.",
            "Only 310 of the 412 clients came across.",
            "We're about three quarters of the way through.",
            "We loaded the clients but not the invoices.",
        ),
        says_not=("Nothing left to load.", "Why is the data flow still off?"),
        takes=ANY_DOUBT,
    ),
    Rule(
        "a share of all",
        Act.SHARE,
        ("NUM of|out_of [the] NUM",),
        says=("Done 12 of 40.", "Import complete: 400/412."),
        takes=ANY_DOUBT,
    ),
    Rule(
        "under way",
        Act.UNDERWAY,
        (
            "^ [now] on to|onto",
            "BE rerunning|redoing|reloading|reimporting|reversing",
            "so far",
            "now doing|onto|starting|for",
            "still|now|currently|BE|just|DATA RUNNING",
            "RUNNING now|fine|well|slow|slowly|at|through|along|away|it|them|the",
            "BE|still|now|currently|DATA [still|now|currently] LOADING",
            "still going|at|importing|on|waiting|working|stuck",
            "starting|started|begun|kicked|kicking now|it|off|just|late|about|the|a|on|with|another|our",
            "tidying|cleaning|mopping|finishing up|off",
            "we re|are going in",
            (
                "^ [ok|okay|thanks|great|and|we|have|just|import|now] started|starting|proceeding|begun|"
                "commenced|commencing"
            ),
            "more hrs|hours|minutes|mins",
            "about|another|within|maybe|roughly an|NUM|the hour|hours|hrs|min|mins|minutes",
            "NUM|more hours|hrs|min|mins|minutes more|to|left|in|longer",
            "getting going|started",
            "BE ADV? slow|slower",
            "takes|taking|take longer|ages|forever|a while|time|slower",
            "in progress",
            "under_way|underway",
            "going to|according_to plan|schedule",
            "as i|we type|write|speak",
            "stand_by|bear_with",
            "BE|now|currently|still FINISHING",
            "new|current|latest eta",
            "eta BE|NUM|around|about|tonight|tomorrow",
            "through about|around|roughly|maybe? NUM of the? NUM",
            "on hold|pause",
            "no|not|little progress",
        ),
        says=(
            "Worcester is running at the moment.",
            "WIP is running now.",
            "Thanks, starting now.",
            "vendor is still going, im falling asleep",
            "About 300 contact rows are still processing.",
            "We just kicked it off.",
            "Balances loading as I type.",
            "Should be about an hour.",
        ),
        says_not=("Nothing more to run.",),
        takes=ANY_DOUBT,
    ),
    Rule(
        "a figure short of all",
        Act.UNDERWAY,
        ("NUM percent",),
        says=("80%. Leave it off.", "We're at 60 percent."),
        says_not=("The import is 100% complete.",),
        takes=ANY_DOUBT,
    ),
    Rule(
        "not begun",
        Act.AHEAD,
        (
            "need_to|have_to|going_to wipe|clear",
            "carry|carrying on",
            "never got to",
            "not|never|nothing [been|even|yet] START|begun|touched",
            "ready to|for go|start|begin|load|import|run|the",
            "all? set to start|begin|go|load|import",
            "waiting|wait for|on|until|till",
            "LOAD .. BE? begins|starts|runs|start|begin [at|on|in|around|once|after|later|as]",
            "LOAD|script|update itself? runs|run|goes|starts on|at|DAY|later",
            "going again",
            (
                "going_to|have_to|need_to|needs_to|will|must START|again|try|rerun|retry|regroup|resume|"
                "redo|reload|delete|resubmit|re_do|do_it_over|repeat"
            ),
            "ready to be .. LOADED",
            "LOAD|actual|real BE LATER|next|on|at|DAY|scheduled|still",
            (
                "WILL|going_to|need_to|needs_to|have_to push|load|import|upload|run|do|bring|move|"
                "migrate|send ..."
            ),
            "starts|begins|kicks at|on|in|around|LATER|NUM|off",
            "about to press|start|begin|go|load|import|run|kick|hit",
            "WILL be|have DONE|loaded",
            "file BE staged|ready",
            "delete|deleting and|it|them|everything",
        ),
        says=(
            "Ready to go the minute you tell me the flow is off.",
            "The load into PE begins at 3 or so.",
            "We haven't started yet.",
            "The script itself runs on Thursday evening as arranged.",
            "Will regroup in the morning.",
            "We're about to press go.",
            "We are going to delete and reload.",
            "All set to begin.",
        ),
        says_not=("We have loaded everything.",),
        takes=ANY_DOUBT,
    ),
    Rule(
        "will say so",
        Act.PROMISE,
        (
            (
                "WILL let|reply|write|confirm|update|shout|ping|post|email|advise|report|message|text|"
                "tell|drop|come|give [you|ye|again|back|here|when|once|as|to]"
            ),
            "keep you posted|updated|informed",
            "will do",
            "let you know",
        ),
        says=("I'll let you know when it's complete.", "I will keep you posted.", "Will do."),
        says_not=("Please let me know if you need anything.",),
        takes=ANY_DOUBT,
    ),
    Rule(
        "trouble",
        Act.TROUBLE,
        (
            "FAIL",
            "not .. working|responding|loading|moving|budging|right|good",
            "BE|HAVE all? missing|blank|empty",
            "came|come .. empty|zero|blank|wrong",
            "will not let|load|open|accept|take",
            "out by",
        ),
        says=(
            "Import failed at row 2,311.",
            "It has bombed three times on the same client.",
            "The AR file was refused.",
            "The totals are out by $12k.",
        ),
        says_not=(
            "No errors.",
            "Completed without errors.",
            "0 errors, 0 rejected.",
            "Rows processed 5,310, failed 0.",
        ),
        takes=ANY_DOUBT,
    ),
    Rule(
        "hold",
        Act.HOLD,
        (
            "hold while|for",
            "^ [can|could|please] [you|we] hold $",
            "not .. TURN|touch|reenable|do|put|flip|switch|restart .. it|anything|FLOW|that|back|on|yet|us",
            "keep|leave ... FLOW|it|us|things|everything|that .. off|closed|down|paused|disabled|stopped",
            "FLOW .. stay|stays|remain|remains|should .. off",
            "hold off|on|fire|tight|your|please|it|that|everything",
            "^ [please|can|could] [you] wait",
            "hang on|fire",
            "sit tight",
            "TURN .. back|it|FLOW .. off",
            "before you|ye|anyone|anything TURN|do|touch|put|reenable|switch",
            "wait for|till|until",
        ),
        says=(
            "Leave it off.",
            "Keep the feed off for now please.",
            "Don't put it back on yet whatever ye do.",
            "Please don't do anything until you have that from me.",
            "Don't touch anything.",
            "Please do not turn anything on from that alone.",
            "Can you turn it back off?",
            "Hold off please.",
            "Hold fire.",
            "Please wait for Karen's confirmation.",
        ),
        says_not=("Turn it on.", "Leave flow ON.", "I thought it better to wait."),
        takes=frozenset({How.ALMOST, How.FUTURE, How.PARTIAL, How.PIECE, How.HEARSAY}),
    ),
    Rule(
        "hold, said with a condition",
        Act.HOLD,
        ("before you|ye|anyone TURN|do|touch|put|reenable|switch|flip",),
        says=("I want to look at the AR before you turn anything on.",),
        takes=frozenset({How.CONDITIONAL}) | ANY_DOUBT,
    ),
    Rule(
        "rolled back",
        Act.UNDONE,
        (
            "UNDO",
            "rolled|rolling .. back",
            (
                "start|starting|begin|do|restart|restarted|restarting|started [it|this|everything] [all] "
                "over|afresh|from_scratch|again"
            ),
            "do it|this|everything over|again",
            "back to .. snapshot|backup|square",
        ),
        says=(
            "We've rolled the whole thing back to Friday's snapshot.",
            "We had to restore the backup.",
            "Starting over.",
            "We will have to do it over.",
        ),
        takes=ANY_DOUBT,
    ),
    Rule(
        "nothing loaded",
        Act.NOTHING_LOADED,
        (
            "nothing s in|loaded|imported",
            (
                "nothing|none|zilch [at_all|yet|so_far|today|whatsoever] HAVE|was|were|is|got BE? ADV? "
                "LOADED|gone|written|touched|changed|in|brought"
            ),
            (
                "no data|records|rows|clients HAVE|was|were|is|are|got BE? ADV? LOADED|gone|written|"
                "touched|changed|in"
            ),
            "not one|a [single] record|row|client|thing .. HAVE|was|is BE? ADV? LOADED|gone|in",
            "not a single one|record|row|client",
            "not [actually] [yet] LOADED|load|import|upload|touched|put|started|written anything|any",
            "LOADED|imported|loaded nothing",
            "0 records|rows|clients LOADED|imported|in",
            "imported 0",
            "BE|is ADV? untouched|unchanged",
        ),
        says=(
            "Nothing has been imported.",
            "Not one record has gone into PracticeEngine.",
            "Nothing was loaded today.",
            "We haven't loaded anything.",
            "There is not a single one there.",
            "Rows imported 0",
            "No records were imported.",
        ),
        says_not=("Nothing left to load.", "Nothing after that row was written."),
    ),
    Rule(
        "not loaded",
        Act.NOT_DONE,
        (
            "nothing|none .. written|posted",
            "HAVE|did|was|were not ADV? BE? LOADED|load|gone|come|came",
            "rows rejected",
        ),
        says=("Nothing was written.", "The AR has not loaded."),
        takes=ANY_DOUBT,
    ),
    Rule(
        "a word of completion",
        Act.DONE_WORD,
        ("DONE", "LOADED"),
        says=("It was done in a hurry.",),
        takes=ANY_DOUBT - {How.FUTURE, How.DOUBTED, How.ALMOST, How.HEARSAY, How.PARTIAL},
    ),
)
