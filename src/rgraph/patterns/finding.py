"""The patterns of a tree, each rule judged before it is told; what appeared and went since another tree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rgraph.rules.config import parse_rules
from rgraph.rules.judgement import Checker, Surroundings
from rgraph.rules.propose import Proposal
from rgraph.spelling import counted

from .codebase import Codebase
from .limits import MAX_EVIDENCE, MAX_FINDINGS, MAX_MEMBERS
from .pattern import Finding, Found, Portrait, ReadyRule, Told
from .registry import chosen, pattern

_NOT_SEEN = "only edges count as evidence: unresolved calls and unexpanded macro calls are not seen"


def portrait(
    codebase: Codebase, at: str, only: Sequence[str] = (), before: Codebase | None = None, since: str = ""
) -> Portrait:
    """The patterns of a tree; with `before` only what appeared, changed and went since that tree."""
    told, notes = [], [_NOT_SEEN]
    for name in chosen(only):
        kind = pattern(name)
        now = list(kind.find(codebase))
        if before is not None:
            now_and_then = _compared(now, list(kind.find(before)))
        else:
            now_and_then = [("", one) for one in now]
        if len(now_and_then) > MAX_FINDINGS:
            notes.append(f"{kind.title}: {len(now_and_then) - MAX_FINDINGS} more are not shown")
        findings = tuple(_told(codebase, change, one) for change, one in now_and_then[:MAX_FINDINGS])
        if findings:
            told.append(Told(name, kind.title, kind.summary, kind.unseen, findings))
    return Portrait(at, since, _with_own_names(told), tuple(notes))


def rules_text(told: Portrait) -> str:
    """All rules of a portrait as an `rgraph.toml`."""
    from rgraph.rules.config import TEMPLATE

    return "\n".join([TEMPLATE, *(one.rule.toml for each in told.patterns for one in each.findings if one.rule)])


def _compared(now: Sequence[Found], then: Sequence[Found]) -> list[tuple[str, Found]]:
    """What appeared, what lives on with other members, then what is gone; of lists, what they gained and lost."""
    appeared, gone = _not_in(now, then), _not_in(then, now)
    changed = [replace(one, statement=f"{one.statement}; {moved}") for one in now if (moved := _moved(one, then))]
    return [
        *(("appeared", one) for one in appeared),
        *(("changed", one) for one in changed),
        *(("gone", replace(one, rule=None)) for one in gone),
    ]


def _moved(one: Found, then: Sequence[Found]) -> str:
    """Which members joined and left since the finding that it shares most with; "" where none did, or none is such."""
    before = max((old.members for old in then), key=lambda old: len(old & one.members), default=frozenset())
    if not before & one.members:
        return ""
    sides = (("joined", one.members - before), ("left", before - one.members))
    return ", ".join(f"{_listed(sorted(side))} {word}" for word, side in sides if side)


def _listed(names: Sequence[str]) -> str:
    more = len(names) - MAX_MEMBERS
    return " and ".join([*names[:MAX_MEMBERS], *([f"{more} more"] if more > 0 else [])])


def _not_in(these: Sequence[Found], those: Sequence[Found]) -> list[Found]:
    known = {one.subject: {each.symbol for each in one.evidence} for one in those}
    members = frozenset[str]().union(*(one.members for one in those))
    found = []
    for one in these:
        if one.members & members:
            continue
        if one.subject not in known:
            found.append(one)
        elif one.listed and (fresh := tuple(e for e in one.evidence if e.symbol not in known[one.subject])):
            found.append(replace(one, evidence=fresh))
    return found


def _told(codebase: Codebase, change: str, found: Found) -> Finding:
    evidence = tuple(dict.fromkeys(found.evidence))
    rule = ready(codebase, found.rule) if found.rule is not None else None
    left = max(0, len(evidence) - MAX_EVIDENCE)
    statement = f"{counted(len(evidence), found.listed)} {found.statement}" if found.listed else found.statement
    return Finding(found.subject, statement, evidence[:MAX_EVIDENCE], left, rule, change)


def ready(codebase: Codebase, proposal: Proposal) -> ReadyRule | None:
    """The rule, where the tree keeps it with nothing to note; by direct uses alone where others would break it."""
    for text in (proposal.text, proposal.but(transitive="false").text if _may_be_direct(proposal) else ""):
        if text and _is_clean(codebase, text):
            fields = dict(proposal.fields)
            return ReadyRule(_unquoted(fields["name"]), _unquoted(fields["kind"]), text)
    return None


def _may_be_direct(proposal: Proposal) -> bool:
    return dict(proposal.fields)["kind"] in {'"layers"', '"independence"'}


def _is_clean(codebase: Codebase, text: str) -> bool:
    report = Checker(parse_rules(text.encode()), Surroundings(), beyond=False).check(codebase.code, "")
    return not report.violations and not report.stale


def _unquoted(text: str) -> str:
    import json

    return str(json.loads(text))


def _with_own_names(told: Iterable[Told]) -> tuple[Told, ...]:
    """The same with rules of which no two have one name, as a file of rules asks."""
    seen: dict[str, int] = {}
    return tuple(replace(each, findings=tuple(_renamed(one, seen) for one in each.findings)) for each in told)


def _renamed(finding: Finding, seen: dict[str, int]) -> Finding:
    rule = finding.rule
    if rule is None:
        return finding
    seen[rule.name] = count = seen.get(rule.name, 0) + 1
    if count == 1:
        return finding
    from rgraph.rules.propose import quoted

    name = f"{rule.name} ({count})"
    toml = rule.toml.replace(f"name = {quoted(rule.name)}", f"name = {quoted(name)}", 1)
    return replace(finding, rule=replace(rule, name=name, toml=toml))
