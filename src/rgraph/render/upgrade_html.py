"""An upgrade as one HTML file that opens offline: which lines feel it, and what else the APIs say otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from rgraph.deps.upgrade.report import ApiDifference, ApiFinding, CallSite, Effect, Felt, Upgrade

from .diff_html import asset, fold, page, sentence, text, wrapped
from .upgrade_words import (
    TITLES,
    adapted_text,
    api_rest,
    api_title,
    by_file,
    message,
    moves_text,
    rest_of,
    shown_findings,
    summary,
)

_ROWS = {
    Effect.BREAKS: "major",
    Effect.MAY_BREAK: "minor",
    Effect.DEPRECATED: "minor",
    Effect.BEHAVES: "patch",
}


def upgrade_html(found: Upgrade) -> str:
    """The whole page. What comes from a repository or a package is escaped; it asks nothing of the network."""
    title = moves_text(found.moves)
    adapted = [sentence(adapted_text(felt)) for felt in found.felt if felt.adapted]
    body = "".join(
        [
            f"<header><h1>{text(title)}</h1><p>{text(summary(found))}</p></header>",
            *(
                _effect(effect, [felt for felt in found.felt if felt.effect is effect and felt.sites])
                for effect in Effect
            ),
            _listed("Adapted with the upgrade", adapted),
            *map(_api, found.apis),
            _listed("Besides", map(sentence, rest_of(found, verbose=True))),
        ]
    )
    return page(f"rgraph deps: {title}", body, asset("diff.css"))


def _effect(effect: Effect, felt: list[Felt]) -> str:
    if not felt:
        return ""
    head = "<tr><th>lines</th><th>what</th></tr>"
    rows = "".join(map(_felt, felt))
    title = f"{text(TITLES[effect])} <small>{len(felt)}</small>"
    return f'<section><h2>{title}</h2><table class="plain"><thead>{head}</thead><tbody>{rows}</tbody></table></section>'


def _felt(felt: Felt) -> str:
    instead = f'<div class="ok">instead: {sentence(felt.instead)}</div>' if felt.instead else ""
    what = f"<code>{wrapped(felt.item)}</code>: {sentence(felt.what)}{instead}"
    return f'<tr class="{_ROWS[felt.effect]}"><td>{_places(felt.sites)}</td><td>{what}</td></tr>'


def _places(sites: Iterable[CallSite]) -> str:
    return "".join(
        f"<div><code>{wrapped(path)}:{text(', '.join(map(str, lines)))}</code></div>" for path, lines in by_file(sites)
    )


def _api(found: ApiDifference) -> str:
    rows = "".join(map(_finding, shown_findings(found, verbose=True)))
    head = "<tr><th>level</th><th>what</th><th>used here</th></tr>"
    table = f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>" if rows else ""
    rest = "".join(f"<li>{sentence(each)}</li>" for each in api_rest(found, verbose=True))
    return f'<section id="findings">{fold(text(api_title(found)), f"{table}<ul>{rest}</ul>", False)}</section>'


def _finding(found: ApiFinding) -> str:
    finding = found.finding
    rule = f'<a href="{text(finding.reference)}" rel="noreferrer">{text(finding.rule)}</a>'
    level = finding.level.value
    return (
        f'<tr class="{level}"><td>{level}</td><td>{sentence(message(finding))}<div class="under">{rule}</div></td>'
        f"<td>{_places(found.sites)}</td></tr>"
    )


def _listed(title: str, told: Iterable[str]) -> str:
    rows = "".join(f"<li>{each}</li>" for each in told)
    return f"<section><h2>{text(title)}</h2><ul>{rows}</ul></section>" if rows else ""
