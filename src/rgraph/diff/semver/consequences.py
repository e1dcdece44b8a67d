"""Findings that follow from the change of another item. To a reader, one cause is one finding."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from rgraph.diff.report import Finding

from .likewise import LIKEWISE, sort_of, with_first

_PARAMETERS = frozenset(
    [
        "const_parameter_type_changed", "generic_parameters_reordered", "lifetime_parameters_changed",
        "parameter_default_changed", "parameter_default_removed", "type_allows_fewer_parameters",
        "type_requires_more_parameters",
    ]
)  # fmt: skip
_GONE = frozenset(
    [
        "enum_removed", "item_moved", "item_narrowed", "struct_removed", "trait_removed", "type_alias_removed",
        "union_removed",
    ]
)  # fmt: skip
_INSIDE = frozenset(
    [
        "const_removed", "enum_removed", "function_removed", "macro_removed", "module_removed", "reexport_removed",
        "static_removed", "struct_removed", "trait_alias_removed", "trait_removed", "type_alias_removed",
        "union_removed",
    ]
)  # fmt: skip
"""What goes with the module around it."""
_MODULE, _HIDDEN, _NARROWED = "module_removed", "item_hidden", "item_narrowed"
AROUND = frozenset([_MODULE, _HIDDEN, _NARROWED])
"""What is said of a module, and then of what is in it."""
_FORM = "variant_form_changed"
_NAMES = frozenset(
    [
        "bound_added", "field_type_changed", "foreign_impl_bound_added", "impl_bound_added", "impl_type_changed",
        "parameter_type_changed", "receiver_type_changed", "return_type_changed", "supertrait_added",
        "trait_method_parameter_type_changed", "trait_type_bound_added", "type_alias_changed",
    ]
)  # fmt: skip
"""Rules that say which type or bound stands where another one stood."""
_OF_ONE = "function_type_parameters_changed"
_MEMBER = "trait_type_added"
_PATH = "path_removed"
_ALIAS = "type_alias_changed"
_MOVED = "item_moved"
_DEFAULT = "parameter_default_changed"
_IMPL = "trait_impl_removed"
_OPAQUE = frozenset(["parameter_type_changed", "trait_method_parameter_type_changed"])
CAUSES = _PARAMETERS | _GONE | _OPAQUE | LIKEWISE | AROUND | {_FORM, _PATH, _ALIAS}
"""The rules from whose findings others follow."""
FOLLOWING = _NAMES | LIKEWISE | _INSIDE | {_OF_ONE, _PATH, _IMPL, _HIDDEN, _NARROWED, _MOVED}
"""The rules whose findings may follow, beside those on the fields of variants."""
_WORD = re.compile(r"\b[A-Z]\w*")


def with_causes(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, each with the item that it follows from, and with how many findings follow from it."""
    causes = _Causes(findings)
    told = [replace(finding, follows=causes.of(finding)) for finding in findings]
    by_item = {(f.crate, f.item): f.follows for f in told if f.follows}
    gone_along = [
        replace(f, follows=by_item.get((f.crate, f.item), "")) if not f.follows and _goes_along(f) else f for f in told
    ]
    return counted(with_first(_from_first_causes(gone_along)))


def _from_first_causes(findings: Sequence[Finding]) -> list[Finding]:
    """The findings; what follows from something that follows from a module that is gone follows from the module."""
    inside = {(f.crate, f.item): f.follows for f in findings if f.follows and f.rule in _INSIDE}
    return [replace(f, follows=inside.get((f.crate, f.follows), f.follows)) if f.follows else f for f in findings]


def _goes_along(finding: Finding) -> bool:
    """Whether it follows where something else that is said of the item does: it may no longer need a parameter, or
    says what an associated type of the bound is.
    """
    return finding.rule == _OF_ONE or (finding.rule == "bound_added" and finding.now.startswith("="))


