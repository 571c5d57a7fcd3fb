"""New words stay, old ones, signatures, footers and banners go, whatever mail program wrote the letter."""

import pytest

from bot.letter.history import Cut, cut_html, cut_text
from bot.letter.letter import Answer
from bot.letter.open import open_letter
from bot.letter.trust import Receiver
from tests.letter.voices import VOICES, Voice


@pytest.mark.parametrize("voice", VOICES, ids=lambda voice: voice.name)
def test_a_letter_is_cut_where_its_writer_stopped(voice: Voice) -> None:
    """What the writer typed is fresh; what was there before is not."""
    letter = open_letter(voice.letter.encode(), Receiver("none"))
    assert [words for words in voice.keeps if words not in letter.fresh] == []
    assert [words for words in voice.drops if words in letter.fresh] == []
    assert voice.exactly in (None, letter.fresh.strip())
    assert [words for words in voice.forwards if words not in letter.forwarded] == []
    assert letter.machine is None


@pytest.mark.parametrize("voice", VOICES, ids=lambda voice: voice.name)
def test_cutting_twice_is_cutting_once(voice: Voice) -> None:
    """Fresh text has nothing left in it that would be cut."""
    fresh = cut_text(voice.letter.partition("\n\n")[2]).fresh
    assert cut_text(fresh).fresh == fresh


def test_answers_between_quoted_lines_keep_their_order_and_their_question() -> None:
    """ "It is." means nothing without the line it stands under."""
    cut = cut_text(
        "On Sat, Dec 5, 2026 at 8:00 AM Support <s@aiwyn.example> wrote:\n"
        "> The flow is off.\n\nSaw that.\n\n> Please say when\n> it is complete.\n\nIt is.\n\n> Thanks!\n"
    )
    assert cut.answers == (
        Answer("The flow is off.", "Saw that."),
        Answer("Please say when\nit is complete.", "It is."),
    )
    assert cut.fresh == "Saw that.\n\nIt is."


def test_every_part_of_a_letter_is_in_one_place() -> None:
    """Signature and history are cut, not thrown away: people are shown them."""
    cut = cut_text(
        "Done.\n\n-- \nAnna\nNorth CPA\n\nOn 5/12/2026 18:02, Support wrote:\n> Go on.\n", "Anna Harper"
    )
    assert cut == Cut(
        fresh="Done.",
        signature="-- \nAnna\nNorth CPA".replace("-- ", "--"),
        history="Go on.",
        has_block=False,
    )


def test_a_quoted_text_alone_is_no_new_word() -> None:
    """A letter that only quotes "the import is complete" says nothing."""
    assert cut_html("<blockquote type=cite>The import is complete.</blockquote>").fresh == ""
    assert cut_text("On 5/12/2026 18:02, Support wrote:\n> The import is complete.").fresh == ""


@pytest.mark.parametrize("subject", ["Fwd: x", "FW: x", "WG: x", "TR : x", "RV: x", "fw:x"])
def test_a_subject_tells_a_message_passed_on(subject: str) -> None:
    """Outlook writes the same header above what it answers and what it forwards."""
    text = (
        "Please book.\n\nFrom: Dan <d@v.example>\nSent: Monday, 1 December 2026\nSubject: x\n\n19 December.\n"
    )
    assert "19 December" in cut_text(text, subject=subject).forwarded
    assert cut_text(text, subject="Re: Fwd: x").forwarded == ""


@pytest.mark.parametrize(
    "html",
    [
        "<s>Saturday</s> Sunday",
        "<del>Saturday</del> Sunday",
        "<strike>Satur<b>day</b></strike> Sunday",
        "<span style='color:red;text-decoration: line-through'>Satur<span>d</span>ay</span> Sunday",
        "<div style='display:none'>Saturday</div>Sunday",
        "<span style='font-size:0px'>Saturday</span>Sunday",
        "<style>Saturday</style>Sunday",
        "<script>Saturday</script>Sunday",
        "<title>Saturday</title>Sunday",
        "<!-- Saturday -->Sunday",
        "<!--[if mso]>Saturday<![endif]-->Sunday",
    ],
)
def test_text_nobody_is_shown_or_that_was_taken_back_is_not_read(html: str) -> None:
    """D3: Hidden HTML says nothing; struck text does not count."""
    assert cut_html(html).fresh == "Sunday"


