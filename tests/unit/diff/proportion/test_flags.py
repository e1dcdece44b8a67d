"""Whether a build script that changed sets other flags."""

from __future__ import annotations

import pytest

from rgraph.diff.compare import Options, compare
from rgraph.diff.proportion.flags import same_flags
from rgraph.view.memory import MemorySource, graph_of
from tests.dsl import manifest

LIB = "#[cfg(fast)]\npub fn quick() {}\n#[cfg(unixish)]\npub fn on_unix() {}\nmacro_rules! m { () => { #[cfg(inner)] fn f() {} } }\n"


@pytest.mark.parametrize(
    ("was", "now", "same"),
    [
        ('println!("cargo:rustc-cfg=fast");', 'println!("cargo:rustc-cfg=fast"); let more = 1;', True),
        ('println!("cargo:rustc-cfg=fast");', 'println!("cargo:rustc-cfg=slow");', False),
        ('println!("cargo:rustc-cfg=inner");', "", False),
        ('println!("cargo:rustc-cfg=fast");', 'if cfg!(fast) { println!("cargo:rustc-cfg=fast"); }', False),
        ("cfg_aliases! { unixish: { any(unix, windows) } }", "cfg_aliases! { unixish: { all(unix, windows) } }", False),
    ],
)
def test_flags_are_others_where_code_asks_for_what_scripts_say_differently(was: str, now: str, same: bool) -> None:
    source = MemorySource()
    one, two = (
        graph_of({"Cargo.toml": manifest(), "build.rs": f"fn main() {{ {body} }}", "src/lib.rs": LIB}, source)
        for body in (was, now)
    )
    assert same_flags(one, two) == same == same_flags(two, one)
    assert compare(one, two) == compare(one, two, Options(whole=True))
