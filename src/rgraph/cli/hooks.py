"""`rgraph hooks install | uninstall | status | run`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from rgraph.errors import ConfigError

from .options import Format, command_app, emit, session

if TYPE_CHECKING:
    from rgraph.hooks.install import Change

app = command_app()

Names = Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="Which hooks; all where none is named.")]
FailOpen = Annotated[bool, typer.Option("--fail-open", help="Let a commit pass where rgraph itself fails.")]


@app.callback()
def hooks() -> None:
    """Install, remove and list the git hooks."""


@app.command()
def install(
    names: Names = None,
    shared: Annotated[bool, typer.Option("--shared", help="Also into a folder of hooks that others share.")] = False,
    fail_open: FailOpen = False,
) -> None:
    """Install hooks: post-* keep the index current, pre-* check the rules. Hooks that are there are chained."""
    from rgraph.hooks.install import install as install_hooks
    from rgraph.hooks.place import hooks_place

    _say(install_hooks(hooks_place(), _chosen(names), shared, fail_open))


@app.command()
def uninstall(names: Names = None) -> None:
    """Remove rgraph's hooks, and put back what was there before."""
    from rgraph.hooks.install import uninstall as uninstall_hooks
    from rgraph.hooks.place import hooks_place

    _say(uninstall_hooks(hooks_place(), _chosen(names)))


@app.command()
def status(format: Format = "text") -> None:
    """Which hooks are installed and where, and what the last run in the background did."""
    from rgraph.hooks.install import status as hook_status
    from rgraph.hooks.place import hooks_place
    from rgraph.hooks.runner import last_runs
    from rgraph.render.hooks import HooksReport, hooks_text
    from rgraph.render.json import to_json

    from .formats import write

    place = hooks_place()
    report = HooksReport(str(place.folder), place.owner.value, hook_status(place), last_runs(session(), 3))
    write(format, {"text": lambda: hooks_text(report), "json": lambda: to_json("hooks", report)})


@app.command()
def run(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The hook that git runs.")],
    arguments: Annotated[list[str] | None, typer.Argument(metavar="[ARGUMENT]...", help="What git gives it.")] = None,
    fail_open: FailOpen = False,
) -> None:
    """Do what a hook does; for hooks that are written by hand."""
    from rgraph.hooks.scripts import HOOKS, Work

    from .failing_open import failing_open

    del arguments
    _chosen([name])
    if HOOKS[name] is Work.INDEX:
        from rgraph.hooks.runner import index_in_background

        index_in_background(name)
        return
    with failing_open(fail_open):
        raise typer.Exit(_check_push() if name == "pre-push" else _check("staged"))


def _check(judged: str) -> int:
    """Checks a tree by its rules and prints what is wrong; nothing to say of a tree without rules or violations."""
    from rgraph.render.check_text import check_text
    from rgraph.render.style import style_for
    from rgraph.rules.run import check_tree, has_rules
    from rgraph.view.session import open_session

    found = open_session()  # without notes: a commit that is fine says nothing
    if not has_rules(found, judged):
        return 0
    report = check_tree(found, judged)
    if report.violations:
        sys.stderr.write(check_text(report, style_for(sys.stderr)))
    return report.exit_code()


def _check_push() -> int:
    from rgraph.hooks.runner import pushed_commits

    return max((_check(oid) for oid in pushed_commits(sys.stdin)), default=0)


def _chosen(names: list[str] | None) -> list[str]:
    from rgraph.hooks.scripts import HOOKS
    from rgraph.rules.spelling import did_you_mean

    for name in names or ():
        if name not in HOOKS:
            raise ConfigError(f"rgraph has no hook {name}{did_you_mean(name, HOOKS)}")
    return names or list(HOOKS)


def _say(changes: list[Change]) -> None:
    emit("\n".join(f"{change.name}: {change.what}" for change in changes))
