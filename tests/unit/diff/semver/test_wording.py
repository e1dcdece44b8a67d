"""Types of other crates are called by their crates in what is told, own ones and those of std by their names."""

from __future__ import annotations

import pytest

from rgraph.diff.semver.findings import check
from rgraph.view.memory import graph_of

MANIFEST = '[package]\nname = "demo"\nversion = "1.0.0"\nedition = "2021"\n[dependencies]\nrustls = "0.21"\n'
OWN = "pub struct ClientConfig; pub trait Config {}\n"


def messages(old: str, new: str) -> list[str]:
    """What is told of two versions of a library."""
    sides = [graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": OWN + text}) for text in (old, new)]
    return [finding.message for finding in check(*sides).findings]


@pytest.mark.parametrize(
    "old, new, told",
    [
        (
            "impl Config for rustls::ClientConfig {}",
            "",
            "`demo::Config` is no longer implemented for `rustls::ClientConfig`",
        ),
        (
            "impl Config for std::sync::Arc<ClientConfig> {}",
            "",
            "`demo::Config` is no longer implemented for `Arc<ClientConfig>`",
        ),
        (
            "impl From<rustls::client::Error> for ClientConfig { fn from(_: rustls::client::Error) -> Self { Self } }",
            "",
            "`demo::ClientConfig` no longer implements `From<rustls::client::Error>`",
        ),
        (
            "impl From<ClientConfig> for rustls::ClientConfig { fn from(_: ClientConfig) -> Self { todo!() } }",
            "",
            "`From<ClientConfig>` is no longer implemented for `rustls::ClientConfig`",
        ),
        (
            "pub fn f(config: rustls::ClientConfig) {}",
            "pub fn f(config: ClientConfig) {}",
            "parameter `config` of `demo::f` is `demo::ClientConfig`, it was `rustls::ClientConfig`",
        ),
        (
            "pub fn f<T: Iterator>(item: T::Item, config: Vec<u8>) {}",
            "pub fn f<T: Iterator>(item: T::Item, config: Vec<rustls::Byte>) {}",
            "parameter `config` of `demo::f` is `Vec<rustls::Byte>`, it was `Vec<u8>`",
        ),
        (
            "pub fn f<T>(of: T) {}",
            "pub fn f<T: rustls::Config>(of: T) {}",
            "`demo::f` requires `T: rustls::Config` now",
        ),
        (
            "impl<F: Fn(u8)> Config for F {}",
            "impl<F: Fn(u8) + Sync> Config for F {}",
            "`demo::Config` is implemented for `T` only under `T: Sync` now",
        ),
    ],
)
def test_what_other_crates_declare_is_called_by_its_crate(old: str, new: str, told: str) -> None:
    assert told in messages(old, new)


def test_a_question_calls_what_another_crate_declares_by_its_crate() -> None:
    sides = [
        graph_of({"Cargo.toml": MANIFEST, "src/lib.rs": f"pub struct S {{ _held: {ty} }}"})
        for ty in ("u8", "rustls::pki::Key")
    ]
    (doubt,) = check(*sides).undecided
    assert doubt.question.startswith("holds `rustls::pki::Key` now")


def test_alternatives_of_a_module_are_called_as_the_module_is() -> None:
    files = '#[cfg(unix)] #[path = "a.rs"] mod imp;\n#[cfg(not(unix))] #[path = "b.rs"] mod imp;\npub use imp::State;\n'
    sides = [
        graph_of(
            {
                "Cargo.toml": MANIFEST,
                "src/lib.rs": files,
                "src/a.rs": f"pub struct State; impl State {{ pub fn new() -> {ret} {{ todo!() }} }}",
                "src/b.rs": f"pub struct State; impl State {{ pub fn new() -> {ret} {{ todo!() }} }}",
            }
        )
        for ret in ("Self", "std::io::Result<Self>")
    ]
    told = [finding.message for finding in check(*sides).findings]
    assert told
    assert not any("#" in message for message in told), told
