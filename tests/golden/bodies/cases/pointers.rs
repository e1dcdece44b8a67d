use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::{Deref, DerefMut, Index};
use std::rc::Rc;
use std::sync::{Arc, Mutex, RwLock, OnceLock};
#[derive(Clone)]
pub struct Node { next: Option<Box<Node>>, kids: Vec<Rc<RefCell<Node>>> }
impl Node { pub fn visit(&self) -> u8 { 0 } pub fn change(&mut self) {} pub fn eat(self: Box<Self>) {} pub fn share(self: &Arc<Self>) {} }
pub struct Guard { inner: Node }
impl Deref for Guard { type Target = Node; fn deref(&self) -> &Node { &self.inner } }
impl DerefMut for Guard { fn deref_mut(&mut self) -> &mut Node { &mut self.inner } }
impl Index<usize> for Guard { type Output = Node; fn index(&self, at: usize) -> &Node { &self.inner } }
static SHARED: OnceLock<Mutex<Node>> = OnceLock::new();

fn boxes(b: Box<Node>) { b.visit(); b.eat(); } //~ calls demo::Node::visit inferred, calls demo::Node::eat inferred
fn counted(r: Rc<RefCell<Node>>) {
    r.borrow().visit(); //~ calls demo::Node::visit inferred
    r.borrow_mut().change(); //~ calls demo::Node::change inferred
    for kid in &r.borrow().kids { kid.borrow().visit(); }
}
fn locked(m: Arc<Mutex<Node>>, l: &RwLock<Node>) {
    m.lock().unwrap().change(); //~ calls demo::Node::change inferred
    let guard = l.read().unwrap();
    guard.visit(); //~ calls demo::Node::visit inferred
}
fn arcs(a: Arc<Node>) { a.share(); Arc::clone(&a).visit(); a.clone().visit(); } //~ calls demo::Node::share inferred, calls demo::Node::visit inferred
fn own_deref(mut g: Guard) { g.visit(); g.change(); g.next.as_ref().unwrap().visit(); } //~ calls demo::Node::visit inferred, calls demo::Node::change inferred
fn indexed(g: Guard) { g[1].visit(); } //~ calls demo::<Guard as Index>::index inferred, calls demo::Node::visit inferred
fn cows(c: Cow<'_, Node>) { c.visit(); c.into_owned().visit(); } //~ calls demo::Node::visit inferred
fn statics() { SHARED.get().unwrap().lock().unwrap().visit(); } //~ calls demo::Node::visit inferred, reads demo::SHARED exact
fn options(n: &Node) { if let Some(next) = &n.next { next.visit(); } n.next.as_deref().map(|n| n.visit()); } //~ calls demo::Node::visit inferred
fn taken(n: &mut Node) { let k = std::mem::take(&mut n.kids); k[0].borrow().visit(); n.next.take().unwrap().visit(); } //~ calls demo::Node::visit inferred
fn cloned(n: &Node) { n.clone().visit(); n.to_owned().visit(); } //~ calls demo::Node::visit inferred
fn explicit(g: &Guard) { (**g).visit(); } //~ calls demo::<Guard as Deref>::deref inferred, calls demo::Node::visit inferred
