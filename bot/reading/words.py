"""The words firms use, as named vocabularies for the patterns of the rule tables.

A new word goes here, once, under the name whose sense it has; a word may stand under several names. Words are
normalised as in `clauses.py`: no apostrophes ("it s", "do_not"), "re-run" is "rerun"; `_` is the space within
an expression.
"""

from collections.abc import Mapping

from bot.reading.pattern import read_spellings, read_vocabularies

VOCABULARIES = read_vocabularies("""
# the import and what is imported
LOAD         import imports importing importation load loads loading upload uploads uploading migration
             migrating migrate convert conversion cutover ingestion renumbering reassignment reallocation
             update updates reload script job transfer bulk_update bulk_change code_change rate_change
             data_import data_load bulk_load re_import bulk_amend bulk_amendment mass_change mass_amendment
EVERYDAY     update updates updating updated job script transfer transferring transferred applied applying
             posted committed changing editing amending implementing added copied inserted keyed processed
             link connection interface pipe run conversion convert
EFFORT       work process procedure exercise activity operation
LOADED       recoded added imported processed landed loaded uploaded migrated transferred converted
             reassigned renumbered reallocated updated committed posted keyed applied inserted ingested
             copied reloaded reimported brought_across brought_over moved_across pulled_over moved_over
             pulled_in keyed_in
LOADING      changing applying implementing editing amending importing loading uploading migrating
             transferring converting renumbering reassigning reallocating updating
DONE         done complete completed finished wrapped finalised finalized concluded accomplished
             over_and_done_with sorted_and_loaded done_and_dusted all_wrapped_up wrapped_up
FINISHING    finishing completing finalising finalizing wrapping_up
DATA         client clients contact contacts record records row rows balance balances ar wip data debtor
             debtors receivable receivables ledger ledgers invoice invoices batch batches entry entries
             account accounts customer customers timesheets file files it them everything lot book
PIECE        step ar wip contact contacts phase stage batch part half receivables timesheets initial
             previous balances names addresses opening first_import first_office payroll expense expenses
             bank_feed chart_of_accounts suppliers quickbooks xero outlook timesheet other_import second_batch
             first_batch second_file first_load first_file first_half first_part last_month first_one
             last_year first_of one_of
PREP         backup backups export exports extract extraction mapping mappings preparation prep staging
             cleanup scrub training validation template templates snapshot paperwork form forms checklist
             questionnaire setup configuration cleansing spreadsheet agreement contract onboarding review
             comparison queries checks inventory conversion_file due_diligence client_list pre_checks
             pre_check data_file year_end
NO_NAME      plan planning schedule request date dates notice question window outage kickoff kick off memo
             list calendar slot spring maintenance project discussion meeting call timeline deadline
TEST         test tests trial sandbox rehearsal staging uat dummy pilot mock dryrun testing demo
             dev qa training_database training_environment training_company training_system training_copy
             dress_rehearsal non_production practice_run trial_run test_run dry_run
DEAL         deal acquisition purchase merger sale transaction closing takeover buyout acquisitions
             completion contracts papers
# small words
ALL          all everything every whole entire full both fully entirely totally completely the_lot
ADV          cleanly now all fully already just finally both completely successfully successful also
             officially
             entirely well really totally safely definitely actually basically truly since today yesterday
             hereby happily therefore thus hence accordingly consequently this_afternoon this_morning
             this_evening last_night as_of_now at_last
WE           we i you they he she us it that this the_consultant our_consultant the_vendor the_team
US           we i us me
BE           is are was were s am be been being re est
HAVE         has have had having ve ha
WILL         will shall would gonna should could
PLEASE       please kindly plz pls can could would will may might
NOT          not never no nothing none neither nor hardly cannot without nobody nil zero
# how sure it is said
ALMOST       almost nearly mostly basically essentially practically virtually partially partly halfway
             roughly largely more_or_less pretty_much just_about as_good_as not_quite close_to half_way
             part_way all_but
FUTURE       will shall would gonna should could expect expected expecting hope hoping aim aiming plan
             planning trying want like love supposed_to going_to about_to needs_to meant_to hope_to need_to
             have_to due_to has_to to_be
THINK        think thinks thought believe believes guess reckon assume assuming suppose supposedly
             apparently presumably seems seem appears appear looks reportedly allegedly afaik hopefully
             probably likely maybe perhaps possibly theoretically understand gather hear heard unsure may
             might hope as_far_as_i_know fingers_crossed according_to in_principle pretty_sure fairly_sure
             must_have in_theory not_sure must_be or_so
SAY          says said wrote tells told reports reported claims claim claimed reckons insists writes
             shows show
             states indicates indicated advised mentioned announced consultant_confirmed
             contractor_confirmed consultant_confirms contractor_confirms provider_confirmed
             provider_confirms vendor_confirmed vendor_confirms they_confirmed team_confirmed they_confirms
             she_confirmed team_confirms he_confirmed she_confirms he_confirms people_say they_say
EXCEPT       except bar barring minus apart aside excluding besides other_than
TURNS        but however although though except unfortunately
CONTRAST     but however although though except unfortunately yet still bar minus apart aside only afraid
             odd strange weird totals delete again need needs status said kidding joking
SECOND_THOUGHTS deleted deleting removed removing prep unverified unchecked untested unconfirmed expected
             short under difference differ differs different discrepancy variance total nobody none
             hopefully wish allegedly apparently supposedly next more follow continue continuing wait await
             pending subject approval sign signed confirm confirmed confirmation tbc verify verifying
             eyeballing undo reverse reversing rerun rerunning redo redoing again stragglers actually sec
             moment oops meant mistake wrong thread ignore touch proceed real test sandbox step zero off
             down twice numbers something least dreams wood says say told used matter story shall going
             gonna checking visible showing empty blank separate rehearsal not never will would should could
             may might think thought believe hope hoping guess maybe perhaps probably until unless once if
             tomorrow later resuming resume tidying back need needs monday fingers crossed
# how it goes
REST         rest remaining remainder remain remains left outstanding pending others unfinished incomplete
             leftover other_half still_to to_go
RUNNING      running processing churning crunching chugging grinding ongoing underway uploading working
             sitting_at executing crawling cracking_on still_importing going_through still_loading in_progress
             still_going in_process under_way
START        start starting started starts begin begins began beginning begun commence commencing kick
             kicking kicked
FAIL         failed fail failing fails failure failures error errors errored crashed crash crashes bombed
             stuck hung hanging frozen froze stalled stopped aborted abort rejected rejects rejections
             refused corrupt corrupted broke broken died choked bounced paused halted interrupted wrong
             choke chokes choking crashing failing erroring bombing dying breaking stalling freezing rejecting
             problem problems issue issues trouble missing hiccup hiccups snag snags glitch glitches timeout
             disaster useless mess botched skipped duplicate duplicates duplicated doubled outage hit_a_wall
             locked_us_out locked_me_out fallen_over not_working kicked_back knocked_out locked_out
             timeouts went_wrong gone_wrong kicked_out conked_out timed_out fell_over went_down time_out
             blew_up gave_up
ERRORS       error errors issue issues problem problems reject rejects rejections hitch hitches failure
             failures warning warnings exception exceptions surprises trouble hiccup hiccups drama dramas
             fuss complaint complaints rejected failed duplicates skipped incident incidents delay delays
             variance variances difference differences discrepancy discrepancies mismatch mismatches
FIXED        manually fixed corrected resolved sorted repaired cleared rerun reran reloaded reimported keyed
             retried reprocessed resubmitted mended amended patched addressed handled reentered
             second_attempt ran_it_again second_time dealt_with second_run second_try by_hand
UNDO         rollback revert reverted undone backed unwound rolled_back rolled_it_back
             rolled_everything_back roll_back restore_the_backup restored_the_backup restoring_the_backup
             restored_from restoring_from
HOUR         noon midnight close end cob eod lunch dinner breakfast
LATER        tomorrow tonight later soon monday tuesday wednesday thursday friday saturday sunday eventually
             shortly in_the_morning this_afternoon this_evening after_lunch in_an_hour next_week
ACK          thanks thank ok okay great good noted received perfect understood cheers brilliant lovely super
             appreciated merci excellent ta
# what may follow a completion in its clause, and words that touch the import wherever they stand
TAIL         p.m. a.m. pls please there safely sound than expected planned central eastern mountain pacific
             hrs hours goes both partners here now thanks thank you mate lads folks everyone team all at on
             our my your side end this morning afternoon evening night today tonight yesterday last just
             about around as of with for the in import load loading importing migration it everything whole
             thing lot job noon midnight lunchtime since a few minutes minute ago hour cheers ta and so am
             pm utc gmt et est ct pt mt up p.m a.m o clock oclock stroke monday tuesday wednesday thursday
             friday saturday sunday finally successfully cleanly already earlier success process project
             task work ok okay good great pe practiceengine practice engine being before time schedule early
             from us by h vendor consultant into inside whatsoever
             perspective yet far whatever system overnight obviously clearly course completely entirely fully
             altogether
TOPIC        import imports importing load loads loading loaded upload uploading imported migration update
             client clients contacts record records row rows balance balances ar wip data debtors
             receivables ledger invoices batch batches file files portal script job run flow feed
# the flow
FLOW         flux flow feed integration sync connection interface dataflow connector pipe link
             synchronisation synchronization flow_of_data data_flow data_feed the_gate the_tap
TURN         turn turned switch switched flip flipped flick flicked bring put set fire enable reenable
             restore reconnect resume restart release reopen open reactivate activate unpause connect start
             let reinstate turning switching putting bringing restoring enabling reenabling resuming reopening
             reinstating flipping restarting
STOP         disable pause stop cut kill close suspend hold disconnect stopped closed paused
# plans
OTHER_THING  call calls meeting meetings training webinar flight flights kickoff lunch subscription contract
             licence license membership invoice order server file files vendor consultant question email
             emails reminder reminders thread office offices building premises party session sessions
             workshop appointment demo retreat holiday audit reception dinner interview
WANT         want wants wanted need needs like love hope hoping plan plans planning planned intend intending
             propose proposing request requesting wish looking aim aiming wondering scheduled schedule book
             prefer requires require thinking ready arrange ask asking get_going set_up
BOOK         schedule book diarise diarize arrange pencil reserve slot calendar plan organise organize set put
             sort lock
SHIFT        nudge nudging move moving moved push pushing pushed bump bumped shift shifting shifted delay
             delaying delayed slip slide defer
ALTER        change changing changed switch switching swap swapping amend
POSTPONE     postpone postponing postponed reschedule rescheduled rescheduling rebook rebooked rearrange
             rearranged defer deferred
MOVABLE      booking slot request start time window lot thing whole other same later plug second third next
             following new earlier first appointment schedule timing acquisition merger deal purchase one
CANCEL       cancel cancels cancelled canceled canceling cancelling scrap scrapping withdraw withdrawing
             abandon abandoning abandoned withdrawn scrapped axe nix drop bin shelve shelved cancellation
             calling_it_off called_it_off pull_the_plug pulled_the_plug pulling_the_plug call_it_off
             calling_off called_off call_off
DAY          monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri
             sat sun tomorrow tmrw tonight weekend january february march april may june july august
             september october november december jan feb mar apr jun jul aug sep sept oct nov dec week month
             today date day
GIVES_DATE   please on at the of for us me we i with in would be works work suits suit best better fine good
             ok okay is it that this thanks thank great perfect prefer preferred choose go going say start
             starting begin beginning kick off around about from to am pm a.m p.m a.m. p.m. morning evening
             afternoon night st nd rd th o clock sharp then let s yes sure date day time our your import hi
             hello dear team all there how looks will do can ll if possible local standard daylight year
             vendor consultant free available everyone everybody here both partners h hours hrs either or one
             next coming first onwards onward right after
             need will takes take approx approximately only hour minutes mins sorry should have said forgot
             add
ANOTHER      another second third further additional separate one_more
# the comparison
MATCH        match matches matched matching tie ties tied tying reconciling balancing agreeing tally tallies
             tallied agree agrees agreed reconcile reconciles reconciled identical equal equals same correct
             agreement ok okay good fine perfect right on_the_money to_the_penny in_agreement to_the_cent
             all_square checks_out check_out ties_out tied_out lines_up tie_out line_up spot_on bang_on
             in_line dead_on add_up
STRONGMATCH  match matches matched matching tie ties tied tying reconciling balancing agreeing tally tallies
             tallied agree agrees agreed reconcile reconciles reconciled identical equal agreement
             to_the_penny in_agreement on_the_money to_the_cent ties_out lines_up tie_out line_up spot_on
             bang_on dead_on
DIFFER       differ differs different difference differences mismatch mismatches mismatched discrepancy
             discrepancies variance variances disagree disagrees unequal goofy incorrect unmatched doubled
             does_not_match out_of_balance did_not_match do_not_match not_matching odd_man_out not_agree
             not_equal not_tie
COMPARED     checked compared tested sampled reviewed verified looked done did ran pulled picked went
# where a clause begins: what is not asserted, what is asserted apart, and after which words "and" goes on
ABBREVIATION mr mrs ms dr st no approx inc ltd co jr sr vs etc eg ie ref a.m p.m a.m. p.m.
DOUBTING     if unless assuming provided providing
SUBORDINATE  when once until till whenever before after whether supposing lest
CONJUNCTION  but because although though however so while whereas which who then plus
ZONE         eastern central mountain pacific et ct mt pt est gmt utc
SUBJECT      that we i it they he she you there please nothing everything everybody everyone all the our
             flow feed
GRATEFUL     ok okay alright fine possible mind grateful appreciate appreciated great good nice helpful
             obliged lovely kind wonderful it
# worth recognising when two letters are swapped, or in long ones a letter is missing or doubled
MISTYPED     import imported importing complete completed finished everything loaded successfully postpone
             reschedule cancel cancelled matches schedule clients processing running remaining incomplete
""")

