"""What is said of auto traits, held to what rustc says of the same types."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from rgraph.diff.api.surface import Surfaces
from rgraph.diff.semver.auto.std import AUTO, asked, table
from rgraph.diff.semver.heirs import Heirs
from rgraph.diff.semver.versions import Versions
from rgraph.view.memory import graph_of
from tests.dsl.rustc import rustc, rustc_available

ASKED = "".join(
    f"trait Not{trait} {{ const {trait}: bool = false; }} impl<T: ?Sized> Not{trait} for Wrap<T> {{}}\n"
    f"impl<T: ?Sized + {trait}> Wrap<T> {{ const {trait}: bool = true; }}\n"
    for trait in AUTO
)
PRELUDE = f"""
#![allow(warnings)]
use std::panic::{{RefUnwindSafe, UnwindSafe}};
struct Wrap<T: ?Sized>(std::marker::PhantomData<T>);
{ASKED}
"""
OWN = """
mod own {
    pub trait Plain {}
    pub trait Sending: Send {}
    pub trait Above: Sending {}
    pub trait Where where Self: Sync {}
    pub struct Cellular(pub std::cell::Cell<u8>);
    pub struct Pointer(pub *const u8);
    pub struct Sent(pub *const u8);
    unsafe impl Send for Sent {}
    pub struct SentIf<T>(pub *const T);
    unsafe impl<T: Send> Send for SentIf<T> {}
    unsafe impl<T> Sync for SentIf<T> where T: Sync {}
    pub struct Pair<A, B = std::rc::Rc<u8>>(pub A, pub B);
    pub enum Tree<T> { Leaf(T), Node(Vec<Tree<T>>) }
    pub union Bits { pub a: u8, pub b: *const u8 }
    pub type Shared<T> = std::rc::Rc<T>;
    pub struct Ring { pub next: Option<Box<Ring>>, pub at: std::ptr::NonNull<Ring> }
    pub struct One { pub other: Option<Box<Other>> }
    pub struct Other { pub one: Option<Box<One>>, pub free: std::rc::Weak<u8> }
    pub struct Pinned(pub std::marker::PhantomPinned);
    pub struct Holder<T: Project>(pub T::Out);
    pub trait Project { type Out; }
}
"""
TYPES = """
u8; String; (); (u8, u16); (u8, std::rc::Rc<u8>); [u8; 4]; [std::rc::Rc<u8>; 2]; Vec<u8>; Box<u8>; Option<u8>;
Result<u8, std::rc::Rc<u8>>; Result<u8, String>; std::rc::Rc<u8>; std::rc::Weak<u8>; std::sync::Arc<u8>;
std::sync::Arc<std::cell::RefCell<u8>>; std::sync::Arc<std::sync::Mutex<u8>>; std::sync::Arc<std::rc::Rc<u8>>;
std::sync::Mutex<u8>; std::sync::Mutex<std::rc::Rc<u8>>; std::sync::Mutex<std::cell::Cell<u8>>;
std::sync::RwLock<std::cell::Cell<u8>>; std::sync::RwLock<u8>; std::cell::Cell<u8>; std::cell::RefCell<Vec<u8>>;
std::cell::OnceCell<u8>; std::sync::OnceLock<u8>; std::sync::OnceLock<std::cell::Cell<u8>>; std::cell::UnsafeCell<u8>;
std::sync::LazyLock<u8>; std::ptr::NonNull<u8>; Vec<std::ptr::NonNull<u8>>; *const u8; *mut u8; &'static u8;
&'static std::cell::Cell<u8>; &'static mut u8; &'static [std::cell::Cell<u8>]; fn(std::rc::Rc<u8>) -> u8;
std::collections::HashMap<u8, u8>; std::collections::HashMap<u8, std::rc::Rc<u8>>;
std::collections::HashMap<std::rc::Rc<u8>, u8>; std::collections::HashSet<std::rc::Rc<u8>>;
std::collections::BTreeMap<u8, std::rc::Rc<u8>>; std::collections::BTreeSet<std::cell::Cell<u8>>;
std::collections::VecDeque<std::rc::Rc<u8>>; std::collections::LinkedList<std::rc::Rc<u8>>;
std::collections::BinaryHeap<std::rc::Rc<u8>>; std::env::Args; std::env::Vars; std::fs::File;
std::sync::MutexGuard<'static, u8>; std::sync::RwLockReadGuard<'static, u8>; std::cell::Ref<'static, u8>;
std::sync::mpsc::Sender<u8>; std::sync::mpsc::Receiver<u8>; std::sync::mpsc::SyncSender<std::rc::Rc<u8>>;
std::thread::JoinHandle<u8>; std::sync::atomic::AtomicU8; std::sync::Condvar; std::time::Instant;
std::marker::PhantomData<u8>; std::marker::PhantomData<*const u8>; std::marker::PhantomData<fn() -> *const u8>;
std::marker::PhantomPinned; std::pin::Pin<Box<std::marker::PhantomPinned>>; std::borrow::Cow<'static, str>;
Box<dyn Fn()>; Box<dyn Fn() + Send>; Box<dyn Fn() + Send + Sync>; std::sync::Arc<dyn Fn() + Send + Sync>;
Box<dyn std::error::Error>; Box<dyn std::error::Error + Send + Sync>; Box<dyn std::any::Any + Send>; Box<str>;
Box<[u8]>; Box<dyn own::Plain>; Box<dyn own::Sending>; Box<dyn own::Above>; Box<dyn own::Above + Sync>;
Box<dyn own::Where>; &'static dyn own::Plain; &'static dyn own::Where; std::io::Error; std::task::Waker;
std::task::Context<'static>; std::fmt::Formatter<'static>; std::process::Command; std::vec::IntoIter<std::rc::Rc<u8>>;
std::slice::Iter<'static, std::cell::Cell<u8>>; std::slice::IterMut<'static, std::cell::Cell<u8>>;
std::iter::Map<std::vec::IntoIter<u8>, fn(u8) -> u8>; std::mem::ManuallyDrop<std::rc::Rc<u8>>;
std::mem::MaybeUninit<std::rc::Rc<u8>>; std::panic::AssertUnwindSafe<std::cell::Cell<u8>>; std::future::Ready<std::rc::Rc<u8>>;
own::Cellular; own::Pointer; own::Sent; own::SentIf<u8>; own::SentIf<std::cell::Cell<u8>>; own::SentIf<std::rc::Rc<u8>>;
own::Pair<u8, u8>; own::Pair<u8>; own::Tree<u8>; own::Tree<std::rc::Rc<u8>>; own::Bits; own::Shared<u8>; own::Ring;
own::One; own::Other; own::Pinned; Box<own::Pinned>; Vec<own::Pinned>; std::sync::Arc<own::Cellular>;
std::sync::Weak<std::cell::Cell<u8>>; std::rc::Rc<std::cell::Cell<u8>>; Option<Box<dyn FnMut() + Send>>;
std::ops::Range<std::rc::Rc<u8>>; std::cmp::Reverse<std::cell::Cell<u8>>; std::num::Wrapping<u8>; char; &'static str;
std::cell::LazyCell<u8>; std::sync::Once; std::sync::Barrier; std::backtrace::Backtrace; std::any::TypeId
"""
LIST = [text for text in re.split(r";\s+(?!\d)", TYPES.strip()) if text]


@pytest.mark.skipif(not rustc_available(), reason="no rustc here")
def test_types_are_what_rustc_says(tmp_path: Path) -> None:
    types = LIST
    declared = "".join(f"pub struct S{index}(pub {text});\n" for index, text in enumerate(types))
    graph = graph_of({"src/lib.rs": OWN + declared})
    versions = Versions(Surfaces(graph), Surfaces(graph), Heirs())
    mine = {}
    for index, text in enumerate(types):
        definition = versions.types_new[f"demo::S{index}"]
        needs = {trait: versions.held_new.of_item(definition, {}, trait) for trait in AUTO}
        assert not any(need.foreign or need.params for need in needs.values()), text
        mine[text] = {trait: not need.lacks for trait, need in needs.items()}
    queries = [f"S{index}" for index in range(len(types))]
    theirs = dict(zip(types, _ask(tmp_path, PRELUDE + OWN + declared, queries), strict=True))
    wrong = [f"{text}: {trait}" for text in types for trait in AUTO if mine[text][trait] != theirs[text][trait]]
    assert wrong == []


@pytest.mark.skipif(not rustc_available(), reason="no rustc here")
def test_the_table_is_what_rustc_says(tmp_path: Path) -> None:
    """Each row against types that lack one auto trait each; what this compiler does not know is left out."""
    lacking = "#![feature(negative_impls)]\n" + PRELUDE
    traits = ["Iterator { type Item = u8; fn next(&mut self) -> Option<u8> { None } }"]
    write = "std::io::Write {{ fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {{ Ok(0) }} {} }}"
    traits.append(write.format("fn flush(&mut self) -> std::io::Result<()> { Ok(()) }"))
    for name in ("None", *AUTO):
        lacking += f"#[derive(Clone, Hash, PartialEq, Eq, PartialOrd, Ord)] struct L{name};\n"
        lacking += "".join(f"impl {head} for L{name} {body}\n" for head, _, body in (t.partition(" ") for t in traits))
        lacking += f"impl !{name} for L{name} {{}}\n" if name != "None" else ""
    spelt = {(path, arity, lifetimes): _spelt(path, arity, lifetimes) for path in table() for arity, lifetimes in FORMS}
    found = _ask(tmp_path, lacking, [text.replace("{}", "LNone") for text in spelt.values()])
    forms = {key[0]: key for key, told in zip(spelt, found, strict=True) if told is not None}
    assert len(forms) > 0.9 * len(table())
    wanted = [(path, index, name) for path, (_, arity, _) in forms.items() for index in range(arity) for name in AUTO]
    texts = []
    for path, index, name in wanted:
        parts = spelt[forms[path]].split("{}")
        given = [f"L{name}" if at == index else "LNone" for at in range(len(parts) - 1)]
        texts.append("".join(part + more for part, more in zip(parts, [*given, ""], strict=True)))
    for (path, index, name), told in zip(wanted, _ask(tmp_path, lacking, texts), strict=True):
        for trait in AUTO if told is not None else ():
            needs = asked(table()[path], trait, forms[path][1])
            assert told[trait] == (needs is not None and (index, name) not in needs), (path, index, name, trait)


FORMS = [(arity, lifetimes) for arity in (2, 1, 0) for lifetimes in (0, 1, 2)]


def _spelt(path: str, arity: int, lifetimes: int) -> str:
    inside = ", ".join(["'static"] * lifetimes + ["{}"] * arity)
    return f"{path}<{inside}>" if inside else path


def _ask(folder: Path, text: str, types: list[str]) -> list[dict[str, bool] | None]:
    """What rustc says of each type; None for what it cannot read."""
    head, bad = text.count("\n"), set[int]()
    while True:
        asked_ = [
            f'fn q{at}() {{ println!("{at} {{:?}}", [{", ".join(f"Wrap::<{ty}>::{trait}" for trait in AUTO)}]); }}'
            for at, ty in enumerate(types)
        ]
        lines = ["//" if at in bad else line for at, line in enumerate(asked_)]
        main = "fn main() {" + " ".join(f"q{at}();" for at in range(len(types)) if at not in bad) + "}\n"
        (folder / "ask.rs").write_text(text + "\n".join([*lines, main]))
        words = [str(rustc()), "--edition", "2021", "--cap-lints", "allow", "-o", "ask", "ask.rs"]
        environment = {**os.environ, "RUSTC_BOOTSTRAP": "1"}
        done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            break
        more = {int(line) - head - 1 for line in re.findall(r"--> ask.rs:(\d+):", done.stderr)} - bad
        assert more & set(range(len(types))), done.stderr[:2000]
        bad |= more
    told: list[dict[str, bool] | None] = [None] * len(types)
    output = subprocess.run([str(folder / "ask")], capture_output=True, text=True, check=True).stdout
    for line in output.splitlines():
        at, _, values = line.partition(" ")
        told[int(at)] = dict(zip(AUTO, ("true" in value for value in values.split(",")), strict=True))
    return told
