"""What `rules init` proposes: rules that the code keeps."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from rgraph.rules.code import Code
from rgraph.rules.heights import joined, layers_of
from rgraph.rules.propose import proposal_text, propose
from rgraph.view.memory import graph_of

from .trees import judge

CRATES = ("app", "core", "core_io", "core_net", "core_log", "core_txt")
MODULES_OF = ("one", "two", "three", "four")
PLACES = [f"{crate}::{module}" for crate in CRATES[:2] for module in MODULES_OF] + list(CRATES)
WAYS = st.sampled_from(["call", "type", "import", "glob"])
IN_ONE = st.tuples(st.sampled_from(PLACES[:4]), st.sampled_from([*PLACES[:4], "app"]), WAYS).filter(
    lambda use: use[1] == "app" or use[0] < use[1]
)
ANYWHERE = st.tuples(st.sampled_from(PLACES), st.sampled_from(PLACES), WAYS)
USES = st.builds(lambda few, more: few | more, st.sets(IN_ONE, max_size=10), st.sets(ANYWHERE, max_size=14))

MANIFEST = '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n'
LAYERED = {
    "Cargo.toml": MANIFEST,
    "src/cli.rs": "use crate::render::R;\npub struct C(R);\n",
    "src/render.rs": "use crate::model::M;\npub struct R(M);\n",
    "src/model.rs": "pub struct M;\n",
    "src/apart.rs": "pub struct A;\n",
}
MODULES = "pub mod cli;\npub mod render;\npub mod model;\npub mod apart;\n"


def proposed(files: dict[str, str]) -> str:
    return proposal_text(propose(Code(graph_of(files))))


def test_layers_are_proposed_and_hold() -> None:
    files = {**LAYERED, "src/lib.rs": MODULES}
    text = proposed(files)
    assert '    "demo::cli",\n    "demo::render",\n    "demo::model",\n' in text
    assert judge(text, files).violations == ()


def test_a_root_that_hands_everything_on_makes_no_proposal_false() -> None:
    """As usual in Rust: the root re-exports the top layer, and the bottom layer takes a constant from the root."""
    files = {
        **LAYERED,
        "src/lib.rs": f"{MODULES}pub use cli::C;\npub const MOST: usize = 1;\n",
        "src/model.rs": "use crate::MOST;\npub struct M(pub [u8; MOST]);\n",
    }
    text = proposed(files)
    assert '    "demo::cli",\n    "demo::render",\n    "demo::model",\n' in text
    assert judge(text, files).violations == ()


def test_a_proposal_is_broken_by_what_leans_upwards() -> None:
    files = {**LAYERED, "src/lib.rs": MODULES}
    worse = {**files, "src/model.rs": "pub struct M(pub Option<Box<crate::cli::C>>);\n"}
    assert judge(proposed(files), worse).violations != ()


def test_modules_of_a_cycle_share_a_height() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": set(), "lone": set()}
    assert layers_of(graph) == (("a",), ("b", "c"), ("d",))


def test_a_lone_library_without_unsafe_code_is_held_to_it_everywhere() -> None:
    files = {"Cargo.toml": MANIFEST, "src/lib.rs": "pub fn f() {}\n"}
    text = proposed(files)
    assert "safe crates stay safe" in text
    assert judge(text, files).violations == ()
    assert len(judge(text, {**files, "src/lib.rs": "pub fn f() { unsafe {} }\n"}).violations) == 1


def test_crates_beside_a_safe_library_may_have_unsafe_code() -> None:
    files = {"Cargo.toml": MANIFEST, "src/lib.rs": "pub fn f() {}\n", "src/main.rs": "fn main() { unsafe {} }\n"}
    text = proposed(files)
    assert judge(text, files).violations == ()
    assert len(judge(text, {**files, "src/lib.rs": "pub fn f() { unsafe {} }\n"}).violations) == 1


def test_siblings_that_stand_apart_are_held_to_it() -> None:
    shells = ("bash", "fish", "zsh", "elvish")
    files = {
        "Cargo.toml": MANIFEST,
        "src/lib.rs": "pub mod common;\npub mod shells;\n",
        "src/common.rs": "pub fn names() {}\n",
        "src/shells.rs": "".join(f"pub mod {shell};\n" for shell in shells),
        **{f"src/shells/{shell}.rs": "pub fn write() { crate::common::names() }\n" for shell in shells},
    }
    text = proposed(files)
    assert 'modules = "demo::shells::*"' in text
    assert judge(text, files).violations == ()
    worse = {**files, "src/shells/zsh.rs": "pub fn write() { super::bash::write() }\n"}
    assert [found.rule for found in judge(text, worse).violations] == ["demo::shells::* stand apart"]
    assert "stand apart" not in proposed(worse)


def test_a_crate_most_of_which_is_one_cycle_has_no_order() -> None:
    few = {("app::one", "app::two", "call"), ("app::two", "app::three", "call"), ("app::three", "app::four", "call")}
    assert "layers of app" in proposed(workspace(few, set()))
    assert "layers of app" in proposed(workspace({*few, ("app::three", "app::two", "call")}, set()))
    assert "layers of app" not in proposed(workspace({*few, ("app::three", "app::one", "call")}, set()))


def test_an_order_with_more_heights_than_a_reader_takes_in_is_joined() -> None:
    heights = tuple((f"m{place:02}",) for place in range(20))
    found = joined(heights, 8)
    assert len(found) == 8
    assert [name for height in found for name in height] == [name for height in heights for name in height]
    assert joined(heights[:8], 8) == heights[:8]


def crates_of(uses: set[tuple[str, str]], more: dict[str, str] | None = None) -> dict[str, str]:
    """A workspace of libraries, of which some use others."""
    files = {"Cargo.toml": '[workspace]\nmembers = ["*"]\n', **(more or {})}
    for name in sorted({end for ends in uses for end in ends}):
        on = sorted(target for source, target in uses if source == name)
        needs = "".join(f'{target} = {{ path = "../{target}" }}\n' for target in on)
        files[f"{name}/Cargo.toml"] = f'[package]\nname = "{name}"\nversion = "0.1.0"\n[dependencies]\n{needs}'
        files[f"{name}/src/lib.rs"] = f"pub fn f() {{ {' '.join(f'{target}::f();' for target in on)} }}\n"
    return files


def test_an_order_of_crates_that_cargo_holds_is_not_proposed() -> None:
    apart = crates_of({("app", "ground"), ("tool", "util")})
    assert "layers of the crates" in proposed(apart)
    assert judge(proposed(apart), apart).violations == ()
    worse = crates_of({("app", "ground"), ("tool", "util"), ("ground", "tool")})
    assert "layers of the crates" in {found.rule for found in judge(proposed(apart), worse).violations}
    assert "layers of the crates" not in proposed(crates_of({("app", "ground")})), "a circle of two packages"
    assert "layers of the crates" not in proposed(crates_of({("app", "util"), ("app", "ground"), ("ground", "util")}))
    program = {"Cargo.toml": MANIFEST, "src/lib.rs": "pub fn f() {}\n", "src/main.rs": "fn main() { demo::f() }\n"}
    assert "layers of the crates" not in proposed(program), "nothing can use a program"


def test_programs_beyond_a_few_have_no_place_among_the_crates() -> None:
    uses = {("app", "ground"), ("tool", "util")}
    few = crates_of(uses, {f"app/src/bin/b{place}.rs": "fn main() { app::f() }\n" for place in range(2)})
    many = crates_of(uses, {f"app/src/bin/b{place}.rs": "fn main() { app::f() }\n" for place in range(9)})
    assert '"b1"' in proposed(few)
    assert '"b1"' not in proposed(many)


def workspace(uses: set[tuple[str, str, str]], unsafe: set[str]) -> dict[str, str]:
    """A workspace in which places (crates' roots and their modules) use each other so, as far as Rust lets them."""
    files = {"Cargo.toml": '[workspace]\nmembers = ["*"]\n'}
    text: dict[str, list[str]] = {place: [] for place in PLACES}
    depends: dict[str, set[str]] = {crate: set() for crate in CRATES}
    for number, (source, target, how) in enumerate(sorted(uses)):
        a, b = source.split("::")[0], target.split("::")[0]
        if CRATES.index(a) > CRATES.index(b):
            continue  # a crate leans on later ones alone
        depends[a].update({b} - {a})
        path = target if a != b else "::".join(["crate", *target.split("::")[1:]])
        text[source].append(
            {
                "call": f"pub fn f{number}() {{ {path}::f() }}",
                "type": f"pub struct T{number}(pub Option<Box<{path}::T>>);",
                "import": f"pub use {path}::T as T{number};",
                "glob": f"pub mod g{number} {{ pub use {path}::*; }}",
            }[how]
        )
    for place, lines in text.items():
        crate, _, module = place.partition("::")
        called = next((line[7:].partition("(")[0] for line in lines if line.startswith("pub fn")), "")
        own = [
            f"pub fn f() {{ {called + '();' if called else ''} {'unsafe {}' if place in unsafe else ''} }}",
            "pub struct T;",
        ]
        mods = [f"pub mod {name};" for name in MODULES_OF if not module and f"{crate}::{name}" in text]
        files[f"{crate}/src/{module or 'lib'}.rs"] = "\n".join([*mods, *own, *lines, ""])
    for crate, on in depends.items():
        listed = "".join(f'{name} = {{ path = "../{name}" }}\n' for name in sorted(on))
        manifest = f'[package]\nname = "{crate}"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\n{listed}'
        files[f"{crate}/Cargo.toml"] = manifest
    return files


BY_THE_ROOT = {
    ("app::four", "app::one", "call"),
    ("app::one", "app::three", "call"),
    ("app::three", "app::two", "call"),
    ("app::two", "app", "call"),
    ("app", "app::four", "call"),
}


def test_an_order_that_a_function_of_the_root_breaks_is_one_of_direct_uses() -> None:
    files = workspace(BY_THE_ROOT, set())
    text = proposed(files)
    assert text.count("transitive = false") == 1
    assert judge(text, files).violations == ()
    assert judge(text.replace("transitive = false", ""), files).violations != ()


@settings(max_examples=60, deadline=None)
@example(BY_THE_ROOT, set())
@given(USES, st.sets(st.sampled_from(PLACES), max_size=2))
def test_what_is_proposed_holds_whatever_the_code(uses: set[tuple[str, str, str]], unsafe: set[str]) -> None:
    files = workspace(uses, unsafe)
    text = proposed(files)
    assert judge(text, files, files).violations == ()
    assert text.count("[[rule]]") < 15


def test_a_program_without_unsafe_code_is_held_to_it_too() -> None:
    files = {"Cargo.toml": MANIFEST, "src/main.rs": "fn main() {}\n"}
    text = proposed(files)
    assert judge(text, files).violations == ()
    assert len(judge(text, {**files, "src/main.rs": "fn main() { unsafe {} }\n"}).violations) == 1


def test_macros_of_a_crate_that_forbids_unsafe_code_are_safe() -> None:
    text = "#![forbid(unsafe_code)]\nmacro_rules! m { () => {} }\nm!();\n"
    assert "allowed_in" not in proposed({"Cargo.toml": MANIFEST, "src/lib.rs": text})
    assert "safe crates stay safe" in proposed({"Cargo.toml": MANIFEST, "src/lib.rs": text})
    writes = "macro_rules! m { () => { unsafe {} } }\n"
    assert "safe crates stay safe" not in proposed({"Cargo.toml": MANIFEST, "src/lib.rs": writes})


def test_comments_say_what_is_so() -> None:
    ring = proposed(workspace({("app::one", "app::two", "call"), ("app::two", "app::one", "call")}, set()))
    assert "# No new cycles; `since` tolerates those that the branch started with.\n# There today: " in ring
    line = proposed(workspace({("app", "core", "call")}, set()))
    assert "# No cycles: there are none today." in line
    assert "merge-base" not in line.partition("# No cycles")[2]
