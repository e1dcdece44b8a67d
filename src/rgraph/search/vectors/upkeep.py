"""Vectors made when a repository is indexed."""

from __future__ import annotations

from rgraph.index.progress import SILENCE, Progress
from rgraph.view.session import Session

from ..catalogue import Catalogue
from .embed import Made, embed
from .model import SentenceModel, is_installed
from .settings import read_settings


def make_vectors(session: Session, rev: str, progress: Progress = SILENCE, wait: float = -1) -> Made | None:
    """Make the vectors of a revision's items; None where the extra is not installed, or the configuration says no.

    Raises LockedError, and ConfigError for a model that cannot be loaded.
    """
    if not is_installed():
        return None
    settings = read_settings()
    if not (settings.enabled and settings.index):
        return None
    graph = session.graph(rev)
    catalogue = Catalogue(graph, session.store, session.note)
    catalogue.postings()
    return embed(session.store, graph, catalogue.text_names(), SentenceModel(settings), progress, wait)
