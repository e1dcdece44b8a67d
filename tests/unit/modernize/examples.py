"""The examples of all idioms as one workspace: one package for each form, linked at once, looked through at once."""

from __future__ import annotations

from functools import cache

from rgraph.modernize.content_sites import Catalogues
from rgraph.modernize.idiom import Example, examples, idioms
from rgraph.modernize.looking import Found, Looking
from rgraph.modernize.promises import Promises
from rgraph.view.memory import graph_of

FORMS = ("before", "after", "neighbour")


def forms(example: Example) -> dict[str, str]:
    """The codes of an example, those that it has."""
    return {form: text for form in FORMS if (text := getattr(example, form))}


@cache
def found() -> dict[str, dict[str, Found]]:
    """What was found, by package (`IDIOM-NUMBER-FORM`) and idiom."""
    files: dict[str, str] = {}
    members = []
    for idiom in idioms():
        for number, example in enumerate(examples(idiom.id)):
            for form, text in forms(example).items():
                name = f"{idiom.id}-{number}-{form}"
                members.append(name)
                needs = "".join(f'{crate} = "1"\n' for crate in example.crates)
                files[f"{name}/Cargo.toml"] = (
                    f'[package]\nname = "{name}"\nversion = "1.0.0"\nedition = "{example.edition}"\n[dependencies]\n{needs}'
                )
                files[f"{name}/src/lib.rs"] = text
    files["Cargo.toml"] = f"[workspace]\nmembers = {members}\n"
    graph = graph_of(files)
    looked = Looking(graph, Catalogues(None, lambda _: None), Promises(graph, None, None), False).found(idioms())
    split: dict[str, dict[str, Found]] = {name: {} for name in members}
    for idiom in idioms():
        for place in looked[idiom.id].places:
            package = place.path.partition("/")[0]
            split[package].setdefault(idiom.id, Found()).places.append(place)
    return split
