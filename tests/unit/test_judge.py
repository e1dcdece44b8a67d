"""What rustc was told and said is kept, and is its answer to nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dsl import rustc as module
from tests.dsl.rustc import Judge, rustc_available

LIBRARY = ("--crate-name", "one", "one.rs")
CLIENT = ("--crate-name", "own", "--extern", "one=libone.rmeta", "own.rs")
FILES = {"one.rs": "pub fn f() {}", "own.rs": "extern crate one; pub fn g() { one::f() }"}


@pytest.mark.skipif(not rustc_available(), reason="no rustc here")
def test_what_differs_is_asked_anew_and_what_does_not_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judge = Judge(tmp_path)
    assert judge.refusal(FILES, [LIBRARY, CLIENT]) == ""
    assert "cannot find function" in judge.refusal({**FILES, "one.rs": "pub fn h() {}"}, [LIBRARY, CLIENT])
    gated = {**FILES, "own.rs": FILES["own.rs"] + "#[cfg(x)] compile_error!();"}
    assert judge.refusal(gated, [LIBRARY, CLIENT]) == ""
    assert judge.refusal(gated, [LIBRARY, (*CLIENT, "--cfg", "x")])
    with pytest.raises(AssertionError):
        judge.refusal({**FILES, "one.rs": "fn"}, [LIBRARY, CLIENT])
    monkeypatch.setattr(module, "_compiled", lambda *_: "asked")
    assert judge.refusal(FILES, [LIBRARY, CLIENT]) == ""
    assert judge.refusal(FILES, [LIBRARY]) == Judge(None).refusal(FILES, [LIBRARY]) == "asked"
