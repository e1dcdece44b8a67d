"""Vectors made when a repository is indexed."""

from __future__ import annotations

from rgraph.index.progress import SILENCE, Progress
from rgraph.view.session import Session

from ..catalogue import Catalogue
from ..hits import Mode
from .choice import chosen_model
from .embed import Made, embed
from .model import SentenceModel, is_installed
from .near import Kept, keep_near
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


def keep_index(
    session: Session, rev: str, asked: bool | None, progress: Progress = SILENCE, wait: float = -1
) -> Kept | None:
    """Bring the HNSW index for Datalog to a revision, or drop it (`asked` False).

    None where it is not asked for, and there is none yet, or no vector can be made here.

    Raises LockedError, and ConfigError where it is asked for and the extra is not installed or vectors are off.
    """
    if asked is False:
        with session.store.writing(wait):
            return Kept(0, 0, session.store.nearest.drop(), 0.0)
    if asked is None and (session.store.nearest.held() is None or not is_installed() or not read_settings().enabled):
        return None
    model = chosen_model(session, Mode.VECTOR)
    assert model is not None  # mode "vector" has one, or raises
    graph = session.graph(rev)
    catalogue = Catalogue(graph, session.store, session.note)
    catalogue.postings()
    return keep_near(session.store, graph.commit, catalogue.text_names(), model.key, progress, wait)
