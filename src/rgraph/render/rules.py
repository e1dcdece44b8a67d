"""An explanation of a rule or a kind for a reader."""

from __future__ import annotations

from rgraph.rules.explain import Explanation, FieldMeaning

from .words import one_line


def explanation_text(explanation: Explanation) -> str:
    """The rule or kind with its fields, and what its selectors mean."""
    head = f"{one_line(explanation.rule)} ({explanation.rule_kind})" if explanation.rule else explanation.rule_kind
    lines = [head, *([f"  {one_line(explanation.reason)}"] if explanation.reason else []), ""]
    lines += [f"  {line}".rstrip() for line in explanation.text.splitlines()]
    lines += ["", "fields:"]
    for field in explanation.fields:
        lines += _field(field, bool(explanation.rule))
    if explanation.since:
        lines.append(f"judges only what is new since {one_line(explanation.since)}")
    lines += [f"exception: {one_line(exception)}" for exception in explanation.exceptions]
    if not explanation.rule:
        lines.append(f"and of every kind: {', '.join(explanation.common)}")
    return "\n".join(lines) + "\n"


def _field(field: FieldMeaning, with_value: bool) -> list[str]:
    shown = f" = {one_line(str(field.value))}" if with_value else f": {field.type}, default {field.default}"
    lines = [
        f"  {field.name}{shown}" if with_value or field.default != "needed" else f"  {field.name}: {field.type}, needed"
    ]
    if field.selected:
        more = field.selected - len(field.selects)
        lines.append(f"    means {one_line(', '.join(field.selects))}{f' and {more} more' if more else ''}")
    return lines
