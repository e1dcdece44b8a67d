"""Records as the capabilities give them, small and made by hand."""

from __future__ import annotations

from rgraph.diff.lines import Place as Span
from rgraph.diff.neighbourhood import Affected, Caller, Dependence, Drift, ReachingTest
from rgraph.diff.report import (
    ChangeKind,
    Confidence,
    Detail,
    DiffReport,
    Evidence,
    How,
    ItemChange,
    ItemRef,
    Level,
    PackageChange,
    Undecided,
    Verdict,
)
from rgraph.diff.report import Finding as Breaking
from rgraph.model.graph import EdgeKind, Tier
from rgraph.rules.violation import (
    CheckReport,
    Finding,
    Note,
    NoteKind,
    Place,
    RuleSummary,
    Severity,
    Step,
    Violation,
)
from rgraph.view import answers

ITEM = answers.ItemRef("demo::m::f", "function", "src/m.rs", 3, "pub", "pub fn f(a: u8)")


def neighbour(symbol: str = "demo::g", tier: Tier = Tier.EXACT, line: int = 7, **fields: object) -> answers.Neighbour:
    made = {"edge": EdgeKind.CALLS, "count": 1, "path": "src/lib.rs", "via_macro": False, "item": ITEM, **fields}
    return answers.Neighbour(symbol=symbol, tier=tier, line=line, **made)  # type: ignore[arg-type]


def neighbours(*found: answers.Neighbour, direction: str = "callers") -> answers.Neighbours:
    return answers.Neighbours(direction, ITEM, "c0ffee", list(found))


COMMIT = answers.CommitRef("0123456789abcdef0123456789abcdef01234567", 86_400, "Ann", "First")


def violation(
    severity: Severity = Severity.ERROR, rule: str = "apart", line: int = 2, col: int = 5, **fields: object
) -> Violation:
    made = {"message": "a must not depend on b", "source": "demo::a", "target": "demo::b", **fields}
    finding = Finding(place=Place("src/lib.rs", line, col, "    b();"), **made)  # type: ignore[arg-type]
    return Violation(rule, "forbidden", severity, "A stands alone.", finding, "f1")


def check(*violations: Violation, notes: tuple[Note, ...] = (), **counts: int) -> CheckReport:
    rules = dict.fromkeys([*(v.rule for v in violations), "apart"])
    severities = {v.rule: v.severity for v in violations}
    return CheckReport(
        "worktree",
        violations,
        notes,
        tuple(
            RuleSummary(rule, "forbidden", severities.get(rule, Severity.ERROR), "A stands alone.", **counts)  # type: ignore[arg-type]
            for rule in rules
        ),
    )


STEPS = (
    Step("demo::a", "demo::c", Place("src/a.rs", 1, 2)),
    Step("demo::c", "demo::b", Place("src/c.rs", 3, 4)),
)
STALE = Note("apart", NoteKind.UNUSED_EXCEPTION, "the exception excepts nothing; remove it")


def ref(name: str, crate: str = "demo", public: bool = False) -> ItemRef:
    module = f"{crate}::m"
    return ItemRef(
        f"{module}::{name}", "function", name, crate, module, f"fn {name}()", "", Span("src/m.rs", 4, 9), public
    )


def change(name: str, *kinds: ChangeKind, old: bool = True, new: bool = True, **fields: object) -> ItemChange:
    details = tuple(Detail(kind, f"{kind.value} of {name}") for kind in kinds)
    return ItemChange(ref(name) if old else None, ref(name) if new else None, details, **fields)  # type: ignore[arg-type]


def breaking(
    level: Level = Level.MAJOR, message: str = "`f` is gone", crate: str = "demo", **fields: object
) -> Breaking:
    made = {
        "rule": "function_removed",
        "title": "function removed",
        "confidence": Confidence.CERTAIN,
        "item": "demo::f",
        "who": "callers of `f`",
        "reference": "https://example.org/rule",
        "old": Span("src/m.rs", 4, 4),
        "new": None,
        **fields,
    }
    return Breaking(level=level, message=message, crate=crate, **made)  # type: ignore[arg-type]


def verdict(needed: str, made: str, enough: bool = True, published: bool = True) -> Verdict:
    least = {"major": "2.0.0", "minor": "1.1.0", "patch": "1.0.1"}.get(needed, "1.0.0")
    return Verdict("demo", "demo", needed, made, "1.0.0", "1.1.0", enough, published, least=least)


FELT = Affected(
    callers=(Caller("demo::g", 1, Span("src/g.rs", 1, 1), "exact", False, True),),
    tests=(ReachingTest("demo::tests::t", "cargo test -p demo --lib -- --exact tests::t", Span("src/t.rs", 1, 1)),),
    public=("demo::g",),
    stale=("demo::g",),
    more_callers=2,
)
RENAMED = change(
    "f", ChangeKind.RENAMED, affected=FELT, evidence=Evidence(How.SIMILARITY, 0.75, (("code", 0.9), ("name", 0.5)))
)
LEANING = Dependence("demo::a", "demo::b", "demo::a::f calls demo::b::g", Span("src/a.rs", 2, 2))


def diff(*changes: ItemChange, **fields: object) -> DiffReport:
    made: dict[str, object] = {
        "packages": (),
        "findings": (),
        "undecided": (),
        "verdicts": (),
        "drift": Drift(),
        "files_changed": 1,
        **fields,
    }
    return DiffReport("v1", "v2", changes, **made)  # type: ignore[arg-type]


FULL = diff(
    change("added", ChangeKind.ADDED, old=False),
    change("gone", ChangeKind.REMOVED, new=False),
    RENAMED,
    change("told", ChangeKind.DOCS),
    packages=(PackageChange("demo", "dependency", "serde", "1.0", "1.1", "Cargo.toml"),),
    findings=(breaking(), breaking(Level.MINOR, "`g` is deprecated"), breaking(Level.PATCH, "`h` moved")),
    undecided=(Undecided("demo", "demo::x", "is `T: Send` still?", Span("src/x.rs", 1, 1)),),
    verdicts=(verdict("major", "minor", False),),
    drift=Drift(modules_gained=(LEANING,), cycles_gained=(("demo::a", "demo::b"),)),
    notes=("src/bad.rs (after): 2 syntax errors",),
)
