"""Rules as data: they are read from their folder, and each is tested against a delta."""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from rgraph.diff.report import Confidence, Finding, Level
from rgraph.errors import ConfigError

from .delta import Delta

_KEYS = {
    "title",
    "level",
    "confidence",
    "family",
    "subject",
    "what",
    "when",
    "message",
    "who",
    "why",
    "reference",
}


@dataclass(frozen=True, slots=True)
class Example:
    """Two versions of a small crate (files by path), and whether the rule fires between them."""

    fires: bool
    old: Mapping[str, str]
    new: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. It fires on deltas of its subjects and `what` whose facts hold every condition of `when`."""

    id: str
    title: str
    level: Level
    confidence: Confidence
    family: str
    subjects: frozenset[str]
    what: frozenset[str]
    when: Mapping[str, frozenset[str]]
    message: str
    who: str
    why: str
    reference: str

    def fires(self, delta: Delta) -> bool:
        """Whether the rule fires on a delta."""
        return (
            delta.subject in self.subjects
            and delta.what in self.what
            and all(delta.facts.get(fact, "") in allowed for fact, allowed in self.when.items())
        )

    def finding(self, delta: Delta) -> Finding:
        """What the rule says of a delta that fires it."""
        values = {**delta.facts, "item": delta.item, "subject": said(delta.subject)}
        return Finding(
            rule=self.id,
            title=self.title,
            level=self.level,
            confidence=Confidence.LIKELY if delta.facts.get("sure") == "no" else self.confidence,
            crate=delta.crate,
            item=delta.item,
            message=_ONE.sub(r"\1", _fill(self.message, values)),
            who=_fill(self.who, values),
            reference=self.reference,
            old=delta.old,
            new=delta.new,
            was=delta.facts.get("old") or delta.facts.get("was", ""),
            now=delta.facts.get("new") or delta.facts.get("now") or delta.facts.get("bound", ""),
        )


_SAID = {
    "trait_method": "trait method",
    "trait_const": "associated const",
    "trait_type": "associated type",
    "assoc_const": "associated const",
    "assoc_type": "associated type",
    "type_alias": "type alias",
    "trait_alias": "trait alias",
    "union_field": "union field",
    "variant_field": "variant field",
    "proc_macro": "procedural macro",
    "derive_macro": "derive macro",
    "attribute_macro": "attribute macro",
}


_ONE = re.compile(r"(\b1 (?:type |const )?(?:parameter|lifetime))s\b")


def said(subject: str) -> str:
    """A subject as it is called in a sentence."""
    return _SAID.get(subject, subject)


class _Lenient(string.Formatter):
    """Fills in placeholders for which a delta has facts. Braces in facts, which are Rust code, are not read as
    placeholders.
    """

    def get_value(self, key: int | str, args: object, kwargs: object) -> str:
        values = kwargs if isinstance(kwargs, Mapping) else {}
        return str(values.get(key, "?"))


def _fill(template: str, values: Mapping[str, str]) -> str:
    return _Lenient().vformat(template, (), values)


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of the folder, by id."""
    folder = resources.files("rgraph.diff.semver") / "rules"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple(parse_rule(name.removesuffix(".toml"), (folder / name).read_text("utf-8")) for name in names)


def examples(rule: str) -> tuple[Example, ...]:
    """The example pairs of a rule."""
    text = (resources.files("rgraph.diff.semver") / "rules" / f"{rule}.toml").read_text("utf-8")
    return tuple(_example(example) for example in tomllib.loads(text)["example"])


def parse_rule(name: str, text: str) -> Rule:
    """A rule from its TOML. Raises ConfigError where a key is missing or unknown.

    The examples, which stand last and are most of the text, are left to `examples`: a run that finds something
    reads every rule.
    """
    table = tomllib.loads(text.partition("[[example]]")[0])
    wrong = (set(table) ^ _KEYS) - {"when", "confidence"}
    if wrong:
        raise ConfigError(f"semver rule {name}: missing or unknown {', '.join(sorted(wrong))}", "see docs/semver")
    return Rule(
        id=name,
        title=table["title"],
        level=Level(table["level"]),
        confidence=Confidence(table.get("confidence", "certain")),
        family=table["family"],
        subjects=_words(table["subject"]),
        what=_words(table["what"]),
        when={fact: _words(allowed) for fact, allowed in table.get("when", {}).items()},
        message=table["message"],
        who=table["who"],
        why=table["why"],
        reference=table["reference"],
    )


def _words(value: str | list[str]) -> frozenset[str]:
    return frozenset([value] if isinstance(value, str) else value)


def _example(table: Mapping[str, object]) -> Example:
    return Example(bool(table["fires"]), _files(table["old"]), _files(table["new"]))


def _files(value: object) -> dict[str, str]:
    if isinstance(value, dict):
        return {str(path): str(text) for path, text in value.items()}
    return {"src/lib.rs": str(value)}
