"""The site's own step: links from a page to a file that is no page lead to the repository.

On GitHub `../action.yml` opens the file. The site has the pages alone, so there the same link leads to GitHub.
"""

import posixpath
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
REPOSITORY = "https://github.com/rgraph-rs/rgraph"
_FENCED = re.compile(r"^(`{3,}).*?^\1$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<=\]\()(?!https?:|#|mailto:)([^)#\s]+)")
_ON_THE_SITE = (".md", ".png", ".svg")


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """What mkdocs calls for each page before it makes HTML of it."""
    return rewritten(markdown, page.file.src_uri)


def rewritten(markdown: str, page: str) -> str:
    """The text of a page (its path below docs/) with links out of the site made absolute; code is left alone."""
    pieces: list[str] = []
    begin = 0
    for fenced in _FENCED.finditer(markdown):
        pieces += [_links(markdown[begin : fenced.start()], page), fenced[0]]
        begin = fenced.end()
    return "".join([*pieces, _links(markdown[begin:], page)])


def _links(text: str, page: str) -> str:
    def absolute(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join("docs", posixpath.dirname(page), link[1]))
        if target.startswith("docs/") and target.endswith(_ON_THE_SITE):
            return link[0]
        kind = "tree" if (ROOT / target).is_dir() else "blob"
        return f"{REPOSITORY}/{kind}/main/{target}"

    return _LINK.sub(absolute, text)