# What is written for a word: phones, haste, and other people's English.
SPELLINGS = read_spellings("""
ya=yes n=and recs=records rec=record probs=problems prob=problem
u=you ur=your r=are plz=please pls=please thx=thanks ty=thanks bak=back w=with im=i_am ive=i_have
weve=we_have dont=do_not doesnt=does_not didnt=did_not cant=can_not cannot=can_not wont=will_not
isnt=is_not arent=are_not wasnt=was_not werent=were_not hasnt=has_not havent=have_not hadnt=had_not
couldnt=could_not wouldnt=would_not shouldnt=should_not oughtnt=ought_not its=it_s thats=that_s
theres=there_s whats=what_s alot=a_lot gonna=going_to wanna=want_to cause=because cos=because coz=because
compete=compete competed=competed dun=done finnished=finished tmrw=tomorrow tmr=tomorrow tomorow=tomorrow
ye=you yall=you cancelation=cancellation unfortunatly=unfortunately
fertig=finished abgeschlossen=complete importiert=imported geladen=loaded eingespielt=imported
alles=everything alle=all daten=data mandanten=clients nicht=not wurde=was wurden=were wird=will werden=will
ist=is und=and läuft=running fehlt=missing fehlen=missing fehler=errors ohne=without beinahe=almost
morgen=tomorrow heute=today danke=thanks grüße=regards hallo=hello bitte=please erfolgreich=successfully
terminé=finished terminée=finished fini=finished finie=finished importé=imported importée=imported
importés=imported chargé=loaded chargés=loaded données=data pas=not sera=will_be presque=almost
demain=tomorrow tout=everything tous=all erreur=error errores=errors erreurs=errors bonjour=hello merci=thanks
cordialement=regards
terminado=finished terminada=finished terminó=finished completado=complete completada=complete
importado=imported importados=imported cargado=loaded cargados=loaded importación=import datos=data
clientes=clients está=is están=are será=will_be casi=almost mañana=tomorrow falta=missing faltan=missing
hola=hello gracias=thanks saludos=regards sin=without
""")


