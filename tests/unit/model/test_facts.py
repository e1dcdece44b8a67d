"""Facts survive packing, and packing is a function of the facts."""

from rgraph.model.facts import NO_ATTRS, BlobFacts, BlobStatus, Item, ItemKind, pack, unpack_facts
from rgraph.model.syntax import TRef, TTuple


def test_facts_survive_packing() -> None:
    item = Item(-1, ItemKind.IMPL, "T", "", 1, 0, 1, 1, 1, "impl T", "a", "b", ty=TRef(TTuple([]), False))
    facts = BlobFacts(1, 1, BlobStatus.OK, "", 0, "", NO_ATTRS, "", [item], [])
    assert unpack_facts(pack(facts)) == facts
    assert pack(unpack_facts(pack(facts))) == pack(facts)
