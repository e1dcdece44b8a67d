"""`rgraph hooks install | uninstall | status | run`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from .formats import format_option, write
from .options import command_app, emit, note, session

if TYPE_CHECKING:
    from rgraph.hooks.install import Change
    from rgraph.rules.violation import CheckReport
    from rgraph.view.session import Session

app = command_app()

Names = Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="The hooks (default: all).")]
FailOpen = Annotated[bool, typer.Option("--fail-open", help="Let a commit pass if rgraph itself fails.")]


@app.callback()
def hooks() -> None:
    """Install, remove and list git hooks."""


@app.command()
def install(
    names: Names = None,
    shared: Annotated[
        bool, typer.Option("--shared", help="Install even into a hooks folder that other repositories share.")
    ] = False,
    fail_open: FailOpen = False,
) -> None:
    """Install hooks. Hooks that are already there are kept and still run.

    The post-* hooks keep the index up to date; the pre-* hooks check the rules.
    """
    from rgraph.hooks.install import install as install_hooks
    from rgraph.hooks.place import hooks_place
    from rgraph.hooks.scripts import chosen

    _say(install_hooks(hooks_place(), chosen(names), shared, fail_open))


@app.command()
def uninstall(names: Names = None) -> None:
    """Remove rgraph's hooks and restore those that were there before."""
    from rgraph.hooks.install import uninstall as uninstall_hooks
    from rgraph.hooks.place import hooks_place
    from rgraph.hooks.scripts import chosen

    _say(uninstall_hooks(hooks_place(), chosen(names)))


@app.command()
def status(format: Annotated[str, format_option("hooks")] = "text") -> None:
    """List the hooks and their last runs."""
    from rgraph.hooks.install import status as hook_status
    from rgraph.hooks.place import hooks_place
    from rgraph.hooks.runner import last_runs
    from rgraph.render.hooks import HooksReport

    place = hooks_place()
    report = HooksReport(str(place.folder), place.owner.value, hook_status(place), last_runs(session(), 3))
    write("hooks", format, report)


@app.command()
def run(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of the hook.")],
    arguments: Annotated[
        list[str] | None, typer.Argument(metavar="[ARGUMENT]...", help="The arguments that git gives the hook.")
    ] = None,
    fail_open: FailOpen = False,
    marked: Annotated[bool, typer.Option("--marked", hidden=True)] = False,
    detach: Annotated[bool, typer.Option("--detach", help="Index in a separate process and return at once.")] = False,
) -> None:
    """Do the work of a hook; the installed scripts call this."""
    from rgraph.hooks.runner import index_for, judged_by
    from rgraph.hooks.scripts import HOOKS, Work, chosen

    from .failing_open import failing_open

    del arguments
    chosen([name])
    if HOOKS[name] is Work.INDEX:
        index_for(name, marked, detach)
        return
    with failing_open(fail_open):
        from rgraph.rules.staged import check_each
        from rgraph.view.session import open_session

        opened = open_session()
        exit_codes = []
        for report in check_each(opened, judged_by(name, sys.stdin)):
            exit_codes.append(_tell(report))
            _tell_unread(opened, report)
        raise typer.Exit(max(exit_codes, default=0))


@app.command()
def api(
    since: Annotated[
        str, typer.Option("--since", metavar="REV", help="The release to compare with (default: the newest tag).")
    ] = "",
    at: Annotated[str, typer.Option("--at", metavar="REV", help="The revision to check.")] = "",
    fail_open: FailOpen = False,
) -> None:
    """Fail if the public API has breaking changes without a version bump.

    Meant for pre-push. Compares with the newest release tag, or with --since.
    """
    from rgraph.rules.release import check_release, release_before

    from .failing_open import failing_open

    with failing_open(fail_open):
        found = session()
        judged = at or os.environ.get("PRE_COMMIT_TO_REF") or "HEAD"
        base = since or release_before(found, judged, os.environ.get("PRE_COMMIT_FROM_REF", ""))
        if not base:
            note("there is no release to compare the API with: give --since REV, or tag a release")
            return
        raise typer.Exit(_tell(check_release(found, judged, base)))


def _tell(report: CheckReport) -> int:
    """Prints the violations, if there are any, where a hook's user sees them; the exit code."""
    from rgraph.render.formats import written
    from rgraph.render.style import style_for

    if report.violations:
        sys.stderr.write(written("check", "text", report, style=style_for(sys.stderr), verbose=False))
    return report.exit_code()


def _tell_unread(opened: Session, report: CheckReport) -> None:
    """A commit that keeps the rules prints nothing, unless files that it changes could not be judged as a whole."""
    from rgraph.rules.staged import unread_in_commit
    from rgraph.view.session import STAGED

    if report.judged == STAGED and not report.violations and (unread := unread_in_commit(opened, report)):
        from rgraph.rules.judgement import unread_text

        note(unread_text(unread))


def _say(changes: list[Change]) -> None:
    emit("\n".join(f"{change.name}: {change.what}" for change in changes))