# Phrases that look like something else than they are, with the word that stands in for each of theirs.
STAND_INS: Mapping[str, tuple[str, ...]] = {
    "cleanly": (  # a denial or a trouble, and neither
        "no|zero|without|nil|0 [a|any|single|more] ERRORS",
        (
            "[could|can|did|do|have|has] not find|found|see|seen|spot|detect|identify|had a|any|one single? "
            "ERRORS"
        ),
        "not a|any|one single? error|reject|problem|issue|hitch",
        "ERRORS 0|none|nil|zero $",
        "no worries|rush|hurry|doubt|hard_feelings|pressure|matter",
        "not only|later_than",
        "rollback|roll_back|rolling_back not? needed|required|necessary",
        "not a|one cent|penny between",
        "100 percent",
        (
            "[about|some|roughly|around|maybe|over|under|just] [a|an] [NUM|few|couple|half] [of|an] "
            "minute|minutes|mins|hour|hours|hrs|day|days|while ago"
        ),
        (
            "took|taken|takes [about|some|roughly|around|only|just] [a|an] [NUM|few|couple|half] [of|an] "
            "minute|minutes|mins|hour|hours|hrs"
        ),
        "nobody|no_one .. complained|shouting|noticed",
        "update|amend|correct|adjust your records|files|books",
        "not a|one penny_s|penny|cent|cents [of|s|worth] difference|out|off|astray",
        (
            "not see|find|found|spot|notice|have|detect [a|any|single] [single|penny|penny_s|cent] "
            "difference|differences|discrepancy|discrepancies|variance|variances|mismatch|mismatches|gap|gaps"
        ),
    ),
    "onto": (
        "moving|moved|going|jumping|getting on to",
        "moving|moved|going|jumping onto",
        "i|he|she am|is|s|was moving|switching|transferring to",  # people, and no import
    ),  # and nothing moves
    "cancel": ("call it|this|that|everything off",),  # elsewhere a call is other business
    "write": ("drop you|ye|us|me [all] a line|note|mail|email|text|message",),  # and nothing is dropped
    "hereby": (  # announces what follows, and the wish in it is no doubt of that
        (
            "[i|we|just] [would|am|are|is|be] "
            "like|want|wanted|writing|write|pleased|happy|glad|delighted|just to "
            "confirm|inform|advise|report|say|announce|notify [you|ye|everyone|all] [that]"
        ),
        (
            "[i|we|just] [would|am|are|is|be] "
            "like|want|wanted|writing|write|pleased|happy|glad|delighted|just to let you|ye|everyone "
            "know [that]"
        ),
        "replying|writing|emailing|mailing .. to let you|ye know [that]",
        "only|one thing left [to_do] is for you|ye to",
        "[i|we|just|still] [am|are|will] wait|waiting|awaiting for? you|ye|support|somebody|someone to",
        "pleased|happy|glad|delighted to tell you [that]",
        "asked|asks|wants me|us to let|tell|inform you|ye [know] [that]",
        "[please|kindly] be advised|informed|notified|aware|assured [that]",
        "please|kindly note that?",
        (
            "sorry|apologies|apologise|apologize|apologizing for the|my|our|any|this .. delay|wait [in "
            "getting|coming back to_you|to_ye]"
        ),
        (
            "[this|mail|email|message|note] is to confirm|inform|advise|notify|let [you|ye|everyone|all] "
            "[know] [that]"
        ),
    ),
}
