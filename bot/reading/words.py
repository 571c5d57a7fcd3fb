"""The words firms use, as named vocabularies for the patterns of the rule tables.

A new word goes here, once, under the name whose sense it has; a word may stand under several names.
All are lower case and normalised as in `clauses.py`: no apostrophes ("it s", "do not"), "re-run" is "rerun".
"""

from collections.abc import Mapping


def _(words: str, *phrases: str) -> tuple[str, ...]:
    """Single words first, then expressions of several words; longer ones are tried first."""
    return (*sorted(phrases, key=len, reverse=True), *words.split())


VOCABULARIES: Mapping[str, tuple[str, ...]] = {
    # ---- the import and what is imported
    "LOAD": _(
        "import imports importing importation load loads loading upload uploads uploading migration migrating migrate"
        " conversion cutover ingestion renumbering reassignment reallocation update updates reload"
        " script job transfer",
        *("bulk update", "bulk change", "code change", "rate change", "data load", "data import", "bulk load", "re import"),
    ),
    "LOADED": _(
        "imported processed landed loaded uploaded migrated transferred converted reassigned renumbered reallocated updated"
        " committed posted keyed applied inserted ingested copied reloaded reimported",
        *("brought over", "brought across", "moved over", "moved across", "pulled in", "pulled over", "keyed in"),
    ),
    "LOADING": _("applying implementing editing amending importing loading uploading migrating transferring converting renumbering reassigning reallocating updating"),
    "DONE": _(
        "done complete completed finished wrapped finalised finalized concluded accomplished",
        *("wrapped up", "all wrapped up", "over and done with", "done and dusted", "sorted and loaded"),
    ),
    "FINISH": _("finish complete wrap conclude"),
    "FINISHING": _("finishing completing finalising finalizing", "wrapping up"),
    "DATA": _(
        "client clients contact contacts record records row rows balance balances ar wip data debtor debtors receivable"
        " receivables ledger ledgers invoice invoices batch batches entry entries account accounts customer customers"
        " timesheets file files it them everything lot book",
    ),
    "ACK": _("thanks thank ok okay great good noted received perfect understood cheers brilliant lovely super appreciated merci excellent ta"),
    "TAIL": _(
        "here now thanks thank you mate lads folks everyone team all at on our my your side end this morning afternoon evening"
        " night today tonight yesterday last just about around as of with for the in import load loading importing migration it"
        " everything whole thing lot job noon midnight lunchtime since a few minutes minute ago hour hours cheers ta and so am pm utc gmt et est ct pt mt up"
        " p.m a.m o clock oclock stroke monday tuesday wednesday thursday friday saturday sunday finally successfully cleanly"
        " already earlier there success with process project task work ok okay good great pe practiceengine practice engine being before time schedule early from us by h vendor consultant team",
    ),
    "TOPIC": _(
        "import imports importing load loads loading loaded upload uploading imported migration update client clients"
        " contacts record records row rows balance balances ar wip data debtors receivables ledger invoices"
        " batch batches file files portal script job run flow feed",
    ),
    "TURNS": _("but however although though except unfortunately"),
    "CONTRAST": _("but however although though except unfortunately yet still bar minus apart aside only afraid odd strange weird totals delete again need needs status said kidding joking"),
    # what stands in one sentence with a completion and is not understood must have none of these
    "SECOND_THOUGHTS": _(
        "not never will would should could may might think thought believe hope hoping guess maybe perhaps probably until unless once"
        " if tomorrow later resuming resume tidying back need needs monday fingers crossed",
    ),
    "PIECE": _(
        "ar wip contact contacts phase stage batch part half receivables timesheets initial previous balances names addresses opening",
        *("step", "first import", "first load", "first batch", "first file", "first office", "first half", "first part", "first one",
          "first of", "last year", "last month", "other import", "second file", "second batch", "one of"),
    ),
    "PREP": _(
        "backup backups export exports extract extraction mapping mappings preparation prep staging cleanup scrub training"
        " validation template templates backups snapshot paperwork form forms checklist questionnaire setup configuration"
        " cleansing spreadsheet agreement contract onboarding review comparison queries checks inventory",
        *("conversion file", "pre check", "pre checks", "due diligence", "client list", "year end", "data file"),
    ),
    "TEST": _(
        "test tests trial sandbox rehearsal staging uat dummy pilot mock dryrun testing demo",
        *("dry run", "practice run", "dress rehearsal", "test run", "trial run", "non production"),
    ),
    "DEAL": _(
        "deal acquisition purchase merger sale transaction closing takeover buyout acquisitions completion contracts papers",
    ),
    "ALL": _("all everything every whole entire full both fully entirely totally completely", "the lot"),
    "ADV": _(
        "cleanly now all fully already just finally both completely successfully also officially entirely well really totally"
        " safely definitely actually basically truly since today yesterday hereby happily both",
        *("at last", "as of now", "last night", "this morning", "this afternoon", "this evening"),
    ),
    "WE": _("we i you they he she us it that this", "the consultant", "our consultant", "the vendor", "the team"),
    "US": _("we i us me"),
    "BE": _("is are was were s am be been being re"),
    "HAVE": _("has have had having ve"),
    "WILL": _("will shall would gonna should could"),
    "FUTURE": _(
        "will shall would gonna should could expect expected expecting hope hoping aim aiming plan planning trying want like love",
        *("going to", "to be", "hope to", "due to", "about to", "needs to", "need to", "has to", "have to", "supposed to", "meant to"),
    ),
    "PLEASE": _("please kindly plz pls can could would will may might"),
    # ---- how it goes
    "NOT": _("not never no nothing none neither nor hardly cannot without nobody nil zero"),
    "ALMOST": _(
        "almost nearly mostly basically essentially practically virtually partially partly halfway roughly largely",
        *("just about", "close to", "pretty much", "more or less", "as good as", "half way", "part way", "all but", "not quite"),
    ),
    "REST": _(
        "rest remaining remainder remain remains left outstanding pending others unfinished incomplete leftover",
        *("to go", "other half", "still to"),
    ),
    "RUNNING": _(
        "running processing churning crunching chugging grinding ongoing underway uploading working executing crawling",
        *("in progress", "under way", "in process", "still going", "going through", "still importing", "still loading"),
    ),
    "START": _("start starting started starts begin begins began beginning begun commence commencing kick kicking kicked"),
    "FAIL": _(
        "failed fail failing fails failure failures error errors errored crashed crash crashes bombed stuck hung hanging"
        " frozen froze stalled stopped aborted abort rejected rejects rejections refused corrupt corrupted broke broken"
        " died choked bounced paused halted interrupted wrong problem problems issue issues trouble missing hiccup hiccups snag snags glitch"
        " glitches timeout disaster useless mess botched errored skipped duplicate duplicates duplicated doubled outage",
        *(
            "timed out", "time out", "fell over", "fallen over", "blew up", "locked out", "locked me out", "went wrong",
            "gone wrong", "not working", "kicked out", "kicked back", "knocked out", "gave up", "conked out", "went down",
        ),
    ),
    "ERRORS": _(
        "error errors issue issues problem problems reject rejects rejections hitch hitches failure failures warning warnings"
        " exception exceptions surprises trouble hiccup hiccups drama dramas fuss complaint complaints rejected failed duplicates"
        " skipped incident incidents delay delays",
    ),
    "FIXED": _(
        "fixed corrected resolved sorted repaired cleared rerun reran reloaded reimported keyed retried reprocessed"
        " resubmitted mended amended patched addressed handled reentered",
        *("by hand", "manually", "dealt with", "second run", "second attempt", "second time", "second try", "ran it again"),
    ),
    "UNDO": _("rollback revert reverted restored undone backed unwound", *("rolled back", "rolled it back", "rolled everything back", "roll back", "restore the backup", "restored the backup")),
    "LATER": _(
        "tomorrow tonight later soon monday tuesday wednesday thursday friday saturday sunday eventually shortly",
        *("next week", "in the morning", "this evening", "this afternoon", "after lunch", "in an hour"),
    ),
    "VERIFY": _("check checking verify verifying confirm confirming validate validating reconcile reconciling review reviewing"),
    "SAY": _(
        "says said tells told reports reported claims claim claimed reckons insists writes shows show states indicates indicated advised"
        " mentioned announced",
        *("they say", "people say"),
        *(f"{who} confirm{ed}" for who in ("vendor", "consultant", "contractor", "they", "he", "she", "provider", "team") for ed in ("ed", "s")),
    ),
    "THINK": _(
        "think thinks thought believe believes guess reckon assume assuming suppose supposedly apparently presumably seems seem"
        " appears appear looks reportedly allegedly afaik hopefully probably likely maybe perhaps possibly theoretically"
        " understand gather hear heard unsure may might hope",
        *("according to", "pretty sure", "fairly sure", "not sure", "must be", "must have", "as far as i know", "in theory", "in principle", "fingers crossed", "or so"),
    ),
    # ---- the flow
    "FLOW": _(
        "flow feed integration sync connection interface dataflow connector pipe link synchronisation synchronization",
        *("data flow", "flow of data", "the tap", "data feed", "the gate"),
    ),
    "TURN": _(
        "turn turned switch switched flip flipped flick flicked bring put set fire enable reenable restore reconnect resume"
        " restart release reopen open reactivate activate unpause connect start let reinstate",
    ),
    "STOP": _("disable pause stop cut kill close suspend hold disconnect stopped closed paused"),
    # ---- plans
    "WANT": _(
        "want wants wanted need needs like love hope hoping plan plans planning planned intend intending propose proposing"
        " request requesting wish looking aim aiming wondering scheduled schedule book prefer requires require thinking"
        " ready arrange ask asking",
        *("set up", "get going"),
    ),
    "BOOK": _("schedule book arrange pencil reserve slot calendar plan organise organize set put sort lock"),
    "SHIFT": _("move moving moved push pushing pushed bump bumped shift shifting shifted delay delaying delayed slip slide defer"),
    "ALTER": _("change changing changed switch switching swap swapping put amend"),
    "POSTPONE": _(
        "postpone postponing postponed reschedule rescheduled rescheduling rebook rebooked rearrange rearranged defer deferred",
    ),
    "CANCEL": _(
        "cancel cancels cancelled canceled canceling cancelling scrap scrapping withdraw withdrawing abandon abandoning"
        " abandoned withdrawn scrapped axe nix drop bin shelve shelved cancellation",
        *("call off", "call it off", "calling it off", "calling off", "called off", "called it off", "pull the plug"),
    ),
    "DAY": _(
        "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun tomorrow tmrw"
        " tonight weekend january february march april may june july august september october november december jan feb mar"
        " apr jun jul aug sep sept oct nov dec week month today date day",
    ),
    "ANOTHER": _("another second third further additional separate", "one more"),
    # ---- the comparison
    "MATCH": _(
        "match matches matched matching tie ties tied tying reconciling balancing agreeing tally tallies tallied agree agrees agreed reconcile reconciles reconciled"
        " balance balances balanced identical equal equals same correct agreement ok okay good fine perfect right",
        *(
            "tie out", "ties out", "tied out", "line up", "lines up", "spot on", "bang on", "on the money", "to the penny",
            "to the cent", "add up", "all square", "in agreement", "check out", "checks out", "in line", "dead on",
        ),
    ),
    "STRONGMATCH": _(
        "match matches matched matching tie ties tied tying reconciling balancing agreeing tally tallies tallied agree agrees agreed reconcile reconciles reconciled"
        " identical equal agreement balances balanced",
        *("tie out", "ties out", "line up", "lines up", "to the penny", "to the cent", "in agreement", "on the money", "spot on", "bang on", "dead on"),
    ),
    "DIFFER": _(
        "differ differs different difference differences mismatch mismatches mismatched discrepancy discrepancies variance"
        " variances disagree disagrees unequal goofy incorrect unmatched doubled",
        *("does not match", "do not match", "did not match", "not matching", "odd man out", "not agree", "not tie", "not equal", "out of balance"),
    ),
    "COMPARED": _("checked compared tested sampled reviewed verified looked done did ran pulled picked went"),
}  # fmt: skip

