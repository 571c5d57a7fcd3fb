"""How people say that the import is in. The dangerous table: add a `says_not` for every pattern added."""

from bot.reading.rules.rule import Act, How, Rule

COMPLETION: tuple[Rule, ...] = (
    Rule(
        "the import is done",
        Act.DONE,
        (
            "DATA|it|everything|pe|practiceengine HAVE? ADV? finished LOADING",
            "LOAD|change [of|for|from|into|to|in|on ...] ADV? completed|finished cleanly|at|on|this|last",
            "LOAD got|gets ADV? DONE|LOADED",
            "LOAD HAVE? ADV? finished|stopped running|processing",
            "LOAD HAVE? ADV? finished|completed clean|fine|ok|okay|nicely|smoothly",
            "LOAD BE ended",
            "LOAD ADV? successful",
            "ADV? successful LOAD",
            "^ successfully LOADED",
            "hereby|confirm|confirms|confirming|reporting the? completion of .. LOAD",
            "LOAD EFFORT? [of|for|from|into|to|in|on ...] ADV? WILL? BE|HAVE BE? ADV? ADV? DONE",
            "LOAD EFFORT? ADV? ADV? DONE",
            (
                "LOAD [of|for|from|into ...] WILL? BE|HAVE BE? ADV? ADV? LOADED|terminated|finish|"
                "applied|processed|run|executed|performed|realized|realised|carried_out|effected "
                "[to|in|into|over|across]"
            ),
            "LOAD [of|for|from|into ...] ended|concluded",
            "LOAD ... and [BE|HAVE] ADV? DONE",
            (
                "change|changes|amendment|amendments|rates|codes|addresses|managers|names BE|HAVE [all|now] "
                "BE? ADV? DONE|applied|updated|changed|implemented|executed|amended|renamed"
            ),
            "change|changes ADV? DONE",
            "LOAD [of|for|from|into ...] ADV? completed|finished|complete $",
            (
                "LOAD [of|for|from|into ...] ADV? completed|finished at|on|around|about|this|last|just|"
                "NUM|yesterday|successfully"
            ),
            "LOAD did complete|finish",
            "LOAD exited|returned|ended 0|zero|ok|normally|cleanly",
        ),
        says=(
            "The import is complete.",
            "Import completed successfully at 2:31 AM.",
            "The import of the Colquhoun clients into PracticeEngine has been completed this evening.",
            "Both imports are now done.",
            "The partner code change has been applied to all 3,412 clients.",
            "improt is compelte!!!",
            "Script ended 20:02 without errors.",
            "The import ran without a hitch and is complete.",
            "Import is finish.",
            "The Harmon import is 100% complete.",
            "Rates have all been updated.",
            "The bulk amendment was concluded at 14h10.",
            "The change was executed last night.",
            "The script has finished running.",
            "The load finished clean.",
            "Please be advised that the import has been completed.",
            "I confirm the completion of the import.",
        ),
        says_not=(
            "The import is not complete.",
            "The import isn't finished.",
            "The import will be complete by six.",
            "Is the import complete?",
            "If the import is complete by Sunday evening, could you have the flow back on?",
            "As soon as the import is complete I'll reply.",
            "Unless you hear from us the import is complete.",
            "The consultant says the import is complete.",
            "I think the import is complete.",
            "The import is almost complete.",
            "The import should be complete at this stage.",
            "The import has yet to be completed.",
            "The acquisition is complete.",
            "The import mapping is complete.",
            "The test import completed successfully in the sandbox last night.",
            'You asked me to reply "the import is complete".',
            "The AR import is complete.",
            "Our payroll import is complete.",
            "The import is 80% complete.",
            "The import is complete except for WIP.",
            "The import is complete apart from the invoices.",
            "The first import is complete.",
            "The import is complete, right?",
            "Let me know when the import is complete.",
            "Tell us whether the import completed.",
        ),
        ends=True,
    ),
    Rule(
        "we finished the import",
        Act.DONE,
        (
            "wrapped|finished up [the|our|this] .. LOAD [of|for|from ...]",
            (
                "HAVE|just|WE ADV? finished|completed|done|concluded|terminated [with] [all|the|our|this|"
                "of|my|both] .. LOAD|LOADING"
            ),
            (
                "^ ADV? finished|completed|done [with] [all|the|our|this|of|my|both] .. LOAD|LOADING [of|"
                "for|from ...]"
            ),
            "have finish|complete|finalize .. LOAD",
            "finished|completed LOADING at|around|about|just|on|this|last|NUM",
            (
                "finished|completed|done LOADING [the|all|our|their] .. clients|records|rows|data|accounts|"
                "customers"
            ),
        ),
        says=(
            "We've finished the import.",
            "Finished importing at 5.",
            "We have finish the renumbering with success.",
            "I just completed the data load.",
            "Finished loading everything around lunchtime.",
        ),
        says_not=(
            "We have not finished the import.",
            "We hope to have finished the import by noon.",
            "We finished the test import.",
            "When we have finished the import I will write.",
        ),
        ends=True,
    ),
    Rule(
        "the import went through",
        Act.DONE,
        (
            "LOAD ADV? worked|succeeded",
            "LOAD [BE|HAVE|did] went|gone|ran ADV? off|successfully ok|successfully|cleanly|well|fine?",
            (
                "LOAD|run|pass|rerun|attempt|change|changes [of|for|from|into ..] ADV? [BE|HAVE|did] "
                "went|gone|ran|sailed|go ADV? through|over|in|well|smoothly|fine|clean|cleanly|perfectly|"
                "great|ok|okay|straight|right"
            ),
            "LOAD BE ADV? successful",
            "LOAD BE ADV? through|across|over|up",
            "BE .. now in|across|into pe|practiceengine|practice",
            "ran|run|running|went|got [it] to completion|the_end",
            "went|ran|made_it|got [all_the_way|the_whole_way|right|straight] through $",
        ),
        says=(
            "The load went through.",
            "The import went smoothly.",
            "Second run went through clean.",
            "The import was successful.",
            "We restarted it and it ran to the end.",
            "It went all the way through.",
        ),
        says_not=(
            "The load did not go through.",
            "The load went through for half of them.",
            "The test run went fine.",
        ),
    ),
    Rule(
        "everything is in",
        Act.DONE,
        (
            "everything|lot|all HAVE gone|come over|in|across|through",
            "everything from|for .. BE|HAVE ADV? in|across|over|LOADED",
            "ALL ... BE ADV? on|in|inside pe|practiceengine|practice",
            "got|have everything|all|ALL [of] [the|our|them] .. in|across|over|LOADED",
            "everything|all|them|clients made it across|over|in",
            (
                "ALL updates|changes|moves|clients|records [BE|HAVE] [now|been|all] applied|in|done|made|"
                "moved|changed"
            ),
            (
                "everything|lot|ALL of? NUM|the|our|their|his|her|them|last|single|DATA ... BE|HAVE|went|"
                "came BE? ADV? in|across|over|LOADED|through|sitting|present|changed|landed|processed"
            ),
            "everything|all|them BE|HAVE|came|went BE? ADV? in|across|over|LOADED|through|changed",
            "ALL NUM [DATA|DATA] ADV? in|across|over|present|there|LOADED",
            "ALL [of] [the|our|their] clients|records|rows|data|accounts|customers ADV? LOADED",
            "clients|records|rows|data|accounts|customers BE|HAVE all BE? ADV? in|across|over|LOADED",
            (
                "ALL .. clients|records|rows|accounts|customers ADV? BE|HAVE ADV? BE? ADV? "
                "in|across|over|LOADED [to|in|into|inside pe|practiceengine|practice]"
            ),
            "everything ADV? LOADED fine|ok|okay|cleanly|well|nicely|smoothly",
            "ALL ADV? LOADED",
            "fully LOADED",
            "WE HAVE? ADV? LOADED [the] everything|all|whole|entire|lot",
            "^ ADV? LOADED [the] everything|all|whole|entire|lot",
            "WE HAVE? ADV? LOADED all .. clients|records|rows|data|accounts|customers",
        ),
        says=(
            "All 388 clients are in with their balances.",
            "Everything's across, 911 clients in all.",
            "She's all loaded!",
            "The Todmorden book is fully loaded.",
            "We've loaded everything.",
            "All 210 are sitting there in PE.",
            "We have successfully imported all of the Smith & Co clients (412) and their open balances.",
            "All 2,140 in and balanced to the TB.",
            "All records have been processed.",
            "Every last one is in.",
            "All clients imported.",
            "Everything imported fine.",
            "We have now migrated all clients.",
            "Records are all in.",
            "We've imported all the Prior clients into PE.",
            "All Wexley clients have now been added to PracticeEngine.",
        ),
        says_not=(
            "Not everything is in.",
            "Everything should be in by noon.",
            "Once everything is in I will write.",
            "Nearly all of the clients are in.",
            "Is everything in?",
            "All the AR is in.",
            "All AR imported.",
            "We have imported all the contacts.",
            "All but twenty are in.",
            "Can you see on your end if everything came through?",
        ),
        ends=True,
    ),
    Rule(
        "it was loaded already",
        Act.DONE,
        (
            (
                "and|WE|they|already|accidentally|consultant|vendor|i ADV? LOADED|ran .. last|yesterday|"
                "already|this|early night|morning|afternoon|evening|weekend|week"
            ),
            "WE|they|and|consultant|vendor ADV? LOADED .. yesterday|already|early",
            "went ahead and LOADED|ran",
            "^ LOADED ours|it|them|everything|yours .. early|last|yesterday|already",
        ),
        says=("Our consultant misread the calendar and loaded Gallatin last night instead of Saturday.",),
        says_not=("We have not loaded it yesterday.",),
    ),
    Rule(
        "nothing is left",
        Act.DONE,
        (
            "nothing|none BE? left|outstanding|remaining|further|more [to load|import|run|do|upload|key]",
            "nothing|none remains",
            "no more|further DATA? to load|import|run|upload|do|come",
            "last|final one|file|batch DONE|in",
            "last|final DATA [of [the|our] DATA] ADV? LOADED|in|through",
            (
                "last|final [of] [the] DATA|one|set|pass|rows ADV? BE|HAVE|went|ran|finished|completed|"
                "landed|came|is ADV? [gone|went|been] in|through|over|across|loaded|done|at|finished|NUM"
            ),
        ),
        says=(
            "There's nothing left to load.",
            "Nothing outstanding at our end.",
            "Last batch went through at 4:40 this morning.",
            "Nothing more to run tomorrow.",
            "The last of the clients went in just before 10.",
        ),
        says_not=(
            "If there is nothing left to load I will write.",
            "The last batch will have gone through by 5.",
            "Is there nothing left to load?",
        ),
        takes=frozenset({How.PIECE, How.FUTURE}),
    ),
    Rule(
        "all rows of all rows",
        Act.COUNT,
        (
            "NUM of|out_of NUM [rows|records|clients] [were|are|is|have|now] LOADED|in|done|written",
            "LOADED NUM of|out_of NUM",
        ),
        says=("4,212 of 4,212 rows committed.", "2,950 of 2,950 updated."),
        says_not=("We hope for 4,212 of 4,212 rows committed.", "310 of 412 rows loaded."),
    ),
    Rule(
        "it is done",
        Act.DONE_IT,
        (
            "all of it|them [is|are|s] ADV? DONE|in|loaded|imported",
            "^ [ok|okay|hi|yes|yep|yeah|phew|finally|and|so] [we|and] all? done|finished",
            "^ were DONE $",
            "that BE|was the last|lot|end [of] [it|them] $",
            "consider it|this|the_import|the_load DONE",
            "[the|our] process|processing|exercise|rollout|work|task BE|HAVE? BE? ADV? ADV? DONE",
            "it worked $",
            "^ [but|and|yes|so|ok|now] it|that did ADV? finish|complete [now|after_all|in_the_end] $",
            "this|that one BE|HAVE BE? ADV? DONE",
            "it|they HAVE all? gone|come|went|came in|over|across|through",
            "WE WILL? BE|HAVE BE? US? ADV? ADV? DONE",
            (
                "^ [ok|okay|hi|hello|right|good|great|yes|yep|yeah|yup|phew|finally|folks|team|all|and|"
                "so] [ok|now|we|and|all] ALL? ADV? DONE [here|now|thanks|thank|at|on|over|this|last|"
                "today|tonight|just|as ...] $"
            ),
            "^ [ok|okay|hi|yes|yep|and|so|that|phew|confirmed] ALL? DONE ADV? $",
            "whole thing|lot|set BE|HAVE BE? ADV? DONE|in",
            "that BE US ADV? DONE|through",
            "that BE the LOAD ADV? DONE",
            "it|she|he|everything WILL? ADV? BE|HAVE BE? ADV? ADV? DONE",
            (
                "it|that|she|we|i ADV? finished|completed [up|off] at|on|around|about|just|this|last|an|"
                "fine|ok|cleanly|successfully|now|NUM|yesterday"
            ),
            "it|that|she|we|i ADV? finished|completed [up|off] $",
            "WE BE ADV? through [now|here] $",
            "calling it done|complete|finished",
            "WE BE finish",
        ),
        says=(
            "Done.",
            "All done 👍",
            "Finished!",
            "We are done on our side.",
            "That's us finished, all in.",
            "It has been finished since 3 o'clock this afternoon.",
            "I'm finished.",
            "ok all done here thanks",
            "We're through.",
            "Yes, it finished on the stroke of noon.",
            "Everything is complete on our end.",
            "We are complete, please turn it on.",
            "we are complete pls turn on",
            "It did finish.",
        ),
        says_not=(
            "Not done.",
            "We are almost done.",
            "We will be done by 5.",
            "Are we done?",
            "When it is done I will write.",
            "Should be done same night.",
            "He thinks it is done.",
            "I did not want you to think we were finished!",
            "I thought we were done.",
            "I would love to tell you it's complete.",
            "We are done with the contacts.",
        ),
        ends=True,
    ),
    Rule(
        "it is in",
        Act.DONE_IT,
        (
            (
                "^ [and|so|yes|that|it|she|they|now] BE? all|everything BE? ADV? in|across|over|through|"
                "up [now|here|there|and|at|on|thanks|last ...] $"
            ),
            (
                "it|she|they BE ADV? all|fully ADV? in|across|over|through|up [now|here|there|and|at|on|"
                "thanks|last ...] $"
            ),
            "^ NUM in $",
            "^ NUM rows|records|clients LOADED|landed|in|across|over",
            "full|whole|complete set",
            "cleanly cleanly DONE|loaded|imported",
        ),
        says=(
            "all in. u can turn it bak on",
            "It's all in, nothing more to run.",
            "612 in, zero out.",
            "1,204 clients landed.",
            "So it's the full set.",
        ),
        says_not=("It's not all in.", "It will be all in by noon.", "They are all in a meeting."),
        ends=True,
    ),
    Rule(
        "the parts named are in",
        Act.DONE_MAYBE,
        (
            (
                "DATA ADV? BE|HAVE ADV? BE? ADV? in|LOADED|done|across|over|there|complete|finished "
                "[to|in|into|inside pe|practiceengine|practice]"
            ),
            "DATA ADV? LOADED|changed",
            "DATA went|gone|came|come|got ADV? in|across|over|through|up",
        ),
        says=("Clients are done.", "Contacts loaded.", "Clients went in ok."),
        says_not=("Clients are not in.", "The file was in the wrong format."),
        ends=True,
        takes=frozenset({How.PIECE}),
    ),
    Rule(
        "yes, it is",
        Act.DONE_MAYBE,
        (
            "^ it is now? $",
            "^ yes it is|has|did $",
            "^ it did $",
            "^ it is [and] ... now $",
            "^ yes|yep|yeah|yup|affirmative [all|thanks|indeed|thank] $",
            "^ they are [all|now] $",
            "put to bed",
            "^ .. s|is|are in $",
        ),
        says=("It is now!", "Yes it is.", "Yes.", "That's Carlow put to bed."),
        says_not=("Is it?",),
        ends=True,
    ),
    Rule(
        "all set",
        Act.DONE_MAYBE,
        (
            "BE live",
            "gone live",
            "our side|part|end BE DONE|complete",
            "WE BE? all? set",
            "good to go|turn",
            "^ all set|good|sorted",
            "that BE it|everything",
            "looks good|great|fine",
            "over to you",
            "done and dusted",
        ),
        says=("We're all set.", "Good to go!", "Over to you."),
        says_not=("We're not all set.", "Are we all set?"),
    ),
)
