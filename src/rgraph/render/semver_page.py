"""The page that lists every semver rule, made from the rules themselves."""

from __future__ import annotations

from rgraph.diff.semver.rule import Rule, examples, rules

_HEAD = """# Semver rules

What `rgraph diff` looks for, by family. This page is made from the rules (`python -m rgraph.render.semver_page`);
a test keeps it true.

A rule is one file, `src/rgraph/diff/semver/rules/NAME.toml`: a title, a level, the difference that it looks for
(`subject`, `what`, and conditions on its facts in `[when]`), a message and who breaks (facts in braces), why, a
reference, and example pairs that say whether it fires. To add a rule, add a file; if no probe yields the difference
yet, add that to the probe of the item's kind in `src/rgraph/diff/semver/probes/`. The tests run every example.

Levels: *major* breaks users, *minor* may disturb some, *patch* is worth knowing. *likely* marks an approximation.
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
        f"{rule.title}: *{rule.level.value}{likely}*. {rule.why} [Reference]({rule.reference}).",
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
