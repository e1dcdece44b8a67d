"""How much of a tree rules look at: what they ask grows with what they bind, not with its square."""

from __future__ import annotations

import pytest

from rgraph.rules.exceptions import Findings
from rgraph.rules.kinds.layers import Layers
from rgraph.rules.rule import RuleException
from rgraph.rules.selections import Selections
from rgraph.rules.selector import Selection
from rgraph.rules.violation import Finding, NoteKind

from .trees import judge

MANIFEST = '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n'


def chain(n: int) -> dict[str, str]:
    """Modules that each call the next, and a root that hands the first one on."""
    modules = [f"pub mod m{i} {{ pub fn f() {{ {f'crate::m{i + 1}::f()' if i + 1 < n else ''} }} }}" for i in range(n)]
    return {"Cargo.toml": MANIFEST, "src/lib.rs": "pub use m0::f;\n" + "\n".join(modules)}


def layers(names: list[str]) -> str:
    listed = ", ".join(f'"demo::{name}"' for name in names)
    return f'[[rule]]\nname = "x"\nkind = "layers"\nreason = "r"\nlayers = [{listed}]\n'


def test_a_chain_through_a_module_in_no_layer_is_found() -> None:
    files = chain(3)
    files["src/lib.rs"] += (
        "\npub mod glue { pub fn g() { crate::m0::f() } }\npub mod low { pub fn h() { crate::glue::g() } }\n"
    )
    report = judge(layers(["m0", "low"]), files)
    assert [violation.finding.target for violation in report.violations if violation.finding.steps] == ["demo::m0"]


def test_layers_cost_no_more_than_the_links_between_them(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    verdict = Layers._verdict

    def counted(self: Layers, of: object, a: tuple[int, int], b: tuple[int, int], source: str, target: str) -> str:
        nonlocal asked
        asked += 1
        return verdict(self, of, a, b, source, target)  # type: ignore[arg-type]

    monkeypatch.setattr(Layers, "_verdict", counted)
    counts = []
    for n in (40, 80):
        asked = 0
        assert judge(layers([f"m{i}" for i in range(n)]), chain(n)).violations == ()
        counts.append(asked)
    assert counts[1] <= 2.2 * counts[0]


def test_rules_look_only_at_what_the_items_that_they_bind_refer_to(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    means = Selections.means

    def counted(self: Selections, selection: Selection, name: str, source: str = "") -> bool:
        nonlocal asked
        asked += 1
        return means(self, selection, name, source)

    monkeypatch.setattr(Selections, "means", counted)
    counts = []
    for n in (40, 80):
        asked = 0
        rules = "".join(
            f'[[rule]]\nname = "r{i}"\nkind = "forbidden"\nreason = "r"\nfrom = "demo::m{i}"\nto = "demo::m{(i + 1) % n}"\n'
            for i in range(n)
        )
        assert len(judge(rules, chain(n)).violations) == n - 1
        counts.append(asked)
    assert counts[1] <= 2.2 * counts[0]


def test_an_exception_is_asked_only_of_findings_that_it_may_mean(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    fits = Findings._fits

    def counted(self: Findings, exception: RuleException, finding: Finding) -> bool:
        nonlocal asked
        asked += 1
        return fits(self, exception, finding)

    monkeypatch.setattr(Findings, "_fits", counted)
    n = 40
    files = chain(n)
    files["src/lib.rs"] += "\npub mod base { pub fn f() {} }\n" + "".join(
        f"pub mod u{i} {{ pub fn f() {{ crate::base::f(); std::mem::drop(1) }} }}\n" for i in range(n)
    )
    listed = ", ".join(f'{{ from = "demo::u{i}", to = "demo::base", reason = "r" }}' for i in range(n - 1))
    to = '{ to = "demo::u0", reason = "unused" }'
    rule = f'[[rule]]\nname = "x"\nkind = "forbidden"\nreason = "r"\nfrom = "demo::u*"\nto = "demo::base"\nexceptions = [{listed}, {to}]\n'
    report = judge(rule, files)
    assert [violation.finding.source for violation in report.violations] == [f"demo::u{n - 1}::f"]
    assert [note.kind for note in report.notes] == [NoteKind.UNUSED_EXCEPTION]
    assert asked <= 3 * n


def test_an_exception_may_name_what_lies_outside() -> None:
    files = {"Cargo.toml": MANIFEST, "src/lib.rs": 'pub fn f() { std::fs::read("x").ok(); std::process::exit(1) }\n'}
    rule = '[[rule]]\nname = "x"\nkind = "forbidden"\nreason = "r"\nfrom = "demo"\nto = ["std::fs", "std::process"]\n'
    excepted = rule + 'exceptions = [{ to = "std::fs", reason = "r" }]\n'
    targets = [violation.finding.target for violation in judge(rule, files).violations]
    assert targets == ["std::fs::read", "std::process::exit"]
    assert [violation.finding.target for violation in judge(excepted, files).violations] == targets[1:]
