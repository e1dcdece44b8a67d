"""`rgraph check`: which tree it judges, what it calls new, whom it blames, what it exits with."""

from __future__ import annotations

import json

import pytest

from tests.dsl import Repo, manifest

from .conftest import BAD, RULES, START, Command

MOVED = "use crate::infra::Db;\npub struct Order;\npub fn total(order: &Order) -> u32 { 3 + 4 }\n"


def test_each_tree_is_judged_as_it_is(repo: Repo, rgraph: Command) -> None:
    repo.write("src/domain.rs", BAD)
    repo.stage("src/domain.rs")
    repo.write("src/domain.rs", "pub struct Order;\n")
    assert rgraph("check").code == 0
    assert rgraph("check", "--worktree").code == 0
    assert rgraph("check", "--at", "HEAD").code == 0
    found = rgraph("check", "--staged")
    assert found.code == 1
    assert "src/domain.rs:1:19: demo::domain must not depend on demo::infra::Db (imports)" in found.out
    assert "1 | use crate::infra::Db;" in found.out
    assert 'except: { from = "=demo::domain", to = "=demo::infra::Db", reason = "..." }' in found.out


def test_the_line_that_is_offered_as_an_exception_is_one(repo: Repo, rgraph: Command) -> None:
    repo.write("src/domain.rs", BAD)
    line = next(line for line in rgraph("check").out.splitlines() if "except:" in line)
    repo.write("rgraph.toml", RULES + f"exceptions = [{line.partition('except:')[2].strip()}]\n")
    assert rgraph("check", "--strict").code == 0


def test_old_violations_stay_known_when_code_moves(repo: Repo, rgraph: Command) -> None:
    repo.commit({"src/domain.rs": MOVED}, tag="before")
    repo.commit({"src/domain.rs": "pub mod orders;\n", "src/domain/orders.rs": MOVED})
    repo.checkout()
    assert rgraph("check").code == 1
    assert rgraph("check", "--since", "before").code == 0
    repo.write("src/domain/orders.rs", MOVED + "pub fn fresh() -> crate::infra::Db { crate::infra::Db }\n")
    found = rgraph("check", "--since", "before")
    assert found.code == 1
    assert "demo::domain::orders::fresh" in found.out
    assert "1 known" in found.out


def test_since_the_merge_base_judges_the_branch_alone(repo: Repo, rgraph: Command) -> None:
    repo.commit({"src/domain.rs": BAD})
    base = repo.oid("HEAD")
    repo.commit({"src/domain.rs": BAD + "pub struct Main(Db);\n"})
    repo.commit({"src/glue.rs": "pub fn g() {}\n"}, branch="topic", parents=[base])
    repo.checkout("topic")
    since = RULES + 'since = "merge-base:main"\n'
    repo.write("rgraph.toml", since)
    assert rgraph("check").code == 0
    repo.write("src/domain.rs", BAD + "pub struct Topic(Db);\n")
    found = rgraph("check")
    assert found.code == 1
    assert "demo::domain::Topic" in found.out
    assert "1 known" in found.out


def test_where_only_the_remote_has_the_branch_it_is_used(repo: Repo, rgraph: Command) -> None:
    repo.git("update-ref", "refs/remotes/origin/main", repo.oid("HEAD"))
    repo.git("checkout", "-q", "-b", "topic")
    repo.git("branch", "-q", "-D", "main")
    repo.write("rgraph.toml", RULES + 'since = "merge-base:main"\n')
    assert rgraph("check").code == 0


def test_a_range_names_the_commit_that_brought_each_violation(repo: Repo, rgraph: Command) -> None:
    for number in range(3):
        repo.commit({"src/glue.rs": f"pub const N: u32 = {number};\n"})
    first = repo.commit({"src/domain.rs": BAD}, message="domain opens a database")
    repo.commit({"src/glue.rs": "pub const N: u32 = 9;\n"})
    side = repo.commit({"src/infra.rs": "pub struct Db;\npub struct Row;\n"}, branch="side", parents=["v1.0.0"])
    second = repo.commit(
        {"src/domain/rows.rs": "pub fn row() -> crate::infra::Row { crate::infra::Row }\n",
         "src/domain.rs": "pub mod rows;\npub struct Order;\n"},
        branch="side", parents=[side], message="rows",
    )  # fmt: skip
    merged = repo.merge("side", files={"src/domain.rs": "use crate::infra::Db;\npub mod rows;\npub struct Order;\n"})
    repo.commit({"src/glue.rs": ""})
    found = json.loads(rgraph("check", "v1.0.0..HEAD", "--format", "json").out)
    brought = {v["finding"]["source"]: v["commit"] for v in found["violations"]}
    assert merged not in brought.values()
    assert brought == {"demo::domain": first, "demo::domain::rows::row": second}
    text = rgraph("check", "v1.0.0..HEAD").out
    assert f"introduced by {first[:10]} domain opens a database" in text


def test_notes_on_rules_that_rot(repo: Repo, rgraph: Command) -> None:
    rules = RULES.replace('to = "demo::infra"', 'to = ["demo::gone"]')
    rules += """exceptions = [
    { from = "demo::glue", reason = "was needed once" },
    { from = "demo::infra", reason = "until the next release", expires = "v1.0.0" },
    { from = "demo::domain", reason = "until a tag that is not there yet", expires = "v9.0.0" },
]
"""
    repo.write("rgraph.toml", rules)
    found = rgraph("check")
    assert found.code == 0
    assert "`to` selects nothing in this tree: `demo::gone`" in found.out
    assert "the exception from `demo::glue` excepts nothing" in found.out
    assert "the exception from `demo::infra` expired with v1.0.0: until the next release" in found.out
    assert "the exception from `demo::domain` excepts nothing" in found.out
    assert rgraph("check", "--strict").code == 3