def test_tables_and_lists_keep_their_shape() -> None:
    """A row is a line with a tab between cells, an empty cell keeps its place, numbers are shown."""
    html = (
        "<table><tr><th>Client<th>PE<th>Portal</tr><tr><td><p>Oak</p></td><td></td><td><b>1.00</b></td></tr></table>"
        "<ol><li>one<li>two</ol><ul><li>three</ul>"
    )
    assert cut_html(html).fresh == "Client\tPE\tPortal\nOak\t\t1.00\n1. one\n2. two\n- three"


@pytest.mark.parametrize(
    "html",
    [
        "<p>a < b and b > a</p>",
        "a &lt; b and b &gt; a",
        "<div>a &lt; b<wbr> and b > a",
        "<o:p></o:p>a < b and b > a",
    ],
)
def test_broken_html_is_read_as_a_browser_reads_it(html: str) -> None:
    """Stray brackets are text."""
    assert cut_html(html).fresh == "a < b and b > a"


@pytest.mark.parametrize(
    ("text", "fresh"),
    [
        ("Done.\n\nRegards\n\nAnna Harper", "Done."),
        ("Done.\n\nRegards\n\nAnna", "Done.\n\nRegards\n\nAnna"),
        ("Done.\n\nAnna Harper\nwww.north.example", "Done."),
        ("Done.\n\nAnna Harper\n12 Mill Lane, Leeds", "Done."),
        ("Done.\n\nAnna Harper\nT 0113 496 0000\nAsk about our spring offers, 10 to 14 May", "Done."),
        ("Done.\n-Anna Harper", "Done."),
        ("Done.\n- Otto Brandt", "Done."),
        ("Open:\n- contacts", "Open:\n- contacts"),
        ("Done.\n\nThis mail may be privileged; it is meant for nobody else.", "Done."),
        ("Done.\n\nThis message is for Bert too.", "Done.\n\nThis message is for Bert too."),
        ("Done.\n\nFrom: Aiwyn Support\nDate: 5 December 2026\nSubject: Import\n\nold", "Done."),
        ("Done.\n\nFrom: Aiwyn Support\nDate: 5 December 2026, 18:02\nTo: Anna\n\nold", "Done."),
        (
            "Done.\n\nFrom: Friday\nDate: 5 December 2026\nTo: Sunday",
            "Done.\n\nFrom: Friday\nDate: 5 December 2026\nTo: Sunday",
        ),
        ("Done.\nOriginal message\nFrom: s@aiwyn.example\nDate: 5/12/2026\n\nold", "Done."),
        ("Two words: original message", "Two words: original message"),
        ("On 5/12/2026 18:02, s@aiwyn.example wrote:\n> see (http://x\n_a=1)\n> end\n\nDone.", "Done."),
        ("Thanks for the note,\nwe go on.", "Thanks for the note,\nwe go on."),
        ("Hi\n\nThank you,\nAnna Harper\nT 0113 496 0000", "Hi"),
        ("---\nDone.", "---\nDone."),
        (">>> Done <<<", ">>> Done <<<"),
        ("Done.\n\nSent from my iPhone\nPlease wait.", "Done.\n\nPlease wait."),
        ("Done.\n\n-- \nAnna\nWIP is not in!", "Done.\n\nWIP is not in!"),
        ("Off by\n___\nOak LLC 1,200.00", "Off by\n___\nOak LLC 1,200.00"),
        ("Open:\n- Ash Group", "Open:\n- Ash Group"),
        ("Open\n- Oak LLC\n- Ash Group", "Open\n- Oak LLC\n- Ash Group"),
        ("Done.\n\nNotice: we are closed on Friday.", "Done.\n\nNotice: we are closed on Friday."),
        ("Done.\n\nImportant notice\nWIP follows.", "Done.\n\nImportant notice\nWIP follows."),
        ("Done.\n\nDisclaimer\n\nThe information transmitted is for you.", "Done."),
        ("Done.\n\nNotice: this is meant for the intended recipient.", "Done."),
    ],
)
def test_small_signs_decide(text: str, fresh: str) -> None:
    """Each pair is a sign that must be there, or one that must not be enough."""
    assert cut_text(text, "Anna Harper <anna@north.example>").fresh == fresh


