"""The parts that infer the types of one file's bodies, put together."""

from __future__ import annotations

from rgraph.link.defs import Def

from .autoderef import Autoderef
from .environment import Environment
from .inference import Inference
from .lookups import Lookups
from .methods import Methods
from .obligations import Obligations
from .search import Fuel, Search
from .signatures import Signatures
from .solver import Solver


class BodyTypes:
    """One of each part; they share the variables and the fuel of the body at hand.

    What a part remembers outlives a body only if it is the same for every body of the file.
    """

    def __init__(self, signatures: Signatures) -> None:
        self.signatures = signatures
        self.world = signatures.world
        self.terms = signatures.terms
        self.lowering = signatures.lowering
        self.fuel = Fuel()
        self.search = Search(self.fuel)
        self.lookups = Lookups(signatures)
        self.inference = Inference(self.terms, self.fuel)
        self.environment = Environment(self.lookups)
        self.solver = Solver(self.lookups, self.inference, self.environment, self.search)
        self.obligations = Obligations(self.solver, self.inference, self.environment, self.fuel)
        self.autoderef = Autoderef(self.lookups, self.inference, self.obligations)
        self.methods = Methods(self.lookups, self.inference, self.environment, self.solver, self.search, self.autoderef)

    def forget(self) -> None:
        """Forget what was answered for other bodies."""
        self.lookups.forget()
        self.environment.forget()
        self.solver.forget()
        self.autoderef.forget()
        self.methods.forget()

    def begin(self, owner: Def) -> None:
        """Turn to the body of an item."""
        self.search.begin()
        self.inference.begin()
        self.environment.enter(owner)
        self.methods.turn(owner)
        self.obligations.begin()
