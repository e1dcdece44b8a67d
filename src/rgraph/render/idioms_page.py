"""The page that lists every idiom, made from the idioms themselves."""

from __future__ import annotations

from rgraph.modernize.idiom import Example, Idiom, examples, idioms

from .markdown_words import wrapped

_HEAD = """# Idioms

The old idioms that [`rgraph modernize`](commands/modernize.md) looks for, and what replaces each one.

- *certain*: the new form means the same, and a program could write it.
- *likely*: it nearly always means the same; look at each place.
- *review*: the design changes, and a person decides.

Every old and new form below is compiled by a test, except those that need a crate from elsewhere.

An idiom is one file, `src/rgraph/modernize/idioms/NAME.toml`;
[CONTRIBUTING](../CONTRIBUTING.md#walk-through-an-idiom) shows how to add one. This page is generated from the idioms
by `python -m rgraph.render.idioms_page > docs/idioms.md`; a test compares the two.

| idiom | instead | since | confidence |
| --- | --- | --- | --- |
"""


def page() -> str:
    """The whole page in Markdown."""
    rows = [
        f"| [{idiom.id}](#{idiom.id}) | {idiom.instead} | {_since(idiom)} | {idiom.confidence} |" for idiom in idioms()
    ]
    return "\n".join([_HEAD + "\n".join(rows), "", *(_idiom(idiom) for idiom in idioms())])


def _since(idiom: Idiom) -> str:
    return str(idiom.rust) + (f", edition {idiom.edition}" if idiom.edition else "")


def _idiom(idiom: Idiom) -> str:
    example = examples(idiom.id)[0]
    title = f"{idiom.title[0].upper()}{idiom.title[1:]}"
    head = f"{title}: {idiom.why} Instead: {idiom.instead}."
    bound = f" Looked for in crates of edition {' and '.join(sorted(idiom.editions))}." if idiom.editions else ""
    text = [*wrapped(head + bound), f"[Reference]({idiom.reference})."]
    lines = [f"## {idiom.id}", "", *text, "", *_code(example.before), "", *_code(example.after)]
    return "\n".join([*lines, *_neighbour(example), ""])


def _neighbour(example: Example) -> list[str]:
    return ["", "Not an instance of it:", "", *_code(example.neighbour)] if example.neighbour else []


def _code(text: str) -> list[str]:
    return ["```rust", text.strip("\n"), "```"]


if __name__ == "__main__":
    import sys

    sys.stdout.write(page())
