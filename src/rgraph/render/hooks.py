"""The state of the git hooks for a reader."""

from __future__ import annotations

from dataclasses import dataclass

from rgraph.hooks.install import HookStatus

from .words import one_line


@dataclass(frozen=True, slots=True)
class HooksReport:
    """Where hooks stand, whose the folder is, each hook, and the last runs in the background, newest last."""

    folder: str
    owner: str
    hooks: list[HookStatus]
    runs: list[str]


def hooks_text(report: HooksReport) -> str:
    """One line a hook, then the last runs."""
    width = max(len(hook.name) for hook in report.hooks)
    lines = [f"hooks in {one_line(report.folder)}"]
    lines += [f"  {hook.name:<{width}}  {hook.work:<5}  {hook.state}" for hook in report.hooks]
    lines += (
        ["last runs:", *(f"  {one_line(run)}" for run in report.runs)]
        if report.runs
        else ["no run in the background yet"]
    )
    return "\n".join(lines) + "\n"
