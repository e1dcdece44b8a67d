"""Random type terms over few heads, with few variables, so that they often have something in common."""

from __future__ import annotations

from hypothesis import strategies as st

from rgraph.link.types.terms import UNKNOWN, Terms, Ty, Var

HEADS = ("u8", "u16", "f32", "bool", "str")
NESTS = ("&", "&mut", "[]", "Box")


class Written:
    """How a term is made, apart from any table: two tables make of it what is the same term in both."""

    def __init__(self, what: str, args: tuple[Written, ...] = (), number: int = 0) -> None:
        self.what = what
        self.args = args
        self.number = number

    def __repr__(self) -> str:
        if self.what in {"var", "int", "float"}:
            return f"?{self.what}{self.number}"
        return f"{self.what}{list(self.args)}" if self.args else self.what

    def of(self, terms: Terms, variables: dict[tuple[str, int], Var], params: dict[int, Ty]) -> Ty:
        """The term, with one variable for each kind and number."""
        if self.what in {"var", "int", "float"}:
            key = (self.what, self.number)
            return variables.setdefault(key, Var("" if self.what == "var" else self.what))
        if self.what == "param":
            return params.setdefault(self.number, terms.param(None, f"T{self.number}"))
        if self.what == "unknown":
            return UNKNOWN
        return terms.make(self.what, tuple(each.of(terms, variables, params) for each in self.args))


def written(variables: bool = True, params: bool = False, unknown: bool = False) -> st.SearchStrategy[Written]:
    """How a term is made."""
    leaves = [st.sampled_from(HEADS).map(Written)]
    if variables:
        leaves.append(
            st.builds(Written, st.sampled_from(["var", "var", "int", "float"]), st.just(()), st.integers(0, 2))
        )
    if params:
        leaves.append(st.builds(Written, st.just("param"), st.just(()), st.integers(0, 1)))
    if unknown:
        leaves.append(st.just(Written("unknown")))
    return st.recursive(
        st.one_of(leaves),
        lambda inner: st.one_of(
            st.builds(lambda head, arg: Written(head, (arg,)), st.sampled_from(NESTS), inner),
            st.builds(lambda one, two: Written("()", (one, two)), inner, inner),
            st.builds(lambda one, two: Written("Map", (one, two)), inner, inner),
        ),
        max_leaves=5,
    )
