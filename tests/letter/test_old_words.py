"""What the firm was told, or said long ago, never becomes its new word, whichever program quotes it."""

import pytest

from bot.letter.history import cut_html, cut_text

OLD = "The import is complete."
WHO = "Support &lt;support@aiwyn.example&gt;"

# Below the words "Not yet.": how each program quotes an older mail.
IN_HTML = {
    "gmail": f"""
        <br><div class="gmail_quote gmail_quote_container">
        <div class="gmail_attr">On Sat, 5 Dec 2026, 08:00 {WHO} wrote:<br></div>
        <blockquote class="gmail_quote" style="border-left:1px solid">{OLD}</blockquote></div>""",
    "gmail, attribution deleted": f"""
        <div class="gmail_quote"><blockquote class="gmail_quote">{OLD}</blockquote></div>""",
    "gmail, attribution in a rare language": f"""
        <div class="gmail_quote">Scríobh Bert:<blockquote class="gmail_quote">{OLD}</blockquote></div>""",
    "gmail, by way of exchange": f"""
        <div class="x_gmail_quote"><blockquote class="x_gmail_quote">{OLD}</blockquote></div>""",
    "gmail, answers between": f"""
        <div class="gmail_quote"><div class="gmail_attr">On Saturday Bert wrote:</div>
        <blockquote class="gmail_quote">Done?</blockquote><div>No.</div>
        <blockquote class="gmail_quote">{OLD}</blockquote></div>""",
    "gmail, no box around": f"""
        <div>On Sat, 5 Dec 2026 at 08:00, {WHO} wrote:</div>
        <blockquote class="gmail_quote">{OLD}</blockquote>""",
    "k-9": f"""
        <br><br><div class="gmail_quote">On December 5, 2026 8:00:00 AM, Bert wrote:
        <blockquote class="gmail_quote">{OLD}</blockquote></div>""",
    "bluemail": f"""
        <div class="blue_quote">On Dec 5, 2026, at 8:00 AM, {WHO} wrote:
        <blockquote class="gmail_quote">{OLD}</blockquote></div>""",
    "mailspring": f"""
        <div class="gmail_quote_attribution">Bert, last week</div>
        <blockquote class="gmail_quote">{OLD}</blockquote>""",
    "apple": f"""
        <div><br><blockquote type="cite"><div>On Dec 5, 2026, at 8:00 AM, Bert wrote:</div>
        <div>{OLD}</div></blockquote></div>""",
    "apple, attribution deleted": f"""
        <br><blockquote type="cite"><div>{OLD}</div></blockquote>""",
    "iphone": f"""
        <div><blockquote type="cite">On Dec 5, 2026, at 8:00 AM, Bert wrote:<br></blockquote></div>
        <blockquote type="cite"><div dir="ltr">{OLD}</div></blockquote>""",
    "thunderbird": f"""
        <div class="moz-cite-prefix">Bert, 05.12.26:</div>
        <blockquote type="cite" cite="mid:x">{OLD}</blockquote>""",
    "outlook": f"""
        <div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> {WHO}<br>
        <b>Sent:</b> Saturday, December 5, 2026 8:00 AM<br><b>To:</b> Anna<br>
        <b>Subject:</b> Import</p></div><p>{OLD}</p>""",
    "outlook web": f"""
        <hr><div id="divRplyFwdMsg"><b>From:</b> Bert<br><b>Sent:</b> Saturday</div><div>{OLD}</div>""",
    "yahoo": f"""
        <div class="yahoo_quoted"><div>On Saturday, Bert wrote:</div><div>{OLD}</div></div>""",
    "zoho": f"""
        <div>---- On Sat, 05 Dec 2026 08:00:00 +0000 <b>{WHO}</b> wrote ----</div><br>
        <blockquote>{OLD}</blockquote>""",
    "proton": f"""
        <div class="protonmail_quote">Bert, Saturday:<blockquote>{OLD}</blockquote></div>""",
    "tutanota": f"""
        <br>5 Dec 2026, 08:00 by support@aiwyn.example:
        <blockquote class="tutanota_quote">{OLD}</blockquote>""",
    "roundcube": f"""
        <p id="reply-intro">On 2026-12-05 08:00, Bert wrote:</p>
        <blockquote type="cite">{OLD}</blockquote>""",
    "fastmail": f"""
        <div>On Sat, 5 Dec 2026, at 8:00 AM, Bert wrote:</div><blockquote>{OLD}</blockquote>""",
    "gmx": f"""
        <div name="quote"><div><b>Gesendet:</b> Samstag, 5. Dezember 2026 um 08:00 Uhr<br>
        <b>Von:</b> {WHO}<br><b>An:</b> a@north.example<br><b>Betreff:</b> Import</div>
        <div>{OLD}</div></div>""",
    "mail.ru": f"""
        <blockquote style="border-left:1px solid #0857A6">5 December 2026:<div>{OLD}</div></blockquote>""",
    "samsung": f"""
        <div>-------- Original message --------</div><div>From: {WHO} </div>
        <div>Date: 05/12/2026  08:00 </div><div>{OLD}</div>""",
    "spark": f"""
        <div name="messageReplySection">On Dec 5, 2026, 8:00 AM -0500, {WHO}, wrote:<br>
        <blockquote type="cite">{OLD}</blockquote></div>""",
}

