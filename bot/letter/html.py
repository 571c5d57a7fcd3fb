"""HTML to lines: what a person would see, and what the mail program's own marks say of it.

A scanner of tags rather than a tree: a tree can be made to explode (35 KB of unclosed <b> cost a common
parser 4 s and 1.8 GB), while here every character is looked at once. Nothing is fetched or executed.
"""

import re

from bot.letter.lines import Line
from bot.letter.page import Page

TEXT_LIMIT = 64 * 1024

# Elements whose content nobody reads.
UNREAD = {
    name: re.compile(rf"</{name}\b[^<>]*>", re.IGNORECASE)
    for name in ("style", "script", "title", "noscript", "template", "svg", "math", "object", "xml")
}

COMMENT = re.compile(r"<!--(?:.*?-->|.*\Z)", re.DOTALL)
ODD_TAG = re.compile(r"<[!?][^<>]*+>")
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:_-]{0,40}+)((?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?)*+)>")
TAG_BEGINS = re.compile(r"</?[a-zA-Z]")


def lines_of_html(html: str) -> list[Line]:
    """Return the lines a person sees; linear in the length of `html`, ends soon after `TEXT_LIMIT`."""
    page = Page()
    html = ODD_TAG.sub("", COMMENT.sub("", html))
    at = 0
    while (found := html.find("<", at)) >= 0 and page.size < TEXT_LIMIT:
        page.text(html[at:found][:TEXT_LIMIT])
        if tag := TAG.match(html, found):
            at = read_tag(page, tag, html)
        elif TAG_BEGINS.match(html, found):
            return page.finish()  # a tag that never ends hides the rest, as it does in a browser
        else:
            page.text("<")
            at = found + 1
    if page.size < TEXT_LIMIT:
        page.text(html[at:][:TEXT_LIMIT])
    return page.finish()


def read_tag(page: Page, tag: re.Match[str], html: str) -> int:
    """Let a tag take effect; return where reading goes on."""
    name = tag[2].lower()
    if tag[1]:
        page.close(name)
    elif name not in UNREAD:
        page.open(name, tag[3])
    elif not tag[3].endswith("/"):
        end = UNREAD[name].search(html, tag.end())
        return end.end() if end else len(html)
    return tag.end()
