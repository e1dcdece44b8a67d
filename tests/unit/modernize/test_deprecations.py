"""Uses of deprecated items of packages."""

from rgraph.model.ids import RepoPath
from rgraph.model.packages import Dependencies, ExternalItem, PackageId
from rgraph.modernize.deprecations import Deprecations
from rgraph.view.memory import graph_of

MANIFEST = '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\nelsewhere = "1"\n'
SOURCE = """
pub fn f() { elsewhere::hello() }
pub fn g() { elsewhere::greet() }
#[allow(deprecated)]
pub fn h() { elsewhere::hello() }
#[cfg(test)]
mod tests { fn t() { elsewhere::hello() } }
"""


def test_a_use_is_told_with_the_note_of_the_item() -> None:
    graph = graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": SOURCE})
    package = PackageId("elsewhere", "1.0.0")
    items = {
        "elsewhere::hello": ExternalItem(package, RepoPath("src/lib.rs"), 1, "function", deprecated="say greet"),
        "elsewhere::greet": ExternalItem(package, RepoPath("src/lib.rs"), 2, "function"),
    }
    graph.dependencies = Dependencies([package], [package], [], items=items)
    places = list(Deprecations(graph, tests=False).of_dependencies())
    assert [(place.item, place.line, place.what) for place in places] == [
        ("demo::f", 2, "`elsewhere::hello` is deprecated: say greet")
    ]
