"""`attribute`: items that must, or must not, carry attributes, derives or documentation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rgraph.rules.attributes import attribute_name
from rgraph.rules.rule import Rule
from rgraph.rules.selector import Selection
from rgraph.rules.violation import Finding

if TYPE_CHECKING:
    from rgraph.rules.context import Context
    from rgraph.view.graph import ItemAt


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute(Rule):
    """Items of `items` have each attribute of `require`, none of `forbid`, and a doc comment if `documented`.

    An attribute is given by its name (`must_use`, `cfg_attr`, `tokio::main`) or as it stands between the brackets.
    """

    FIX: ClassVar[str] = "Document it."

    items: Selection
    require: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()
    documented: bool = False

    def check(self, context: Context) -> Iterator[Finding]:
        code = context.code
        for symbol in sorted(code.select(self.items)):
            if context.in_tests(symbol):
                continue
            item = code.items[symbol]
            place = code.place_of(symbol)
            for name in self.require:
                if not _carries(item, name):
                    yield Finding(f"{symbol} lacks #[{name}]", place, symbol, name, hint=f"Add #[{name}].")
            for name in self.forbid:
                if _carries(item, name):
                    yield Finding(f"{symbol} has #[{name}]", place, symbol, name, "forbidden", f"Remove #[{name}].")
            if self.documented and not self._documented(context, item):
                yield Finding(f"{symbol} has no documentation", place, symbol, detail="documented")

    def problems(self) -> Iterator[str]:
        if not (self.require or self.forbid or self.documented):
            yield "`attribute` needs `require`, `forbid` or `documented = true`"
        for name in set(self.require) & set(self.forbid):
            yield f"contradictory: `{name}` is both required and forbidden"

    def _documented(self, context: Context, item: ItemAt) -> bool:
        if item.doc.strip():
            return True
        # a module in a file of its own may be documented there, with //!
        path = context.code.module_files.get(item.symbol)
        return path is not None and bool(context.code.graph.facts(path).doc.strip())


def _carries(item: ItemAt, name: str) -> bool:
    texts = item.item.attrs.texts if item.item else []
    return any(attribute_name(text) == name or _bare(text) == _bare(name) for text in texts)


def _bare(text: str) -> str:
    return "".join(text.removeprefix("#").removeprefix("!").removeprefix("[").split())
