"""The packages of a tree, completed by what this machine has of packages from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from rgraph.model.packages import Basis

from .needs import Needs
from .standing import Standing

if TYPE_CHECKING:
    from .tier import ColdTier


def with_at_hand(found: Standing, tier: Callable[[], ColdTier]) -> Standing:
    """The packages of a tree with what this machine has of them: the manifests of packages from elsewhere that were
    scanned, and versions that suit where no lock file says which are meant.
    """
    from .resolved import with_tier
    from .tier import tier_directory

    needs = Needs(found)
    asked = (each for number in needs.own for each in needs.packages[number].requirements)
    is_locked = all(each.basis in (Basis.LOCK, Basis.TREE) for each in asked)
    is_whole = not any(package.id.source for package in needs.packages)
    if is_locked and (is_whole or not tier_directory().exists()):
        return found
    return replace(found, resolution=with_tier(found, tier()))
