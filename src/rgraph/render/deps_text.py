"""Dependencies as text: trees as `cargo tree` draws them, lists, and what is there more than once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rgraph.deps.listing import Duplicate, Duplicates, Listed, Listing
from rgraph.deps.tree import Branch, Tree
from rgraph.model.packages import CRATES_IO, Basis
from rgraph.spelling import counted

from .style import PLAIN, Style
from .words import one_line

_REV = re.compile(r"\?rev=([0-9a-f]{8})[0-9a-f]*\Z")
"""A commit as a requirement names it; a lock file has it once more."""

_WIDEST = 32
"""Where a column ends, though some cells are longer."""

_NAMED = 6
"""How many packages a line names."""

_SECTIONS = {"build": "[build-dependencies]", "dev": "[dev-dependencies]"}


def tree_text(found: Tree, style: Style = PLAIN) -> str:
    """A tree line by line; what is needed for builds or tests under a heading of its own."""
    lines: list[str] = []
    goes_on: list[bool] = []
    kinds: list[str] = []
    for branch, has_next in zip(found.branches, _have_next(found.branches), strict=True):
        depth = branch.depth
        before = kinds[depth] if len(kinds) > depth else "normal"
        kinds[depth:], goes_on[max(depth - 1, 0) :] = [branch.kind], [has_next] if depth else []
        above = "".join("│   " if more else "    " for more in goes_on[: depth - 1]) if depth else ""
        if depth and branch.kind != before and branch.kind in _SECTIONS:
            lines.append(style.dim(f"{above}{_SECTIONS[branch.kind]}"))
        if not depth and lines:
            lines.append("")
        mark = ("├── " if has_next else "└── ") if depth else ""
        lines.append(f"{above}{mark}{_branch(branch, found.upwards, style)}")
    return "\n".join([*(lines or ["no packages"]), *note_lines(found.notes)])


def listing_text(found: Listing, style: Style = PLAIN) -> str:
    """One package a line: name, version, kinds, who asks for it."""
    locks = {each.lock for each in found.packages if each.lock}
    main = min(locks, key=lambda lock: (lock.count("/"), lock), default="")
    rows = [_row(each, main) for each in found.packages]
    direct = sum(each.direct for each in found.packages)
    told = f"{counted(len(rows), 'package')}, {direct:,} direct" if rows else "no dependencies match"
    widths = [min(max(map(len, column)), _WIDEST) for column in zip(*rows, strict=True)]
    shown = [at for at, width in enumerate(widths) if width]
    lines = ["  ".join(row[at].ljust(widths[at]) for at in shown).rstrip() for row in rows]
    marked = [style.strong(line) if each.direct else line for line, each in zip(lines, found.packages, strict=True)]
    return "\n".join([told, *marked, *note_lines(found.notes)])


def duplicates_text(found: Duplicates, style: Style = PLAIN) -> str:
    """Each package with its versions, who needs them, and the direct dependencies behind these."""
    several = counted(len(found.packages), "package")
    lines = [f"{several} in more than one version" if found.packages else "every package has one version only"]
    for each in found.packages:
        lines += ["", *_duplicate(each, style)]
    return "\n".join([*lines, *note_lines(found.notes)])


def source_words(source: str) -> str:
    """A source as a reader needs it: nothing for crates.io, a repository with its tag or branch, and its commit."""
    if source == CRATES_IO:
        return ""
    address, _, commit = source.removeprefix("git+").partition("#")
    address = _REV.sub("", address) if commit else _REV.sub(r"?rev=\1", address)
    return one_line(f"{address}#{commit[:8]}" if commit else address)


def note_lines(notes: Iterable[str]) -> list[str]:
    """Notes, set off from the answer by an empty line."""
    lines = [f"note: {one_line(note)}" for note in notes]
    return ["", *lines] if lines else []


def _have_next(branches: Sequence[Branch]) -> list[bool]:
    """Of each line: whether one of the same kind follows below the same package."""
    found: list[bool] = []
    following: list[str] = []
    for branch in reversed(branches):
        found.append(len(following) > branch.depth and following[branch.depth] == branch.kind)
        following[branch.depth :] = ["?"] * max(0, branch.depth - len(following)) + [branch.kind]
    return found[::-1]


def _branch(branch: Branch, upwards: bool, style: Style) -> str:
    if not branch.version and not branch.manifest:
        wanted = " ".join(filter(None, (f'"{branch.requirement}"' if branch.requirement else "", branch.source)))
        return style.doubtful(one_line(f"{branch.name} {wanted}".rstrip())) + " (not locked)" + _how(branch)
    text = f"{one_line(branch.name)} v{one_line(branch.version)}"
    text = style.strong(text) if branch.manifest else text
    where = one_line(branch.manifest) if branch.manifest else source_words(branch.source)
    asks = f' requires "{one_line(branch.requirement)}"' if upwards and branch.requirement and branch.manifest else ""
    suits = f' (matches "{one_line(branch.requirement)}")' if Basis.SUITS in branch.basis.split(", ") else ""
    mark = style.dim(" (*)") if branch.repeated else style.dim(" ...") if branch.cut else ""
    return text + (style.dim(f" ({where})") if where else "") + asks + suits + _how(branch) + mark


def _how(branch: Branch) -> str:
    """Under what conditions a dependency is one."""
    words = [f"as {branch.renamed}"] if branch.renamed else []
    words += ["optional"] if branch.optional else []
    words += branch.targets
    return f" [{one_line(', '.join(words))}]" if words else ""


def _row(each: Listed, main: str) -> tuple[str, ...]:
    kinds = "" if each.kinds == ["normal"] else ", ".join(each.kinds)
    version = each.version or "not locked"
    suits = " (matches)" if each.basis == Basis.SUITS else ""
    asked = f"<- {_few(each.asked_by, '; ')}" if each.asked_by else ""
    lock = f"in {each.lock}" if each.lock != main and each.lock else ""
    rest = "  ".join(filter(None, (asked, source_words(each.source), lock)))
    return tuple(map(one_line, (each.name, f"{version}{suits}", kinds, rest)))


def _duplicate(each: Duplicate, style: Style) -> Iterator[str]:
    yield f"{style.strong(one_line(each.name))} ({one_line(each.lock) if each.lock else 'not locked'})"
    for version in each.versions:
        source = source_words(version.source)
        needed = f"needed by {_few(version.needed_by)}"
        if version.through and version.through != [each.name]:
            needed += f", through {_few(version.through)}"
        yield one_line(f"  {version.version}{f' ({source})' if source else ''}  {needed}")


def _few(names: Sequence[str], between: str = ", ") -> str:
    """The first of many names, and how many more there are."""
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return between.join(names[:_NAMED]) + more or "nothing"
