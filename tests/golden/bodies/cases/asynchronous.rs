use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
pub struct Conn;
pub struct Reply;
impl Reply { fn body(&self) {} }
impl Conn {
    pub async fn open() -> Result<Conn, u8> { Ok(Conn) }
    pub async fn send(&self) -> Reply { Reply }
    pub fn later(&self) -> impl Future<Output = Reply> + '_ { async { Reply } }
    pub fn boxed(&self) -> Pin<Box<dyn Future<Output = Reply> + Send>> { Box::pin(async { Reply }) }
}
pub struct Wait;
impl Future for Wait { type Output = Reply; fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Reply> { Poll::Ready(Reply) } }
pub fn spawn<F: Future>(f: F) -> F::Output { loop {} }

async fn awaited() -> Result<(), u8> { Conn::open().await?.send().await.body(); Ok(()) } //~ calls demo::Conn::open exact, calls demo::Conn::send inferred, calls demo::Reply::body inferred
async fn opaque(c: Conn) { c.later().await.body(); c.boxed().await.body(); } //~ calls demo::Conn::later inferred, calls demo::Conn::boxed inferred, calls demo::Reply::body inferred
async fn own_future() { Wait.await.body(); } //~ calls demo::Reply::body inferred, runs demo::<Wait as Future>::poll inferred
async fn block(c: Conn) { let r = async move { c.send().await }; r.await.body(); } //~ calls demo::Conn::send inferred, calls demo::Reply::body inferred
fn spawned(c: Conn) { spawn(async move { c.send().await }).body(); } //~ calls demo::spawn exact, calls demo::Conn::send inferred, calls demo::Reply::body inferred
fn polled(mut w: Pin<&mut Wait>, cx: &mut Context<'_>) {
    match w.as_mut().poll(cx) { //~ calls demo::<Wait as Future>::poll inferred
        Poll::Ready(r) => r.body(), //~ calls demo::Reply::body inferred
        Poll::Pending => {}
    }
}
fn generic<F>(f: F) where F: Future<Output = Reply> { spawn(f).body(); } //~ calls demo::spawn exact, calls demo::Reply::body inferred
