"""`rgraph rules`: a proposal that holds, explanations, pictures."""

from __future__ import annotations

import json
from pathlib import Path

from tests.dsl import Repo, manifest

from .conftest import BAD, Command

CODE = {
    "Cargo.toml": manifest("demo"),
    "src/lib.rs": "pub mod cli;\npub mod render;\npub mod model;\npub mod a;\npub mod b;\n",
    "src/cli.rs": "use crate::render::R;\npub struct C(R);\n",
    "src/render.rs": "use crate::model::M;\npub struct R(M);\n",
    "src/model.rs": "pub struct M;\n",
    "src/a.rs": "use crate::b::B;\npub struct A(B);\n",
    "src/b.rs": "use crate::a::A;\npub struct B(Option<Box<A>>);\n",
}


def test_a_proposal_holds_for_the_code_it_was_made_from(repo: Repo, rgraph: Command) -> None:
    repo.commit(CODE, delete=["src/domain.rs", "src/infra.rs", "src/glue.rs"])
    repo.checkout()
    proposed = rgraph("rules", "init").out
    assert '"demo::cli",\n    "demo::render",\n    ["demo::a", "demo::b", "demo::model"],' in proposed.replace(
        '    ["demo::a", "demo::b"],\n    "demo::model",', '    ["demo::a", "demo::b", "demo::model"],'
    )
    assert "# There today: demo::a, demo::b" in proposed
    assert "# Dependencies in demo go one way: 2 links between these layers lead down, none up." in proposed
    assert rgraph("rules", "init", "--write").code == 2
    (repo.path / "rgraph.toml").unlink()
    assert rgraph("rules", "init", "--write").code == 0
    assert rgraph("check", "--strict").code == 0
    repo.write("src/model.rs", "pub struct M(pub Option<Box<crate::cli::C>>);\n")
    assert rgraph("check").code == 1


def test_a_crate_with_unsafe_code_in_a_macro_is_not_proposed_as_safe(repo: Repo, rgraph: Command) -> None:
    (repo.path / "rgraph.toml").unlink()
    assert "safe crates stay safe" in rgraph("rules", "init").out
    repo.write("src/domain.rs", "macro_rules! read { ($p:expr) => { unsafe { *$p } } }\n")
    assert "safe crates stay safe" not in rgraph("rules", "init").out


def test_a_proposal_parts_from_the_branch_that_is_there(repo: Repo, rgraph: Command) -> None:
    repo.commit(CODE, delete=["src/domain.rs", "src/infra.rs", "src/glue.rs"])
    repo.checkout()
    assert '\nsince = "merge-base:main"\n' in rgraph("rules", "init").out
    repo.git("branch", "-m", "main", "master")
    (repo.path / "rgraph.toml").unlink()
    assert rgraph("rules", "init", "--write").code == 0
    assert '\nsince = "merge-base:master"\n' in (repo.path / "rgraph.toml").read_text()
    assert rgraph("check").code == 0


def test_a_proposal_that_cannot_be_written_is_told(repo: Repo, rgraph: Command) -> None:
    path = repo.path / "rgraph.toml"
    path.unlink()
    path.symlink_to("nowhere/else")
    ran = rgraph("rules", "init", "--write")
    assert ran.code == 2 and "already exists" in ran.err
    assert not path.exists()


def test_explain_a_kind_a_rule_and_neither(rgraph: Command) -> None:
    assert "layers: list of paths and lists of paths, needed" in rgraph("rules", "explain", "layers").out
    found = rgraph("rules", "explain", "domain stands alone")
    assert "from = demo::domain\n    means demo::domain" in found.out
    missing = rgraph("rules", "explain", "domain stand alone")
    assert missing.code == 2
    assert "did you mean `domain stands alone`?" in missing.err


def test_pictures_mark_violations(repo: Repo, rgraph: Command) -> None:
    repo.write("src/domain.rs", BAD)
    dot = rgraph("rules", "graph").out
    assert '"demo::domain" -> "demo::infra" [label="1", color=red' in dot
    assert "-->|domain stands alone|" in rgraph("rules", "graph", "--format", "mermaid").out
    assert "demo::domain" in rgraph("rules", "graph", "--crate", "demo").out
    assert "did you mean `demo`?" in rgraph("rules", "graph", "--crate", "dem").err
    page = rgraph("rules", "graph", "--format", "html").out
    assert 'class="bad"' in page
    assert "http" not in page.replace("http://www.w3.org", "")


def test_formats_of_a_report(repo: Repo, rgraph: Command, tmp_path: Path) -> None:
    from xml.etree import ElementTree

    repo.write("src/domain.rs", BAD)
    annotations = rgraph("check", "--format", "github").out
    assert annotations.startswith("::error file=src/domain.rs,line=1,col=19,title=rgraph%3A domain stands alone::")
    assert annotations.count("\n") == 1
    log = json.loads(rgraph("check", "--format", "sarif").out)
    result = log["runs"][0]["results"][0]
    assert log["version"] == "2.1.0"
    assert log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 19}
    assert result["partialFingerprints"]["rgraph/v1"]
    tree = ElementTree.fromstring(rgraph("check", "--format", "junit").out)
    assert [case.get("name") for case in tree.iter("testcase")] == ["domain stands alone"]
    assert "must not depend on" in (tree.findtext(".//failure") or "")
    report = json.loads(rgraph("check", "--format", "json").out)
    assert (report["schema"], report["kind"], len(report["violations"])) == (1, "check", 1)
