"""A real git repository, written commit by commit with fixed authors and times."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pygit2
from pygit2.enums import FileMode, ObjectType, RepositoryInitFlag

START = 1_700_000_000
STEP = 60
NAME, EMAIL = "Ferris", "ferris@example.org"

Content = str | bytes
Key = str | bytes
Files = Mapping[str, Content] | Mapping[bytes, Content] | Mapping[Key, Content]


class Repo:
    """A repository at `path`. Commits go straight to the object store; `checkout` writes the working directory.

    Paths are `str` (UTF-8) or `bytes`. Every commit is one minute after the one before. Commit ids are 40 hex digits.
    """

    def __init__(self, path: Path | str, *, bare: bool = False) -> None:
        self.path = Path(path)
        self.clock = START
        flags = RepositoryInitFlag.MKPATH | (RepositoryInitFlag.BARE if bare else RepositoryInitFlag(0))
        self.repo = pygit2.init_repository(str(self.path), flags=flags, initial_head="main")
        for key, value in (("user.name", NAME), ("user.email", EMAIL), ("core.autocrlf", "false")):
            self.repo.config[key] = value
        self.repo.config["commit.gpgsign"] = False
        self.repo.set_ident(NAME, EMAIL)

    @property
    def git_dir(self) -> Path:
        """`.git`, or the repository itself where it is bare."""
        return Path(self.repo.path)

    # ---- commits

    def commit(
        self,
        files: Files | None = None,
        *,
        delete: Iterable[Key] = (),
        rename: Mapping[str, str] | Mapping[bytes, bytes] | None = None,
        symlinks: Files | None = None,
        submodules: Mapping[str, str] | None = None,
        executable: Iterable[Key] = (),
        branch: str | None = None,
        parents: Sequence[str] | None = None,
        tag: str | None = None,
        message: Content = "",
        author: str = NAME,
        time: int | None = None,
        empty_tree: bool = False,
    ) -> str:
        """A commit on `branch` (default: HEAD's): the first parent's tree with these edits. Its id.

        `parents` are revisions (default: the branch's tip, none for a new branch from nothing); `branch` is made
        where it does not exist. `rename` keeps contents, `submodules` maps a path to a commit id.
        """
        name = branch or self._current_branch()
        reference = self.repo.references.get(f"refs/heads/{name}")
        if parents is None:
            parents = [] if reference is None else [str(reference.target)]
        chain = [self.oid(parent) for parent in parents]
        index = pygit2.Index()
        if chain and not empty_tree:
            index.read_tree(self.repo[chain[0]].peel(pygit2.Tree))
        for path in delete:
            index.remove(_fs(path))
        for old, new in (rename or {}).items():
            entry = index[_fs(old)]
            index.remove(_fs(old))
            index.add(pygit2.IndexEntry(_fs(new), entry.id, entry.mode))
        runnable = {_fs(path) for path in executable}
        for path, content in (files or {}).items():
            mode = FileMode.BLOB_EXECUTABLE if _fs(path) in runnable else FileMode.BLOB
            self._add(index, path, self.repo.create_blob(_bytes(content)), mode)
        for path, target in (symlinks or {}).items():
            self._add(index, path, self.repo.create_blob(_bytes(target)), FileMode.LINK)
        for path, commit in (submodules or {}).items():
            self._add(index, path, pygit2.Oid(hex=commit), FileMode.COMMIT)
        oid = self._write_commit(str(index.write_tree(self.repo)), chain, message, author, time)
        self.set_branch(name, oid)
        if tag is not None:
            self.tag(tag, oid)
        return oid

    def merge(
        self,
        *others: str,
        files: Files | None = None,
        delete: Iterable[Key] = (),
        branch: str | None = None,
        ours: str | None = None,
        message: str = "",
        tag: str | None = None,
    ) -> str:
        """Merge revisions into `branch` (two or more: an octopus); where contents conflict ours stays. Its id.

        `ours` is the first parent (default: the branch's tip); a foxtrot merge names the other side here. `files` and
        `delete` are edits made by the merge itself.
        """
        name = branch or self._current_branch()
        first = self.oid(ours or name)
        parents = [first, *(self.oid(other) for other in others)]
        tree = self.repo[first].peel(pygit2.Tree)
        for other in parents[1:]:
            tree = self._merged_tree(tree, first, other)
        side = self._write_commit(str(tree.id), parents, message or f"Merge {', '.join(others)}", NAME, None)
        if files or delete:
            edited = pygit2.Index()
            edited.read_tree(tree)
            for path in delete:
                edited.remove(_fs(path))
            for path, content in (files or {}).items():
                self._add(edited, path, self.repo.create_blob(_bytes(content)), FileMode.BLOB)
            self.clock -= STEP
            side = self._write_commit(str(edited.write_tree(self.repo)), parents, message or "Merge", NAME, None)
        self.set_branch(name, side)
        if tag is not None:
            self.tag(tag, side)
        return side

    def amend(self, files: Files | None = None, *, delete: Iterable[Key] = (), message: str = "") -> str:
        """Replace the tip of HEAD's branch by one with the same parents and these edits. Its id."""
        name = self._current_branch()
        tip = self.repo[self.oid(name)].peel(pygit2.Commit)
        index = pygit2.Index()
        index.read_tree(tip.tree)
        for path in delete:
            index.remove(_fs(path))
        for path, content in (files or {}).items():
            self._add(index, path, self.repo.create_blob(_bytes(content)), FileMode.BLOB)
        parents = [str(parent) for parent in tip.parent_ids]
        oid = self._write_commit(str(index.write_tree(self.repo)), parents, message or tip.message, NAME, None)
        self.set_branch(name, oid)
        return oid

    def rebase(self, branch: str, onto: str) -> list[tuple[str, str]]:
        """Copy the commits that `branch` has and `onto` lacks onto `onto`; (old, new) of each, oldest first."""
        target = self.oid(onto)
        tip = self.oid(branch)
        base = self.repo.merge_base(target, tip)
        commits = []
        current = self.repo[tip].peel(pygit2.Commit)
        while current.id != base:
            commits.append(current)
            current = current.parents[0]
        rewritten = []
        for commit in reversed(commits):
            ancestor = commit.parents[0].tree
            index = self.repo.merge_trees(ancestor, self.repo[target].peel(pygit2.Tree), commit.tree)
            tree = self._settle(index)
            target = self._write_commit(str(tree.id), [target], commit.message, NAME, None)
            rewritten.append((str(commit.id), target))
        self.set_branch(branch, target)
        return rewritten

    # ---- refs

    def oid(self, revision: str) -> str:
        """The commit that a revision names."""
        return str(self.repo.revparse_single(revision).peel(pygit2.Commit).id)

    def set_branch(self, name: str, revision: str) -> None:
        """Make a branch, or move it."""
        target = self.oid(revision)
        reference = self.repo.references.get(f"refs/heads/{name}")
        if reference is None:
            self.repo.references.create(f"refs/heads/{name}", target)
        else:
            reference.set_target(target, "dsl: move")

    def tag(self, name: str, revision: str = "HEAD", *, annotated: bool = False, message: str = "") -> str:
        """Tag a revision (any object, so an annotated tag of a tag nests). The id that the tag points to."""
        target = self.repo.revparse_single(revision)
        if not annotated:
            self.repo.references.create(f"refs/tags/{name}", target.id)
            return str(target.id)
        kind = ObjectType[target.type_str.upper()]
        return str(self.repo.create_tag(name, target.id, kind, self._signature(NAME, None), message or name))

    def delete_branch(self, name: str) -> None:
        """Delete a branch."""
        self.repo.references.delete(f"refs/heads/{name}")

    def switch(self, branch: str) -> None:
        """Point HEAD at a branch (which need not exist) without touching the working directory."""
        self.repo.references.create("HEAD", f"refs/heads/{branch}", force=True)

    def detach(self, revision: str = "HEAD") -> None:
        """Point HEAD at a commit without touching the working directory."""
        self.repo.set_head(pygit2.Oid(hex=self.oid(revision)))

    # ---- working directory

    def checkout(self, revision: str = "HEAD") -> None:
        """Write index and working directory from a revision, with real git; a branch's name attaches HEAD to it."""
        if revision != "HEAD":
            self.git("checkout", "-q", "-f", revision)
        self.git("reset", "-q", "--hard")

    def write(self, path: Key, content: Content) -> Path:
        """Write a file of the working directory."""
        target = Path(os.fsdecode(os.path.join(os.fsencode(self.path), os.fsencode(_fs(path)))))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(_bytes(content))
        return target

    def stage(self, *paths: str) -> None:
        """`git add` these paths (default: all)."""
        self.git("add", "-A", "--", *(paths or (".",)))

    def git(self, *args: str, stdin: bytes = b"", env: Mapping[str, str] | None = None, check: bool = True) -> str:
        """Run real git here, without the user's configuration; its standard output. For hooks and rewrites."""
        done = subprocess.run(
            ["git", *args],
            check=False,
            cwd=self.path,
            input=stdin,
            env=self.environment() | dict(env or {}),
            capture_output=True,
        )
        if check and done.returncode:
            raise AssertionError(f"git {' '.join(args)}: {done.stderr.decode(errors='replace')}")
        return done.stdout.decode(errors="surrogateescape")

    def environment(self) -> dict[str, str]:
        """An environment for git and what it starts: no user or system configuration, the next fixed time."""
        self.clock += STEP
        kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        date = f"{self.clock} +0000"
        return kept | {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": NAME,
            "GIT_AUTHOR_EMAIL": EMAIL,
            "GIT_AUTHOR_DATE": date,
            "GIT_COMMITTER_NAME": NAME,
            "GIT_COMMITTER_EMAIL": EMAIL,
            "GIT_COMMITTER_DATE": date,
            "GIT_EDITOR": "true",
        }

    # ---- copies

    def clone(self, path: Path | str, *options: str) -> Path:
        """`git clone OPTIONS` to a path: `--bare`, `--depth=1` (of the `file://` URL, so that it is shallow)..."""
        self.git("clone", "-q", *options, self.path.resolve().as_uri(), str(path))
        return Path(path)

    def worktree(self, path: Path | str, branch: str, *options: str) -> Path:
        """`git worktree add`."""
        self.git("worktree", "add", "-q", *options, str(path), branch)
        return Path(path)

    # ---- the oracle

    def files(self, revision: str = "HEAD") -> dict[bytes, bytes]:
        """Every regular file of a commit, as libgit2's own recursive listing has it."""
        found: dict[bytes, bytes] = {}
        stack = [(b"", self.repo[self.oid(revision)].peel(pygit2.Tree))]
        while stack:
            prefix, tree = stack.pop()
            for entry in tree:
                name = prefix + (entry.raw_name or b"")
                if isinstance(entry, pygit2.Tree):
                    stack.append((name + b"/", entry))
                elif isinstance(entry, pygit2.Blob) and entry.filemode != FileMode.LINK:
                    found[name] = entry.data
        return found

    # ---- inside

    def _current_branch(self) -> str:
        target = self.repo.references["HEAD"].target
        if not isinstance(target, str):
            raise AssertionError("HEAD is detached: name a branch")
        return target.removeprefix("refs/heads/")

    def _add(self, index: pygit2.Index, path: Key, oid: pygit2.Oid, mode: FileMode) -> None:
        index.add(pygit2.IndexEntry(_fs(path), oid, mode))

    def _signature(self, author: str, time: int | None) -> pygit2.Signature:
        return pygit2.Signature(author, EMAIL, self.clock if time is None else time, 0)

    def _write_commit(self, tree: str, parents: list[str], message: Content, author: str, time: int | None) -> str:
        self.clock += STEP
        signature = self._signature(author, time)
        text = message or f"commit {(self.clock - START) // STEP}"
        if isinstance(text, str):
            return str(self.repo.create_commit(None, signature, signature, text, tree, parents))
        stamp = f"{author} <{EMAIL}> {signature.time} +0000".encode()
        lines = [b"tree " + tree.encode(), *(b"parent " + parent.encode() for parent in parents)]
        raw = b"\n".join([*lines, b"author " + stamp, b"committer " + stamp, b"", text])
        return str(self.repo.write(ObjectType.COMMIT, raw))

    def _merged_tree(self, ours: pygit2.Tree, first: str, other: str) -> pygit2.Tree:
        base = self.repo.merge_base(first, other)
        if base is None:
            ancestor = self.repo[self.repo.TreeBuilder().write()]
        else:
            ancestor = self.repo[base].peel(pygit2.Tree)
        return self._settle(self.repo.merge_trees(ancestor, ours, self.repo[other].peel(pygit2.Tree)))

    def _settle(self, index: pygit2.Index) -> pygit2.Tree:
        """The tree of a merged index; in a conflict our side stays, or theirs where we deleted the file."""
        for _, ours, theirs in list(index.conflicts or ()):
            keep = ours or theirs
            if keep is not None:
                index.add(pygit2.IndexEntry(keep.path, keep.id, keep.mode))
        for sides in list(index.conflicts or ()):
            for side in sides:
                if side is not None:
                    del index.conflicts[side.path]
                    break
        return self.repo[index.write_tree(self.repo)].peel(pygit2.Tree)


def _bytes(content: Content) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _fs(path: Key) -> str:
    """A path as pygit2 wants it: bytes that are not UTF-8 as surrogates."""
    return path.decode("utf-8", "surrogateescape") if isinstance(path, bytes) else path