def test_warnings_do_not_fail(repo: Repo, rgraph: Command) -> None:
    repo.write("rgraph.toml", RULES + 'severity = "warn"\n')
    repo.write("src/domain.rs", BAD)
    found = rgraph("check")
    assert found.code == 0
    assert "warning: domain stands alone" in found.out


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        (RULES.replace("forbidden", "forbiden"), "rgraph.toml:3:1: rule `domain stands alone`: no kind `forbiden`"),
        (RULES.replace("from =", "form ="), "has no field `form`; did you mean `from`?"),
        (RULES.replace("demo::domain", "demo::domian"), "`from` selects nothing in this tree: `demo::domian`"),
        (RULES + "x = [1,\n", "rgraph.toml:7:8: not TOML: "),
        (RULES + 'since = "v0.9"\n', "rgraph.toml:1: rule `domain stands alone`: v0.9 is not a revision"),
        (RULES + 'since = "merge-base:nowhere"\n', "nowhere"),
        ('[[rule]]\nname = "l"\nkind = "layers"\nreason = "r"\nlayers = ["demo", "demo::infra"]\n', "rgraph.toml:1: rule `l`: contradictory layers"),
        ('[[rule]]\nname = "q"\nkind = "query"\nreason = "r"\nquery = "?[x] := itm[x]"\n', "rgraph.toml:1: rule `q`: "),
    ],
)  # fmt: skip
def test_wrong_rules_exit_with_2_and_one_message(repo: Repo, rgraph: Command, rules: str, message: str) -> None:
    repo.write("rgraph.toml", rules)
    found = rgraph("check")
    assert found.code == 2
    assert found.out == ""
    assert message in found.err
    assert found.err.count("error:") == 1
    assert "Traceback" not in found.err


def test_options_that_exclude_each_other(rgraph: Command) -> None:
    assert rgraph("check", "--staged", "--at", "HEAD").code == 2
    assert rgraph("check", "HEAD~1..HEAD", "--since", "HEAD").code == 2
    assert "rgraph check --at HEAD" in rgraph("check", "HEAD").err
    assert rgraph("check", "--format", "yaml").code == 2


def test_a_tree_without_rules_says_what_to_do(repo: Repo, rgraph: Command) -> None:
    repo.git("rm", "-q", "--cached", "rgraph.toml")
    found = rgraph("check", "--staged")
    assert found.code == 2
    assert "There is no rgraph.toml in the index" in found.err
    assert "git add" in found.err
    assert rgraph("check", "--staged", "--rules", str(repo.path / "rgraph.toml")).code == 0


def test_before_the_first_commit_everything_staged_is_new(tmp_path_factory: pytest.TempPathFactory) -> None:
    from rgraph.rules.run import check_tree
    from rgraph.view.session import open_session

    repo = Repo(tmp_path_factory.mktemp("unborn"))
    for name, text in {**START, "src/domain.rs": BAD, "rgraph.toml": RULES + 'since = "merge-base:main"\n'}.items():
        repo.write(name, text)
    repo.stage()
    report = check_tree(open_session(repo.path), "staged")
    assert [violation.finding.source for violation in report.violations] == ["demo::domain"]


def test_an_api_that_breaks_needs_a_bump(repo: Repo, rgraph: Command) -> None:
    repo.commit({"src/domain.rs": "pub struct Renamed(u8);\n"})
    assert rgraph("hooks", "api").code == 1
    repo.commit({"Cargo.toml": manifest("demo").replace("0.1.0", "0.2.0")})
    assert rgraph("hooks", "api").code == 0


def test_a_check_does_not_wait_for_a_run_that_writes(repo: Repo, rgraph: Command) -> None:
    from rgraph.store.lock import write_lock
    from rgraph.store.store import store_directory

    repo.write("src/domain.rs", BAD)
    repo.stage("src/domain.rs")
    directory = store_directory(repo.git_dir)
    rgraph("status")
    with write_lock(directory, wait=0):
        found = rgraph("check", "--staged")
    assert found.code == 1
    assert "demo::domain must not depend on demo::infra::Db" in found.out


def test_rules_that_ask_in_datalog_see_each_tree_as_it_is(repo: Repo, rgraph: Command) -> None:
    query = "'?[symbol] := item[symbol, ''function'', _, _, _, _, _]'".replace("''", '"')
    head = f'reason = "r"\nquery = {query}\n'
    rules = f'[[rule]]\nname = "q"\nkind = "query"\n{head}\n[[rule]]\nname = "fewer"\nkind = "ratchet"\n{head}since = "v1.0.0"\n'
    repo.write("rgraph.toml", rules)
    assert rgraph("check").code == 0
    repo.write("src/glue.rs", "pub fn stick() {}\n")
    found = rgraph("check")
    assert found.code == 1
    assert "src/glue.rs:1:8: demo::glue::stick" in found.out
    assert "the count went from 0 to 1" in found.out
    repo.write("rgraph.toml", rules.replace("item[symbol", "itm[symbol"))
    assert rgraph("check").code == 2
