"""`rgraph check`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rgraph.errors import ConfigError

from .formats import format_option, write
from .options import command_app, session

if TYPE_CHECKING:
    from rgraph.rules.violation import CheckReport

app = command_app()


@app.command()
def check(
    revisions: Annotated[
        str, typer.Argument(metavar="[A..B]", help="A range: what it brought, and which commit.")
    ] = "",
    staged: Annotated[bool, typer.Option("--staged", help="The index that git is about to commit.")] = False,
    worktree: Annotated[bool, typer.Option("--worktree", help="The working directory (the default).")] = False,
    at: Annotated[str, typer.Option("--at", metavar="REV", help="A revision.")] = "",
    since: Annotated[
        str,
        typer.Option("--since", metavar="REV", help="Only what is new since REV or merge-base:BRANCH, for all rules."),
    ] = "",
    rules: Annotated[
        Path | None, typer.Option("--rules", metavar="FILE", help="These rules, not the tree's own.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 3 for stale exceptions and rules.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="What each rule found, and notes on tiers.")] = False,
    fail_open: Annotated[bool, typer.Option("--fail-open", help="Exit with 0 where rgraph itself fails.")] = False,
    format: Annotated[str, format_option("check")] = "text",
) -> None:
    """Check the architecture rules of rgraph.toml."""
    from .failing_open import failing_open

    judged = [*(["staged"] if staged else []), *(["worktree"] if worktree else []), *([at] if at else [])]
    if len(judged) + bool(revisions) > 1:
        raise ConfigError("--staged, --worktree, --at and A..B exclude each other", "give one of them, or none")
    if revisions and since:
        raise ConfigError("A..B says since when already", "leave --since out, or use --at B --since A")
    with failing_open(fail_open):
        where_broken = format == "text" and not verbose  # what lower tiers would add is shown beside violations alone
        report = _report(revisions, judged[0] if judged else "worktree", since, rules, where_broken)
        write("check", format, report, verbose=verbose)
        raise typer.Exit(report.exit_code(strict))


def _report(revisions: str, judged: str, since: str, rules: Path | None, where_broken: bool) -> CheckReport:
    from rgraph.rules.run import check_range, check_tree

    if revisions and ".." not in revisions:
        raise ConfigError(f"{revisions} is no range", f"rgraph check --at {revisions} checks one revision")
    if revisions:
        return check_range(session(), revisions, rules)
    return check_tree(session(), judged, since, rules, where_broken=where_broken)