# What is written for a word: phones, haste, and other people's English.
SPELLINGS: Mapping[str, str] = {
    "u": "you", "ur": "your", "r": "are", "plz": "please", "pls": "please", "thx": "thanks", "ty": "thanks", "bak": "back",
    "w": "with", "im": "i am", "ive": "i have", "weve": "we have", "dont": "do not", "doesnt": "does not", "didnt": "did not",
    "cant": "can not", "cannot": "can not", "wont": "will not", "isnt": "is not", "arent": "are not", "wasnt": "was not",
    "werent": "were not", "hasnt": "has not", "havent": "have not", "hadnt": "had not", "couldnt": "could not",
    "wouldnt": "would not", "shouldnt": "should not", "oughtnt": "ought not", "its": "it s", "thats": "that s", "theres": "there s", "whats": "what s",
    "alot": "a lot", "gonna": "going to", "wanna": "want to", "cause": "because", "cos": "because", "coz": "because",
    "compete": "compete", "competed": "competed", "dun": "done", "finnished": "finished", "tmrw": "tomorrow", "tmr": "tomorrow", "tomorow": "tomorrow",
    "ye": "you", "yall": "you", "cancelation": "cancellation", "unfortunatly": "unfortunately",
}  # fmt: skip

# Words worth recognising when two letters are swapped, or in long ones a letter is missing or doubled.
OFTEN_MISTYPED: tuple[str, ...] = (
    "import", "imported", "importing", "complete", "completed", "finished", "everything", "loaded", "successfully", "postpone",
    "reschedule", "cancel", "cancelled", "matches", "schedule", "clients", "processing", "running", "remaining", "incomplete",
)  # fmt: skip

# Phrases that look like a denial or a trouble and are neither; read as the one word "cleanly".
HARMLESS: tuple[str, ...] = (
    "no|zero|without|nil|0 [a|any|single|more] ERRORS",
    "not a|any|one single? error|reject|problem|issue|hitch",
    "ERRORS 0|none|nil|zero $",
    "no worries|rush|hurry|doubt|hard_feelings|pressure|matter",
    "not only|later_than",
    "100 percent",
    "[about|some|roughly|around|maybe|over|under|just] [a|an] [NUM|few|couple|half] [of|an] minute|minutes|mins|hour|hours|hrs|day|days|while ago",
    "nobody|no_one .. complained|shouting|noticed",
)

# Ways to announce what follows; the wish in them is no doubt of it.
ANNOUNCEMENTS: tuple[str, ...] = (
    "[i|we|just] [would|am|are|is|be] like|want|wanted|writing|write|pleased|happy|glad|delighted|just to confirm|inform|advise|report|say|announce|notify [you|ye|everyone|all] [that]",
    "[i|we|just] [would|am|are|is|be] like|want|wanted|writing|write|pleased|happy|glad|delighted|just to let you|ye|everyone know [that]",
    "pleased|happy|glad|delighted to tell you [that]",
)
