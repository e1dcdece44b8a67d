"""Stubs: hidden items under a `cfg` for what a glob of another crate brings under the opposite one.

#[cfg(android)] pub use android_activity::*;
#[cfg(not(android))] #[doc(hidden)] pub struct AndroidApp;
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rgraph.link.resolution import Ns

from .inside import uses

if TYPE_CHECKING:
    from rgraph.link.defs import Def
    from rgraph.link.world import World


def stands_for(world: World, definition: Def) -> str:
    """The path outside that a stub has the place of; "" for what is no stub."""
    item, module = definition.item, definition.module
    if item is None or not item.attrs.doc_hidden or not item.attrs.cfg:
        return ""
    for use in uses(module):
        if use.glob and use.attrs.cfg and use.vis == "pub":
            outside = world.imported(module, use, Ns.TYPE).outside
            if outside:
                return f"{outside}::{definition.name}"
    return ""
