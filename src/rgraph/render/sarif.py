"""SARIF 2.1.0: the log that code-scanning services read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

SCHEMA_URI = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = frozenset({"error", "warning", "note", "none"})


@dataclass(frozen=True, slots=True)
class SarifRule:
    """A rule as the log's reader sees it; `level` is error, warning or note; `help` is what to do."""

    id: str
    name: str
    description: str
    help: str = ""
    level: str = "error"
    help_uri: str = ""


@dataclass(frozen=True, slots=True)
class SarifPlace:
    """A spot in a file of the repository; `line` and `col` count from 1, 0 is unknown."""

    path: str
    line: int = 0
    col: int = 0
    message: str = ""


@dataclass(frozen=True, slots=True)
class SarifResult:
    """One result. `fingerprint` names it across versions; `related` are further places, with what stands there."""

    rule: str
    level: str
    message: str
    place: SarifPlace
    fingerprint: str = ""
    related: tuple[SarifPlace, ...] = ()


def sarif_log(rules: Sequence[SarifRule], results: Sequence[SarifResult]) -> str:
    """The log as JSON text, one run, ending in a newline."""
    from rgraph import __version__

    index = {rule.id: number for number, rule in enumerate(rules)}
    driver = {
        "name": "rgraph",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The root of the repository."}}},
        "results": [_result(result, index) for result in results],
    }
    return json.dumps({"$schema": SCHEMA_URI, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _rule(rule: SarifRule) -> dict[str, object]:
    out: dict[str, object] = {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": rule.description},
        "defaultConfiguration": {"level": rule.level},
    }
    if rule.help:
        out["help"] = {"text": rule.help}
    if rule.help_uri:
        out["helpUri"] = rule.help_uri
    return out


def _result(result: SarifResult, index: dict[str, int]) -> dict[str, object]:
    out: dict[str, object] = {
        "ruleId": result.rule,
        "level": result.level,
        "message": {"text": result.message},
        "locations": [_location(result.place)] if result.place.path else [],
    }
    if result.rule in index:
        out["ruleIndex"] = index[result.rule]
    if result.fingerprint:
        out["partialFingerprints"] = {"rgraph/v1": result.fingerprint}
    if result.related:
        out["relatedLocations"] = [_location(place, number) for number, place in enumerate(result.related, 1)]
    return out


def _location(place: SarifPlace, number: int = 0) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": quote(place.path), "uriBaseId": "SRCROOT"}}
    if place.line > 0:
        physical["region"] = {"startLine": place.line} | ({"startColumn": place.col} if place.col > 0 else {})
    out: dict[str, object] = {"physicalLocation": physical}
    if number:
        out["id"] = number
    if place.message:
        out["message"] = {"text": place.message}
    return out
