"""From a task to a checked patch: the model is asked, its patch is judged, and it hears what is wrong."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import unified_diff
from pathlib import Path

from rgraph.errors import RepositoryError
from rgraph.model.ids import RepoPath
from rgraph.view.session import Session

from .asking import Message, ask
from .checks import Kind, Problem, bad_path, examined
from .limits import MAX_PATCHED_FILES, MOST_TOLD
from .patch import apply_patch, parse_patch
from .prompt import SYSTEM
from .settings import Endpoint

Ask = Callable[[Endpoint, Sequence[Message]], str]


@dataclass(frozen=True, slots=True)
class Draft:
    """A change that a model made: its patch against the worktree, and what is wrong with it. `answer` is what the model
    said where there is no patch. `applied`: it was written to the worktree."""

    task: str
    model: str
    patch: str
    files: tuple[str, ...]
    problems: tuple[Problem, ...]
    rounds: int
    answer: str = ""
    applied: bool = False
    contents: Mapping[str, bytes | None] = field(default_factory=dict)

    @property
    def is_fine(self) -> bool:
        """Whether it may be applied: breaks are told, and are the author's decision."""
        return bool(self.patch) and all(problem.kind is Kind.BREAKS for problem in self.problems)


def generate(session: Session, task: str, context: str, endpoint: Endpoint, rounds: int, asking: Ask = ask) -> Draft:
    """The model's change for a task, the last of at most `rounds`, or the first that is fine. Raises EndpointError."""
    base = {str(path): blob for path, blob in session.repository.worktree_tree().files.items()}
    files = _Files({path: blob.read for path, blob in base.items()})
    messages: list[Message] = [
        {"role": "system", "content": SYSTEM},
        {"role": "user", "content": f"{context}\n\nThe task: {task}"},
    ]
    draft = Draft(task, endpoint.model, "", (), (), 0)
    for number in range(1, rounds + 1):
        answer = asking(endpoint, messages)
        draft = replace(_judged(session, files, answer), task=task, model=endpoint.model, rounds=number)
        if draft.is_fine:
            break
        said = "\n".join(f"- {problem.text}" for problem in told(draft.problems) if problem.kind is not Kind.BREAKS)
        messages += [
            {"role": "assistant", "content": answer},
            {"role": "user", "content": f"That patch has problems:\n{said}\nGive the whole patch again, corrected."},
        ]
    return draft


class _Files(Mapping[str, bytes]):
    """The worktree's files, each read when it is asked for."""

    def __init__(self, readers: Mapping[str, Callable[[], bytes]]) -> None:
        self._readers = readers

    def __getitem__(self, path: str) -> bytes:
        return self._readers[path]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._readers)

    def __len__(self) -> int:
        return len(self._readers)


def _judged(session: Session, files: Mapping[str, bytes], answer: str) -> Draft:
    patches = parse_patch(answer)
    wrong = [text for patch in patches for path in (patch.old, patch.new) if path and (text := bad_path(path))]
    if not patches:
        wrong.append("there is no unified diff in the answer")
    if len(patches) > MAX_PATCHED_FILES:
        wrong.append(f"it changes more than {MAX_PATCHED_FILES} files")
    if wrong:
        return _failed(wrong, answer)
    applied = apply_patch(files, patches)
    if applied.failures:
        return _failed(list(applied.failures), answer)
    text = "".join(_difference(path, files.get(path), content) for path, content in sorted(applied.contents.items()))
    problems = examined(session, applied.contents)
    return Draft("", "", text, tuple(sorted(applied.contents)), tuple(problems), 0, contents=applied.contents)


def _failed(texts: Sequence[str], answer: str) -> Draft:
    problems = tuple(Problem(Kind.APPLIES, text) for text in dict.fromkeys(texts))
    return Draft("", "", "", (), problems, 0, answer=answer)


def _difference(path: str, before: bytes | None, after: bytes | None) -> str:
    old, new = ((side or b"").decode("utf-8", "replace").splitlines(keepends=True) for side in (before, after))
    names = "/dev/null" if before is None else f"a/{path}", "/dev/null" if after is None else f"b/{path}"
    lines = unified_diff(old, new, names[0], names[1])
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def told(problems: Sequence[Problem]) -> list[Problem]:
    """The problems, of each kind so many as one wants to read."""
    seen: Counter[Kind] = Counter()
    kept: list[Problem] = []
    for problem in problems:
        seen[problem.kind] += 1
        if seen[problem.kind] <= MOST_TOLD:
            kept.append(problem)
    more = ((kind, count - MOST_TOLD) for kind, count in seen.items() if count > MOST_TOLD)
    return [*kept, *(Problem(kind, f"and {count} more") for kind, count in more)]


def apply(session: Session, draft: Draft) -> Draft:
    """Writes a draft that is fine to the worktree. Raises RepositoryError where a file is a link, or not as it was."""
    root = session.repository.workdir
    if root is None:
        raise RepositoryError("This repository is bare: it has no working directory.")
    known = session.repository.worktree_tree().files
    for path in draft.contents:
        blob = known.get(RepoPath(path))
        _check(root, path, blob.read() if blob is not None else None)
    for path, content in draft.contents.items():
        place = root / path
        if content is None:
            place.unlink()
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o666)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
    return replace(draft, applied=True)


def _check(root: Path, path: str, expected: bytes | None) -> None:
    place = root / path
    inside = place.parent.resolve().is_relative_to(root.resolve())
    if not inside or place.is_symlink():
        raise RepositoryError(f"{path} leads out of the repository.", "Nothing was written.")
    there = place.read_bytes() if place.exists() else None
    if there != expected:
        raise RepositoryError(
            f"{path} is not on disk as git would read it (other line endings, or changed meanwhile).",
            "Nothing was written; apply the patch above by hand.",
        )
