"""Writes a template's styles into its elements, once, when it is loaded: mail programs drop style sheets.

The inliner reads HTML, not Jinja. So tags of Jinja are set aside as comments and plain words before it
runs, and put back behind it; what the template does is not changed.
"""

import re

from css_inline import CSSInliner

_TAG = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_MARK = re.compile(r"(?:<|&lt;)!--jinja(\d+)--(?:>|&gt;)|jinja(\d+)x")  # escaped inside <title>


def inline_styles(source: str, css: str) -> str:
    """Return the template `source`, a whole page or a piece of one, with `css` in its elements' style."""
    tags: list[str] = []

    def set_aside(tag: re.Match[str]) -> str:
        tags.append(tag[0])
        # A statement may stand where HTML allows no text, as between the rows of a table.
        return f"<!--jinja{len(tags) - 1}-->" if tag[0].startswith("{%") else f"jinja{len(tags) - 1}x"

    marked = _TAG.sub(set_aside, source)
    inliner = CSSInliner(extra_css=css, load_remote_stylesheets=False)
    whole = "<html" in marked
    inlined = inliner.inline(marked) if whole else inliner.inline_fragment(marked, css)
    return _MARK.sub(lambda mark: tags[int(mark[1] or mark[2])], inlined)
