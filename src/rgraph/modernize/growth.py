"""How often idioms stood in an older tree, and stand now, by syntax alone: both counted the same way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from rgraph.git.repository import Repository
from rgraph.model.ids import BlobHash, Oid
from rgraph.parse.sites import Site
from rgraph.store.store import Store

from .content_sites import Catalogue, Catalogues
from .idiom import Idiom
from .names import in_test_folder
from .syntactic import is_likely


class Growth:
    """Counts idioms in trees of a repository."""

    def __init__(self, repository: Repository, store: Store, catalogues: Catalogues, tests: bool) -> None:
        self._repository, self._store, self._catalogues, self._tests = repository, store, catalogues, tests

    def counts(self, oid: Oid, idioms: Sequence[Idiom]) -> Counter[str]:
        """How often each of some idioms stands in a commit."""
        tree = {path: blob for path, blob in self._repository.tree(oid).items() if path.endswith(".rs")}
        blobs = [blob for path, blob in tree.items() if self._tests or not in_test_folder(path)]
        times = Counter(blobs)
        found: Counter[str] = Counter()
        bound = {idiom.id: idiom for idiom in idioms if idiom.editions}
        every = {idiom.id: idiom for idiom in idioms if not idiom.editions}
        for catalogue, wanted in ((self._catalogues.every, every), (self._catalogues.old, bound)):
            for blob, sites in self._sites(catalogue, list(times)) if wanted else ():
                for idiom, count in self._likely(blob, sites, wanted).items():
                    found[idiom] += count * times[blob]
        return found

    def _sites(self, catalogue: Catalogue, blobs: Sequence[Oid]) -> list[tuple[Oid, list[Site]]]:
        """Those that the store has are kept there, others are looked through each time."""
        hashes = self._store.contents.hashes(blobs)
        oids: dict[BlobHash, Oid] = {hash_: oid for oid, hash_ in hashes.items()}
        kept = catalogue.of(oids, lambda hash_: self._repository.read(oids[hash_]))
        return [
            (blob, kept[hashes[blob]] if blob in hashes else catalogue.sites(self._repository.read(blob)))
            for blob in blobs
        ]

    def _likely(self, blob: Oid, sites: Sequence[Site], wanted: Mapping[str, Idiom]) -> Counter[str]:
        mine = [site for site in sites if site.pattern in wanted]
        mentioned = any(wanted[site.pattern].is_mentioned for site in mine)
        source = self._repository.read(blob) if mentioned else b""
        return Counter(site.pattern for site in mine if is_likely(wanted[site.pattern], site, source, self._tests))
