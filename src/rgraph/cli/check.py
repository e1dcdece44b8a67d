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
        str, typer.Argument(metavar="[A..B]", help="A range: report what it introduced, and in which commit.")
    ] = "",
    staged: Annotated[bool, typer.Option("--staged", help="Check what is staged for commit.")] = False,
    worktree: Annotated[bool, typer.Option("--worktree", help="Check the working directory (the default).")] = False,
    at: Annotated[str, typer.Option("--at", metavar="REV", help="Check a revision.")] = "",
    since: Annotated[
        str,
        typer.Option(
            "--since", metavar="REV", help="For all rules, report only what is new since REV or merge-base:BRANCH."
        ),
    ] = "",
    rules: Annotated[
        Path | None, typer.Option("--rules", metavar="FILE", help="Use the rules in this file instead of rgraph.toml.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 3 if exceptions or rules are stale.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Also show what each rule found, and notes on tiers.")
    ] = False,
    fail_open: Annotated[bool, typer.Option("--fail-open", help="Exit with 0 if rgraph itself fails.")] = False,
    format: Annotated[str, format_option("check")] = "text",
) -> None:
    """Check the architecture rules of rgraph.toml."""
    from .failing_open import failing_open

    judged = [*(["staged"] if staged else []), *(["worktree"] if worktree else []), *([at] if at else [])]
    if len(judged) + bool(revisions) > 1:
        raise ConfigError("--staged, --worktree, --at and A..B exclude each other", "give at most one of them")
    if revisions and since:
        raise ConfigError(
            "--since cannot be combined with A..B, which has its own start",
            "leave --since out, or use --at B --since A",
        )
    with failing_open(fail_open):
        where_broken = format == "text" and not verbose  # what lower tiers would add is shown beside violations alone
        report = _report(revisions, judged[0] if judged else "worktree", since, rules, where_broken)
        write("check", format, report, verbose=verbose)
        raise typer.Exit(report.exit_code(strict))


def _report(revisions: str, judged: str, since: str, rules: Path | None, where_broken: bool) -> CheckReport:
    if judged == "staged" and not since and not revisions:
        from rgraph.rules.staged import check_staged

        return check_staged(session(), rules, where_broken=where_broken)
    from rgraph.rules.run import check_range, check_tree

    if revisions and ".." not in revisions:
        raise ConfigError(f"{revisions} is not a range", f"rgraph check --at {revisions} checks one revision")
    if revisions:
        return check_range(session(), revisions, rules)
    return check_tree(session(), judged, since, rules, where_broken=where_broken)