def counted(findings: Iterable[Finding]) -> list[Finding]:
    """The findings with how many others follow from each. The number goes to the first finding about an item."""
    findings = list(findings)
    left = Counter(sort_of(finding) or (finding.follows,) for finding in findings if finding.follows)
    told: list[Finding] = []
    for finding in findings:
        is_cause = not finding.follows and finding.rule in CAUSES
        told.append(replace(finding, followed_by=left.pop(sort_of(finding) or (finding.item,), 0) if is_cause else 0))
    return told


@dataclass(slots=True)
class _Causes:
    """The items whose own change makes other findings follow."""

    findings: Sequence[Finding]
    changed: dict[str, list[Finding]] = field(init=False, default_factory=lambda: defaultdict(list))
    gone: dict[str, list[Finding]] = field(init=False, default_factory=lambda: defaultdict(list))
    forms: set[tuple[str, str]] = field(init=False, default_factory=set)
    paths: set[str] = field(init=False, default_factory=set)
    modules: set[tuple[str, str]] = field(init=False, default_factory=set)
    opaque: set[tuple[str, str]] = field(init=False, default_factory=set)
    aliases: list[Finding] = field(init=False, default_factory=list)
    moved: dict[str, list[Finding]] = field(init=False, default_factory=lambda: defaultdict(list))
    defaults: dict[str, list[Finding]] = field(init=False, default_factory=lambda: defaultdict(list))
    regrouped: set[tuple[str, str]] = field(init=False, default_factory=set)
    members: dict[str, list[str]] = field(init=False, default_factory=lambda: defaultdict(list))
    places: dict[tuple[str, str], str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for finding in self.findings:
            name = finding.item.rpartition("::")[2]
            if finding.rule in _PARAMETERS:
                self.changed[name].append(finding)
            elif finding.rule in _GONE:
                self.gone[name].append(finding)
            elif finding.rule == _FORM:
                self.forms.add((finding.crate, finding.item))
            elif finding.rule == _PATH:
                self.paths.add(finding.item)
            elif finding.rule in {_MODULE, _HIDDEN}:
                self.modules.add((finding.rule, finding.item))
            elif finding.rule == _ALIAS and finding.was and finding.now:
                self.aliases.append(finding)
            if finding.rule == _NARROWED:
                self.modules.add((finding.rule, finding.item))
            if finding.rule == _MOVED and finding.now:
                self.moved[finding.now.rpartition("::")[2]].append(finding)
                self.places[finding.crate, finding.item] = finding.now
            elif finding.rule in _OPAQUE and _is_opaque(finding.was) != _is_opaque(finding.now):
                self.opaque.add((finding.crate, finding.item))
            elif finding.rule == _DEFAULT:
                self.defaults[finding.item].append(finding)
            elif finding.rule == _OF_ONE:
                self.regrouped.add((finding.crate, finding.item))
            elif finding.rule == _MEMBER:
                self.members[finding.item.rpartition("::")[0]].append(finding.item.rpartition("::")[2])

    def of(self, finding: Finding) -> str:
        """The item that a finding follows from; "" for none."""
        if finding.rule.startswith("variant_field_") or finding.rule == "field_type_changed":
            owner = finding.item.rpartition(".")[0] or finding.item
            if (finding.crate, owner) in self.forms:
                return owner
        if finding.rule in _INSIDE | {_PATH, _MOVED} and (module := self._with_module(finding)):
            return module
        if finding.rule == _PATH:
            return next((each for each in _around(finding.item) if each in self.paths), "")
        if finding.rule in _INSIDE or finding.rule in {_HIDDEN, _NARROWED}:
            rules = {_HIDDEN: [_HIDDEN], _NARROWED: [_NARROWED]}.get(finding.rule, [_MODULE, _NARROWED])
            around = _around(finding.item)
            return next((each for each in around if any((rule, each) in self.modules for rule in rules)), "")
        if finding.rule == _OF_ONE and (finding.crate, finding.item) in self.opaque:
            return finding.item
        if finding.rule == _IMPL:
            return self._by_default(finding)
        if finding.rule not in _NAMES:
            return ""
        return self._gone(finding) or self._changed(finding) or self._through_alias(finding) or self._by_member(finding)

    def _with_module(self, finding: Finding) -> str:
        """The module that is elsewhere now, and took along what its users found in it."""
        for each in _around(finding.item):
            to = self.places.get((finding.crate, each))
            if to and (finding.rule != _MOVED or finding.now == to + finding.item[len(each) :]):
                return each
        return ""

    def _gone(self, finding: Finding) -> str:
        """What the old type names can no longer be named."""
        named = (name for name in _WORD.findall(finding.was) if name in self.gone)
        return next((_nearest(self.gone[name], finding) for name in named), "")

    def _changed(self, finding: Finding) -> str:
        """What both types name takes other arguments now, and nothing else differs; or a bound by such a trait."""
        if not finding.was:
            head = _WORD.search(finding.now.partition("<")[0])
            causes = (self.changed.get(head[0]) or self.moved.get(head[0])) if head else None
            return _nearest(causes, finding) if causes else ""
        named = [name for name in _WORD.findall(finding.now) if name in self.changed and _names(finding.was, name)]
        if not named or _bare(finding.was, named) != _bare(finding.now, named):
            return ""
        return _nearest(self.changed[named[0]], finding)

    def _by_member(self, finding: Finding) -> str:
        """The trait of which a parameter became an associated type, where that stands in the place of a parameter that
        an item has no more."""
        for trait, names in self.members.items():
            causes = [cause for cause in self.changed[trait.rpartition("::")[2]] if cause.item == trait]
            mine = finding.item.startswith(f"{trait}::") or (finding.crate, finding.item) in self.regrouped
            if causes and mine and any(re.search(rf"\b[A-Z]\w*::{re.escape(n)}\b", finding.message) for n in names):
                return trait
        return ""

    def _through_alias(self, finding: Finding) -> str:
        """An alias stands for another type now, and nothing else differs."""
        meant = [a for a in self.aliases if a is not finding and finding.rule != _ALIAS and _stood(a, finding)]
        return _nearest(meant, finding) if meant else ""

    def _by_default(self, finding: Finding) -> str:
        """The impl was for the type with what a parameter was by default, which is something else now."""
        changed = (cause.was.partition("<")[0].rpartition("::")[2] for cause in self.defaults.get(finding.item, ()))
        return finding.item if any(_names(finding.was, name) for name in changed) else ""


def _around(path: str) -> Iterator[str]:
    """The modules around a path, outermost first."""
    parts = path.split("::")
    return ("::".join(parts[:size]) for size in range(1, len(parts)))


def _is_opaque(text: str) -> bool:
    """Whether the type of a parameter is `impl Trait`, which stands for a type parameter without a name."""
    return re.search(r"\bimpl\b", text) is not None


def _stood(alias: Finding, finding: Finding) -> bool:
    """Whether the old type is the new one with what an alias stood for in place of what it stands for."""
    found = re.compile(rf"(?<![\w:]){re.escape(alias.was)}(?![\w:<])")
    return found.sub(lambda _: alias.now, finding.was) == finding.now != finding.was


def _names(text: str, name: str) -> bool:
    return name in _WORD.findall(text)


def _nearest(causes: Sequence[Finding], finding: Finding) -> str:
    return min(causes, key=lambda cause: (cause.crate != finding.crate, cause.crate, cause.item)).item


def _bare(text: str, names: Iterable[str]) -> str:
    """A type without the arguments of the types named."""
    for name in dict.fromkeys(names):
        found = re.compile(rf"\b{re.escape(name)}<")
        at = 0
        while (match := found.search(text, at)) is not None:
            text = text[: match.end() - 1] + text[_close(text, match.end()) :]
            at = match.end() - 1
    return text


def _close(text: str, at: int) -> int:
    """Where the arguments end that begin at a place; the `>` of an arrow closes nothing."""
    depth = 1
    while at < len(text) and depth:
        if text[at] == "<":
            depth += 1
        elif text[at] == ">" and text[at - 1] != "-":
            depth -= 1
        at += 1
    return at
