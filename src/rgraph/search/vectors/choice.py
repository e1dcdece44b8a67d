"""Whether vectors are searched: where the extra is installed; where it is not, that is said once."""

from __future__ import annotations

from rgraph.configuration import place
from rgraph.errors import ConfigError
from rgraph.view.session import Session

from ..hits import Mode
from .model import INSTALL, Model, SentenceModel
from .settings import is_installed, read_settings

_SAID = "said_vectors_off"


def chosen_model(session: Session, mode: Mode) -> Model | None:
    """The user's model, not loaded yet; None where the extra is not installed.

    Raises ConfigError for mode "vector" without it, and for a configuration that is wrong.
    """
    settings = read_settings()
    if not settings.enabled:
        if mode is Mode.VECTOR:
            raise ConfigError(f"vectors are switched off by `enabled = false` in {place()}")
        return None
    if is_installed():
        return SentenceModel(settings)
    if mode is Mode.VECTOR:
        raise ConfigError("vectors need the extra `semantic`, which is not installed", INSTALL)
    if session.store.is_first(_SAID):
        session.note(f"vectors are off, so search uses words alone; to install them: {INSTALL}")
    return None