IN_TEXT = {
    "any": f"Not yet.\n\nOn 5/12/2026 08:00, Support wrote:\n> {OLD}\n",
    "no marks": f"Not yet.\n\nOn 5/12/2026 08:00, Support wrote:\n\n{OLD}\n",
    "attribution deleted": f"Not yet.\n\n> {OLD}\n",
    "below a signature": f"Not yet.\n\n-- \nAnna\n\nOn 5/12/2026 08:00, Support wrote:\n\n{OLD}\n",
    "header": f"Not yet.\n\nFrom: Support <s@aiwyn.example>\nSent: 5/12/2026 08:00\nSubject: x\n\n{OLD}\n",
    "separator": f"Not yet.\n\n-----Original Message-----\n{OLD}\n",
}


@pytest.mark.parametrize("html", IN_HTML.values(), ids=IN_HTML)
def test_no_program_makes_an_old_word_new(html: str) -> None:
    """The flow is not turned on by a sentence that stands in the quote."""
    cut = cut_html(f"<div>Not yet.</div>{html}")
    assert "Not yet." in cut.fresh
    assert "complete" not in cut.fresh


@pytest.mark.parametrize("text", IN_TEXT.values(), ids=IN_TEXT)
def test_no_plain_text_makes_an_old_word_new(text: str) -> None:
    """So it is without HTML."""
    assert cut_text(text).fresh == "Not yet."


@pytest.mark.parametrize(
    "box",
    ["<blockquote>", '<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid">'],
)
def test_what_may_be_a_quote_or_not_is_kept_and_never_acted_on(box: str) -> None:
    """Gmail's quote button makes such a box around words that the writer typed, or took from anywhere."""
    cut = cut_html(f"<div>This is what I have:</div>{box}{OLD}</blockquote>")
    assert (OLD in cut.fresh, cut.doubts) == (True, ("an indented passage may be a quote",))


def test_an_answer_that_gmail_indents_stays_in_the_box_of_the_old_message() -> None:
    """Gmail's indent button says of itself that it is no quote."""
    cut = cut_html(
        '<div class="gmail_quote"><div class="gmail_attr">Bert wrote:</div>'
        '<blockquote class="gmail_quote">Which clients?</blockquote>'
        '<blockquote style="margin:0 0 0 40px;border:none;padding:0px">Oak and Elm.</blockquote></div>'
    )
    assert (cut.fresh, cut.doubts) == ("Oak and Elm.", ())