SIGNATURE = "Kind regards\nAnna Harper\nNorth CPA\n0113 496 0000"


@pytest.mark.parametrize(
    "added",
    [
        "Actually wait, WIP is running.",
        "AR isn’t in yet.",
        "One more: Oak LLC is missing.",
        "PS: not the notes",
        "Hold on, see https://north.example/log",
        "Please hold the flow.",
        "No! It broke.",
        "Update: it crashed again.",
        "Client\tAR\nOak LLC\t1,200.00",
        "Leider fehlt WIP noch.",
        "I forgot the notes.\n\nWIP is not done.",
    ],
)
@pytest.mark.parametrize("above", [SIGNATURE, "-- \nAnna", "Anna Harper | North CPA | 0113 496 0000"])
def test_a_second_thought_below_the_signature_is_read(above: str, added: str) -> None:
    """People go on typing below it, and what they take back there counts most."""
    cut = cut_text(f"All done.\n\n{above}\n\n{added}\n", "Anna Harper <anna@north.example>")
    assert cut.fresh == f"All done.\n\n{added}"


@pytest.mark.parametrize("box", ['div class="gmail_signature"', 'div id="Signature"'])
def test_a_second_thought_typed_into_the_box_of_the_signature_is_read(box: str) -> None:
    """Who goes on typing below his signature is often still in its box."""
    html = f"<p>Done.</p><{box}><p>Anna</p><p>Ask us</p><p>Please hold the flow.</p></div><p>Bye</p>"
    cut = cut_html(html)
    assert (cut.fresh, cut.signature) == (
        "Done.\n\nBye\n\nPlease hold the flow.",
        "Anna\n\nAsk us",
    )


@pytest.mark.parametrize(
    "below",
    [
        "Ask about our spring offers.",
        "Please don’t print this e-mail.",
        "This email is confidential.\n\nNorth CPA cannot be liable, however caused.",
        "Disclaimer\n\nThis is not tax advice.\n\nWe have not checked it for viruses.",
    ],
)
def test_slogans_and_footers_below_a_signature_are_no_second_thought(below: str) -> None:
    """A footer, too, may say "cannot" and "not"."""
    assert cut_text(f"Done.\n\n{SIGNATURE}\n\n{below}\n", "Anna Harper <anna@north.example>").fresh == "Done."


def test_the_question_above_an_answer_is_its_last_lines_only() -> None:
    """A long quote is not carried along whole."""
    quote = "".join(f"> line {n}\n" for n in range(20))
    (answer,) = cut_text(f"On 5/12/2026 18:02, Support wrote:\n{quote}Yes.\n").answers
    assert answer.asked.split("\n") == [f"line {n}" for n in range(14, 20)]


def test_an_indented_passage_is_a_quote_only_below_an_attribution() -> None:
    """People indent by the same tag; without a bar, a name or an attribution it stays, with a doubt."""
    typed = cut_html("<p>Two days:</p><blockquote>the 12th<br>the 13th</blockquote>")
    assert (typed.fresh, typed.doubts) == (
        "Two days:\n\nthe 12th\nthe 13th",
        ("an indented passage may be a quote",),
    )
    quoted = cut_html("Yes.<p>On 5/12/2026 18:02, Support wrote:</p><blockquote>Done?</blockquote>")
    assert (quoted.fresh, quoted.history, quoted.doubts) == ("Yes.", "Done?", ())


def test_answers_said_to_stand_in_the_old_message_are_a_doubt() -> None:
    """What is typed between old lines that carry no mark cannot be told from them."""
    text = "See my answers in red.\n\n-----Original Message-----\nAll in? Yes, all in.\n"
    assert cut_text(text).doubts == ("answers may stand inside the old message",)


def test_a_letter_that_is_all_signature_says_nothing() -> None:
    """Some people put everything into the subject."""
    assert (
        cut_text("--\nAnna Harper\nNorth CPA\n480-555-0115\n", "Anna Harper <anna@north.example>").fresh == ""
    )
