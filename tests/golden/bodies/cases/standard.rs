// What code does with the standard library.
use std::collections::{BTreeMap, HashMap};
use std::fmt::{self, Write as _};
use std::io::{self, BufRead, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{atomic::{AtomicUsize, Ordering}, Arc, Mutex, RwLock, mpsc};
use std::time::{Duration, Instant};
pub struct St; impl St { fn done(&self) {} fn val(&self) -> u64 { 1 } fn name(&self) -> &str { "" } }
fn a(p: &Path) -> io::Result<()> { for e in std::fs::read_dir(p)? { let e = e?; if e.file_type()?.is_dir() { e.path().join("x").extension().and_then(|s| s.to_str()).unwrap_or("").len(); } } Ok(()) }
fn b() -> io::Result<()> { let f = std::fs::File::open("x")?; let mut r = io::BufReader::new(f); let mut s = String::new(); while r.read_line(&mut s)? > 0 { s.trim_end().split(',').map(str::trim).map(|x| x.parse::<u32>()).filter_map(Result::ok).sum::<u32>().pow(2); } for l in r.lines() { l?.len(); } Ok(()) }
fn c(m: Arc<RwLock<HashMap<String, Arc<St>>>>) { let g = m.read().unwrap(); if let Some(s) = g.get("a").cloned() { s.done(); } for (k, v) in g.iter() { k.len(); v.done(); } drop(g); m.write().unwrap().entry("x".to_owned()).or_insert_with(|| Arc::new(St)).done(); } //~ calls demo::St::done inferred
fn d() { let start = Instant::now(); let el = start.elapsed().as_millis() as f64 / 2.0; el.max(1.0).to_string(); Duration::from_secs(1).checked_sub(start.elapsed()).map(|d| d.as_secs()); }
fn e(v: &mut Vec<St>) { v.sort_by_key(|s| std::cmp::Reverse(s.val())); v.dedup_by_key(|s| s.val()); v.retain(|s| s.val() > 1); let t: u64 = v.iter().map(St::val).sum(); t.wrapping_add(1); v.iter().map(|s| s.val()).max().unwrap_or_default().leading_zeros(); let by: BTreeMap<u64, &St> = v.iter().map(|s| (s.val(), s)).collect(); by.values().next().unwrap().done(); by.range(1..).next_back().unwrap().1.done(); } //~ calls demo::St::done inferred, calls demo::St::val inferred
fn f(s: &str) -> Option<(&str, St)> { let (a, b) = s.split_once('=')?; let c = a.chars().rev().skip_while(|c| c.is_whitespace()).collect::<String>(); let d: Vec<char> = b.chars().collect(); d.iter().enumerate().find(|(_, c)| c.is_ascii_digit())?.0.checked_sub(1)?; Some((a, St)) }
fn g(x: f64) -> f64 { let y = x.sqrt() + 2.0 * x.sin(); (y as u32).to_string().len() as f64 }
fn h(w: &mut dyn Write, s: &St) -> io::Result<()> { writeln!(w, "{}", s.val())?; w.flush()?; let mut out = String::new(); write!(out, "{}", s.name()).unwrap(); out.push('x'); w.write_all(out.as_bytes()) } //~ calls demo::St::name inferred, calls demo::St::val inferred
fn i() { let c = Arc::new(AtomicUsize::new(0)); let c2 = Arc::clone(&c); let t = std::thread::spawn(move || { c2.fetch_add(1, Ordering::SeqCst); St }); t.join().unwrap().done(); std::thread::scope(|sc| { let h = sc.spawn(|| St); h.join().unwrap().done(); }); } //~ calls demo::St::done inferred
fn j(x: Box<dyn std::error::Error + Send + Sync>) { x.to_string(); if let Some(e) = x.downcast_ref::<fmt::Error>() { e.to_string(); } let mut s = x.source(); while let Some(e) = s { s = e.source(); } }
fn k(v: Vec<u8>) { let s = String::from_utf8_lossy(&v).into_owned(); let t = std::str::from_utf8(&v[..2]).map(|s| s.len()).unwrap_or(0); let [a, b] = [1u8, 2]; let z = &v[t..]; z.iter().copied().map(u32::from).fold(0, |a, b| a ^ b); let n = i32::from_str_radix(&s, 16).ok().map(|n| n.abs()); v.chunks(2).map(|c| c.to_vec()).collect::<Vec<_>>().concat().len(); }
fn l(o: &mut Option<Box<St>>) { if let Some(s) = o.as_mut() { s.done(); } o.as_deref().unwrap().done(); o.get_or_insert_with(|| Box::new(St)).done(); o.take().map(|b| *b).unwrap().done(); std::mem::replace(o, None).unwrap().done(); let x = o.as_ref().map(|b| b.as_ref()).filter(|s| s.val() > 1); x.unwrap().done(); } //~ calls demo::St::done inferred, calls demo::St::val inferred
fn m(r: Result<St, String>) -> Result<u64, Box<dyn std::error::Error>> { let s = r.map_err(|e| format!("{e}"))?; let n: u64 = "1".parse()?; Ok(s.val().max(n)) } //~ calls demo::St::val inferred
fn n<'a>(it: impl Iterator<Item = &'a St> + 'a) -> Box<dyn Iterator<Item = u64> + 'a> { Box::new(it.map(|s| s.val()).chain(std::iter::once(1))) } //~ calls demo::St::val inferred
fn o() { for x in n([St].iter()) { x.pow(2); } let mut it = (1..=3).step_by(2).peekable(); while let Some(x) = it.next() { if it.peek().is_some() { i64::from(x).abs(); } } } //~ calls demo::n exact
fn p(t: &(St, Vec<(u8, St)>)) { let (s, v) = t; s.done(); for (n, s) in v { n.count_ones(); s.done(); } match t { (s, v) if v.len() > 1 => s.done(), (_, v) => v[0].1.done() } } //~ calls demo::St::done inferred
fn q() { let v = vec![Some(St), None]; v.into_iter().flatten().map(|s| Ok::<St, ()>(s)).collect::<Result<Vec<_>, _>>().unwrap().first().unwrap().done(); let m = std::env::args().skip(1).map(PathBuf::from).map(|p| p.display().to_string()).collect::<Vec<_>>(); m.join(",").len(); } //~ calls demo::St::done inferred
fn r(m: &Mutex<Vec<St>>) { m.lock().unwrap().iter().for_each(|s| s.done()); let mut g = m.lock().unwrap_or_else(|e| e.into_inner()); g.push(St); g[0].done(); g.iter_mut().next().unwrap().done(); } //~ calls demo::St::done inferred
async fn s() -> St { St }
async fn t() { let v = vec![Box::pin(s())]; for f in v { f.await.done(); } let c = async |x: u8| St; c(1).await.done(); } //~ calls demo::St::done inferred, calls demo::s exact
const C: [(&str, St); 1] = [("a", St)];
fn u() { C.iter().find(|(k, _)| *k == "a").unwrap().1.done(); for (i, (k, s)) in C.iter().enumerate() { s.done(); k.len(); } } //~ calls demo::St::done inferred
impl fmt::Display for St { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.name())?; f.debug_struct("x").field("a", &1).finish()?; if f.alternate() { f.pad("x") } else { write!(f, "x") } } } //~ calls demo::St::name exact
fn w() { let x = if true { Some(St) } else { None }; x.unwrap().done(); let y = match 1 { 1 => Err("x"), _ => Ok(St) }; y.unwrap().done(); let z = loop { if true { break Some(St) } else { break None } }; z.unwrap().done(); let a; a = St; a.done(); let mut b = Default::default(); takes(&mut b); b.done(); let c: [St; 2] = std::array::from_fn(|_| St); c[0].done(); } //~ calls demo::<St as Default>::default inferred, calls demo::St::done inferred, calls demo::takes exact
fn takes(s: &mut St) {}
impl Default for St { fn default() -> St { St } }
fn x() { let (tx, rx) = mpsc::channel::<St>(); let h: Vec<_> = (0..2).map(|i| { let tx = tx.clone(); std::thread::spawn(move || tx.send(St).unwrap()) }).collect(); for t in h { t.join().unwrap(); } rx.recv().unwrap().done(); rx.iter().take(2).for_each(|s| s.done()); } //~ calls demo::St::done inferred
fn in_prelude(s: &St) -> usize { size_of::<St>() + align_of::<St>() + size_of_val(s) + align_of_val(s) } //~ calls std::mem::size_of exact, calls std::mem::align_of exact, calls std::mem::size_of_val exact, calls std::mem::align_of_val exact
fn own_name_before_prelude() -> usize { fn size_of<T>() -> usize { 1 } size_of::<St>() } //~ calls demo::own_name_before_prelude::size_of exact
async fn async_closures<F: AsyncFn() -> St, G: AsyncFnMut() -> St, H: AsyncFnOnce() -> St>(f: F, mut g: G, h: H) { f().await.done(); g().await.val(); h().await.name(); } //~ calls demo::St::done inferred, calls demo::St::val inferred, calls demo::St::name inferred
fn inherent_from_utf8(b: &[u8]) -> usize { str::from_utf8(b).map_or(0, |s| s.len()) } //~ calls std::str::<impl str>::from_utf8 exact
async fn takes_async<F>(f: F) -> St where F: AsyncFn(&St) -> St { f(&St).await }
async fn gives_async_closure() { takes_async(async |s| { s.done(); St }).await.name(); takes_async(|s| async { s.val(); St }).await; } //~ calls demo::takes_async exact, calls demo::St::done inferred, calls demo::St::name inferred, calls demo::St::val inferred
