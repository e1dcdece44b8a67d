"""Names that a build script gives to conditions: for users they are those conditions."""

from __future__ import annotations

from rgraph.diff.api.cfg_aliases import aliases_in, written_out
from rgraph.diff.limits import MAX_CONDITION
from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of

MANIFEST = '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\nbuild = "build.rs"\n[build-dependencies]\ncfg_aliases = "0.2"\n'
SCRIPT = """
use cfg_aliases::cfg_aliases;
fn main() {
    cfg_aliases! {
        mac: { target_os = "macos" }, // the desktop
        ios: { target_os = "ios" },
        apple: { any(mac, ios) },
        plain: { all(unix, not(apple)) }
    }
}
"""


def told(old: str, new: str) -> tuple[set[str], list[str]]:
    sides = [graph_of({"Cargo.toml": MANIFEST, "build.rs": SCRIPT, "src/lib.rs": source}) for source in (old, new)]
    found = check(*sides)
    return {finding.rule for finding in found.findings}, [doubt.question for doubt in found.undecided]


def test_an_alias_is_written_out_with_those_before_it() -> None:
    assert aliases_in(SCRIPT) == {
        "mac": 'target_os = "macos"',
        "ios": 'target_os = "ios"',
        "apple": 'any(target_os = "macos", target_os = "ios")',
        "plain": 'all(unix, not(any(target_os = "macos", target_os = "ios")))',
    }


def test_keys_values_and_other_names_stay() -> None:
    assert written_out('all(mac = "mac", feature = "mac", macs, mac)', {"mac": "unix"}) == (
        'all(mac = "mac", feature = "mac", macs, unix)'
    )


def test_a_script_without_the_macro_has_none() -> None:
    assert aliases_in('fn main() { println!("cargo:rustc-cfg=mac"); let mac: u8 = { 1 }; }') == {}


def test_a_condition_does_not_grow_without_bound() -> None:
    entries = "".join(f"a{n + 1}: {{ all(a{n}, a{n}) }}, " for n in range(60))
    found = aliases_in(f"cfg_aliases! {{ a0: {{ unix }}, {entries} }}")
    assert max(map(len, found.values())) <= MAX_CONDITION


def test_what_was_under_a_condition_is_under_its_name() -> None:
    written = '#[cfg(any(target_os = "macos", target_os = "ios"))] pub fn f() {}'
    assert told(written, "#[cfg(apple)] pub fn f() {}") == (set(), [])
    assert told("#[cfg(apple)] pub fn f() {}", written) == (set(), [])


def test_what_goes_under_a_name_is_lost_to_the_others() -> None:
    assert told("pub fn f() {}", "#[cfg(apple)] pub fn f() {}") == ({"item_gated_for_some"}, [])
    rules, asked = told("pub fn f() {}", "#[cfg(other)] pub fn f() {}")
    assert rules == set() and len(asked) == 1 and "`other`" in asked[0]
