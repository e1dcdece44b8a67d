"""Vectors made when a repository is indexed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rgraph.index.progress import SILENCE, Progress
from rgraph.view.session import Session

from .settings import is_installed, read_settings

if TYPE_CHECKING:
    from .embed import Made
    from .near import Kept


def make_vectors(session: Session, rev: str, progress: Progress = SILENCE, wait: float = -1) -> Made | None:
    """Make the vectors of a revision's items; None where the extra is not installed, or the configuration says no.

    Raises LockedError, and ConfigError for a model that cannot be loaded.
    """
    if not is_installed():
        return None
    settings = read_settings()
    if not (settings.enabled and settings.index):
        return None
    from ..catalogue import Catalogue  # numpy: nobody waits for it where there is nothing to make
    from .embed import embed
    from .model import SentenceModel

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
        from .near import Kept

        with session.store.writing(wait):
            return Kept(0, 0, session.store.nearest.drop(), 0.0)
    if asked is None and (session.store.nearest.held() is None or not is_installed() or not read_settings().enabled):
        return None
    from ..catalogue import Catalogue
    from ..hits import Mode
    from .choice import chosen_model
    from .near import keep_near

    model = chosen_model(session, Mode.VECTOR)
    assert model is not None  # mode "vector" has one, or raises
    graph = session.graph(rev)
    catalogue = Catalogue(graph, session.store, session.note)
    catalogue.postings()
    return keep_near(session.store, graph.commit, catalogue.text_names(), model.key, progress, wait)
