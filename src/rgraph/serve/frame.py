"""What every page of the server has around it: the way to the others, and the style."""

from __future__ import annotations

from rgraph.errors import RgraphError
from rgraph.render.diff_html import asset, page, sentence, text

from .page import Answer, pages


def framed(title: str, body: str, script: str = "") -> Answer:
    """A page of this body, which is markup, under a title, which is text."""
    links = "".join(f'<a href="/{each.path}">{text(each.title)}</a>' for each in pages().values() if each.title)
    style = asset("diff.css") + asset("serve.css")
    return Answer(
        page(f"{title} - rgraph", f"<nav>{links}</nav>{body}", style, asset(script) if script else "", served=True)
    )


def failed(error: RgraphError) -> Answer:
    """A page for what the user can understand and act on."""
    hint = f'<p class="dim">{sentence(error.hint)}</p>' if error.hint else ""
    return framed("error", f'<h1>error</h1><p class="bad">{sentence(error.message)}</p>{hint}')


def note(words: str) -> str:
    """A remark under a heading."""
    return f'<p class="dim">{sentence(words)}</p>'
