"""One definition of test code: targets, what is under `cfg(test)`, tests, and what they contain."""

from __future__ import annotations

import pytest

from rgraph.view.memory import graph_of


def test_what_test_code_contains_is_test_code() -> None:
    graph = graph_of(
        {
            "src/lib.rs": "pub fn real() {}\n#[cfg(all(test, unix))] mod tests { pub struct S; impl S { fn f(&self) {} } }\n"
            "#[cfg(test)] mod file;\n#[test] fn alone() {}\n#[cfg(not(test))] fn no() {}\n",
            "src/file.rs": "pub mod inner { pub fn deep() {} }\n",
            "tests/it.rs": "fn helper() {}\n",
            "examples/show.rs": "fn main() {}\n",
            "benches/fast.rs": "fn main() {}\n",
            "src/bin/tool.rs": "fn main() {}\n",
        }
    )
    real = {symbol for symbol in graph.module_graph.items if symbol not in graph.module_graph.tests}
    assert real == {"demo", "demo::real", "demo::no", "demo/bin/tool", "demo/bin/tool::main"}


def test_a_parent_that_is_a_test_is_enough_wherever_it_comes_in_the_order() -> None:
    files = {"src/a.rs": "pub fn f() {}\n", "src/lib.rs": "#[cfg(test)] mod a;\n", "src/z.rs": ""}
    tests = graph_of(files).module_graph.tests
    assert tests == {"demo::a", "demo::a::f"}


@pytest.mark.parametrize(
    ("attribute", "expected"),
    [
        ("test", True),
        ("tokio::test", True),
        ("rstest", True),
        ("test_case(1)", True),
        ("bench", True),
        ("divan::bench(args = [1])", True),
        ("benchmark", False),
        ("inline", False),
        ('doc = "bench"', False),
        ("fixture", False),
    ],
)
def test_tests_and_benchmarks_are_known_by_their_attribute(attribute: str, expected: bool) -> None:
    item = graph_of({"src/lib.rs": f"#[{attribute}]\nfn f() {{}}\n"}).item("demo::f")
    assert item is not None
    assert item.is_test is expected
