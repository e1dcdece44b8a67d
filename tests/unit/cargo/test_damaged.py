"""Lock files that are no TOML: the line is named, the rest is read."""

from hypothesis import given
from hypothesis import strategies as st

from rgraph.cargo import damaged
from rgraph.cargo.lockfile import parse_lockfile

SOUND = "version = 4\n" + "".join(
    f'\n[[package]]\nname = "{name}"\nversion = "1.0.0"\ndependencies = [\n "{name}-core",\n]\n' for name in "abcde"
)
LINES = SOUND.split("\n")


def versions(text: str) -> list[tuple[str, str]]:
    return [(package.name, package.version) for package in parse_lockfile(text.encode()).packages]


def test_of_an_unsettled_merge_the_first_side_is_read() -> None:
    merge = (
        '<<<<<<< HEAD\nversion = "1.1.0"\n||||||| base\nversion = "1.0.0"\n=======\nversion = "1.2.0"\n>>>>>>> other'
    )
    text = SOUND.replace('name = "b"\nversion = "1.0.0"', 'name = "b"\n' + merge)
    found = parse_lockfile(text.encode())
    assert found.error.startswith("is not TOML") and found.version == 4
    assert versions(text)[:2] == [("a", "1.0.0"), ("b", "1.1.0")] and len(found.packages) == 5
    assert found.problems == ["line 12: an unresolved merge conflict; its first side is read"]


def test_a_line_that_is_wrong_is_left_out_alone() -> None:
    found = parse_lockfile(SOUND.replace('name = "c"\n', 'name = "c"\nchecksum = abc\n').encode())
    assert [package.name for package in found.packages] == list("abcde")
    assert found.packages[2].dependencies == ["c-core"]
    assert found.problems == ["line 19: is not TOML: Invalid value"]


def test_an_entry_that_cannot_be_mended_is_left_out_alone() -> None:
    found = parse_lockfile(SOUND.replace('name = "c"\n', "?\n?\n?\n?\nname = 1\n").encode())
    assert [package.name for package in found.packages] == list("abde")
    assert len(found.problems) == 5 and found.problems[-1].endswith("the entry is left out")


def test_what_was_cut_off_at_its_end() -> None:
    assert versions(SOUND[:-4])[:4] == [(name, "1.0.0") for name in "abcd"]


def test_of_many_damaged_places_the_first_are_named() -> None:
    text = "".join(f'[[package]]\nname = "p{number}"\n?\n' for number in range(100))
    found = parse_lockfile(text.encode())
    assert len(found.packages) == 100
    assert len(found.problems) == damaged.MAX_LOCKFILE_PROBLEMS + 1
    assert found.problems[-1] == f"{100 - damaged.MAX_LOCKFILE_PROBLEMS} more places are damaged"


@given(
    st.lists(
        st.tuples(st.integers(0, len(LINES)), st.sampled_from([*LINES, "=======", "<<<<<<< a", '"', "]", "\0"])),
        max_size=4,
    )
)
def test_a_damaged_entry_costs_no_other(edits: list[tuple[int, str]]) -> None:
    lines = list(LINES)
    for at, line in sorted(edits, reverse=True):
        lines.insert(at, line)
    touched = {number for number, _ in edits}
    found = versions("\n".join(lines))  # an entry that was written in between may have one of the names
    markers = any(line.startswith(("<", "=")) for _, line in edits)
    for index, name in enumerate("abcde"):
        first = 2 + index * 7
        if not markers and not touched & set(range(first - 7, first + 8)):
            assert (name, "1.0.0") in found


@given(st.binary(max_size=300))
def test_no_bytes_raise(source: bytes) -> None:
    damaged.Damaged.of(source)
