"""Changes of what macro calls make say so."""

from __future__ import annotations

from rgraph.render.diff_text import diff_text

from .crates import change, report

MACRO = "macro_rules! mk { () => { pub fn made(FIELDS) {} } }\nmk!();\npub fn written(FIELDS) {}\n"


def test_a_change_of_a_made_item_names_the_macro() -> None:
    found = report(MACRO.replace("FIELDS", ""), MACRO.replace("FIELDS", "x: u8"))
    assert (change(found, "made").ref.made_by, change(found, "written").ref.made_by) == ("mk", "")
    lines = diff_text(found).splitlines()
    assert [line.partition(" added ")[2] for line in lines if "~ function" in line] == [
        "src/lib.rs:2, from macro mk!", "src/lib.rs:3",
    ]  # fmt: skip
