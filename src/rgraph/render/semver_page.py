"""The page that lists every semver rule, made from the rules themselves."""

from __future__ import annotations

from rgraph.diff.semver.rule import Rule, examples, rules

from .markdown_words import wrapped

_HEAD = """# Semver rules

The rules by which [`rgraph diff`](../diff.md) decides what breaks users, by family. Each rule is shown with its level,
its reason and one example that it reports.

- *major* breaks users, *minor* may disturb some of them, and *patch* is worth knowing.
- *likely* marks an approximation of what the compiler would say.

## How to add a rule

A rule is one file, `src/rgraph/diff/semver/rules/NAME.toml`. It has a title, a level, the difference that it looks for
(`subject`, `what`, and conditions on its facts in `[when]`), a message and who breaks (with facts in braces), the
reason, a reference, and pairs of examples that say whether it fires. If no probe yields the difference yet, add it to
the probe for the kind of item in `src/rgraph/diff/semver/probes/`. The tests run every example.

This page is generated from the rules by `python -m rgraph.render.semver_page > docs/semver/index.md`; a test compares
the two.
"""


def page() -> str:
    """The whole page in Markdown."""
    families = sorted({rule.family for rule in rules()})
    parts = [_HEAD, *(_family(family) for family in families)]
    return "\n".join(parts)


def _family(family: str) -> str:
    found = [rule for rule in rules() if rule.family == family]
    return "\n".join([f"## {family}", "", *(_rule(rule) for rule in found)])


def _rule(rule: Rule) -> str:
    example = next(example for example in examples(rule.id) if example.fires)
    sides = (_source(example.old), _source(example.new))
    likely = ", likely" if rule.confidence.value == "likely" else ""
    lines = [
        f"### {rule.id}",
        "",
        *wrapped(f"{rule.title[0].upper()}{rule.title[1:]}: *{rule.level.value}{likely}*. {rule.why}"),
        f"[Reference]({rule.reference}).",
        "",
        "```rust",
        f"// before\n{sides[0]}",
        f"// after\n{sides[1]}",
        "```",
        "",
    ]
    return "\n".join(lines)


def _source(files: object) -> str:
    if not isinstance(files, dict):
        return ""
    if list(files) == ["src/lib.rs"]:
        return str(files["src/lib.rs"]).strip()
    return "\n".join(f"// {path}\n{str(text).strip()}" for path, text in files.items())


if __name__ == "__main__":
    print(page(), end="")
