"""Rules over real histories: what `since` names, what has expired, who brought what, the last release."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from rgraph.errors import ConfigError, RevisionError
from rgraph.rules.release import check_release, last_release
from rgraph.rules.revisions import Revisions, main_branch
from rgraph.rules.rule import Expiry
from rgraph.rules.run import check_range, check_tree, has_rules, load_rules
from rgraph.view.session import Session, open_session
from tests.dsl import Repo, manifest

RULES = '[[rule]]\nname = "apart"\nkind = "forbidden"\nreason = "b is for others"\nfrom = "demo::a"\nto = "demo::b"\n'
CLEAN = "pub mod a { pub fn f() {} }\npub mod b { pub fn g() {} }\n"
BROKEN = CLEAN.replace("pub fn f() {}", "pub fn f() { crate::b::g() }")


def crate(source: str) -> dict[str, str]:
    return {
        "Cargo.toml": manifest(),
        "src/lib.rs": source,
        "rgraph.toml": RULES,
    }


class History:
    """main: clean, other, then a merge of a side branch that breaks the rule in its second of three commits."""

    def __init__(self, path: Path) -> None:
        self.repo = Repo(path)
        self.base = self.repo.commit(crate(CLEAN), tag="v1.0.0")
        self.side = [
            self.repo.commit({"README": "1"}, branch="side", parents=[self.base]),
            self.repo.commit({"src/lib.rs": BROKEN}, branch="side"),
            self.repo.commit({"README": "2"}, branch="side"),
        ]
        self.main = self.repo.commit({"NOTES": "1"}, branch="main", parents=[self.base])
        self.merge = self.repo.merge("side")
        self.repo.checkout()


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    return History(tmp_path_factory.mktemp("rules") / "r")


@pytest.fixture
def session(history: History) -> Session:
    return open_session(history.repo.path)


def test_a_commit_is_judged_by_its_own_rules(history: History, session: Session) -> None:
    assert check_tree(session, history.base).violations == ()
    assert len(check_tree(session, history.side[1]).violations) == 1
    assert has_rules(session, history.base)


def test_since_lets_known_violations_pass(history: History, session: Session) -> None:
    assert check_tree(session, history.side[2], since=history.side[1]).violations == ()
    assert len(check_tree(session, history.side[2], since=history.side[0]).violations) == 1
    assert check_tree(session, history.side[2], since="merge-base:main").violations == (), "main has it by now"


def test_a_range_names_the_commit_inside_the_branch_that_was_merged(history: History, session: Session) -> None:
    (found,) = check_range(session, f"{history.base}..{history.side[2]}").violations
    assert found.commit == history.side[1]
    (merged,) = check_range(session, f"{history.main}..{history.merge}").violations
    assert merged.commit == history.side[1]
    assert check_range(session, f"{history.side[1]}..{history.side[2]}").violations == ()


def test_a_range_is_blamed_with_few_graphs_at_a_time(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    two = RULES + RULES.replace("apart", "away").replace("demo::b", "demo::c").replace("b is", "c is")
    modules = CLEAN + "pub mod c { pub fn h() {} }\n"
    commits = [repo.commit({**crate(modules), "rgraph.toml": two})]
    for number in range(12):
        body = "crate::b::g();" * (number > 3) + "crate::c::h();" * (number > 8)
        said = modules.replace("pub fn f() {}", f"pub fn f() {{ {body} }}")
        commits.append(repo.commit({"src/lib.rs": said, "README": str(number)}))
    session = open_session(repo.path)
    found = check_range(session, f"{commits[0]}..{commits[-1]}").violations
    assert {each.rule: each.commit for each in found} == {"apart": commits[5], "away": commits[10]}
    assert sum(oid in session._graphs._graphs for oid in commits) <= 2, "the ends of the range"


def test_what_since_may_name(history: History, session: Session) -> None:
    revisions = Revisions(session, history.side[2])
    assert revisions.resolve_since("v1.0.0") == history.base
    assert revisions.resolve_since("merge-base:main") == history.side[2]
    assert Revisions(session, history.main).resolve_since("merge-base:side") == history.base
    with pytest.raises(RevisionError):
        revisions.resolve_since("nothing")
    with pytest.raises(RevisionError):
        revisions.resolve_since("merge-base:nothing")
    assert revisions.code(history.base) is revisions.code("v1.0.0")


def test_what_lower_tiers_would_add_is_told_where_it_is_wanted(tmp_path: Path) -> None:
    dyn = (
        "pub trait T { fn go(&self); }\npub mod a { pub fn f(t: &dyn crate::T) { t.go() } }\n"
        "pub mod b { pub struct S; impl crate::T for S { fn go(&self) {} } }\n"
    )
    repo = Repo(tmp_path / "lower")
    head = repo.commit(crate(dyn))
    found = open_session(repo.path)
    assert [rule.lower for rule in check_tree(found, head).rules] == [1]
    quick = check_tree(found, head, beyond=False)
    assert ([rule.lower for rule in quick.rules], quick.notes) == ([0], ())
    beside = check_tree(found, head, where_broken=True)
    assert ([rule.lower for rule in beside.rules], beside.notes) == ([0], ()), "nothing is broken"
    broken = repo.commit({"src/lib.rs": dyn.replace("t.go()", "t.go(); let _ = crate::b::S;")})
    assert check_tree(found, broken, where_broken=True) == check_tree(found, broken)
    assert [rule.lower for rule in check_tree(found, broken).rules] == [1]


def test_trees_with_the_same_files_are_looked_at_once(history: History, session: Session) -> None:
    """Commits that changed no code, and a clean working tree beside its commit."""
    revisions = Revisions(session, history.side[1])
    assert revisions.code(history.side[1]) is revisions.code(history.side[2])
    assert revisions.code(history.side[1]) is not revisions.code(history.base)


def test_an_exception_ends_with_a_day_or_with_a_revision(history: History, session: Session) -> None:
    revisions = Revisions(session, history.side[1])
    day = datetime.datetime.fromtimestamp(session.repository.commit(history.side[1]).time, datetime.UTC).date()
    one = datetime.timedelta(days=1)
    assert [revisions.expired(Expiry(end)) for end in (day - one, day, day + one)] == [True, False, False]
    assert revisions.expired(Expiry(None, "v1.0.0"))
    assert not revisions.expired(Expiry(None, "v9.0.0"))
    assert not Revisions(session, history.base).expired(Expiry(None, "side"))
    assert (str(Expiry(day)), str(Expiry(None, "v2"))) == (day.isoformat(), "v2")


def test_rules_may_come_from_elsewhere(history: History, session: Session, tmp_path: Path) -> None:
    elsewhere = tmp_path / "other.toml"
    elsewhere.write_text(RULES.replace("demo::a", "demo::zzz"))
    assert check_tree(session, history.base, rules=elsewhere).violations == ()
    with pytest.raises(ConfigError, match="cannot be read"):
        check_tree(session, history.base, rules=tmp_path / "absent.toml")


def test_a_tree_without_rules_says_where_they_are_missed(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    head = repo.commit({"Cargo.toml": manifest(), "src/lib.rs": CLEAN})
    repo.checkout()
    found = open_session(repo.path)
    assert not has_rules(found, head)
    for judged, where in (
        (head, f"the tree of {head[:12]}"),
        ("staged", "the index"),
        ("worktree", "the working directory"),
    ):
        with pytest.raises(ConfigError, match=where):
            load_rules(Revisions(found, judged).code(judged), judged)


def test_before_the_first_commit_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    repo.write("src/lib.rs", "fn f() {}\n")
    revisions = Revisions(open_session(repo.path), "worktree")
    assert revisions.anchor is None and revisions.base("main").items == {}
    assert not revisions.expired(Expiry(None, "v1"))
    with pytest.raises(RevisionError, match="there is none yet"):
        revisions.resolve_since("main")
    assert main_branch(open_session(repo.path).repository) == "main"


def test_the_main_branch_is_known_by_its_name(history: History, session: Session) -> None:
    assert main_branch(session.repository) == "main"


def test_the_last_release_is_the_newest_tag_before(history: History, session: Session) -> None:
    assert last_release(session, history.side[2]) == "v1.0.0"
    assert last_release(session, history.base) == ""


def test_a_break_of_the_api_needs_a_major_bump(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "r")
    repo.commit({"Cargo.toml": manifest(), "src/lib.rs": "pub fn f() {}\n"}, tag="v1.0.0")
    broken = repo.commit({"src/lib.rs": "\n"})
    repo.checkout()
    found = open_session(repo.path)
    (violation,) = check_release(found, broken, "v1.0.0").violations
    assert violation.rule == "api" and "function removed" in violation.finding.message
    assert check_release(found, "v1.0.0", "v1.0.0").violations == ()
