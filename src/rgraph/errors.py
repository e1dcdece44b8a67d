"""Every error a user can meet: one base, one sentence each, and the next step."""


class RgraphError(Exception):
    """Something that the user can understand and act on.

    `hint` says what to do next; `exit_code` is the process's (2 wrong usage or configuration).
    """

    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[type["RgraphError"], tuple[str, str]]:
        return (type(self), (self.message, self.hint))


class RepositoryError(RgraphError):
    """The repository cannot be opened or read."""


class RevisionError(RgraphError):
    """A revision does not name a commit."""


class ItemError(RgraphError):
    """An item is unknown or ambiguous. `unknown` is the name where no item has it."""

    unknown: str = ""


class QueryError(RgraphError):
    """A Datalog script is wrong, forbidden or took too long. `offset` is the byte at fault, if known."""

    offset: int | None = None


class StoreError(RgraphError):
    """The store cannot be opened, read or written."""


class LockedError(StoreError):
    """Another process is writing the store."""


class ConfigError(RgraphError):
    """`rgraph.toml` or an option is wrong."""
