use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
#[derive(Clone, Debug, Default)]
pub struct Row { cells: Vec<Cell> }
#[derive(Clone, Debug, Default)]
pub struct Cell;
impl Cell { fn text(&self) -> String { String::new() } fn edit(&mut self) {} }
impl Row { fn cells(&self) -> impl Iterator<Item = &Cell> + '_ { self.cells.iter() } fn first(&self) -> &Cell { &self.cells[0] } }
pub struct Countdown(u32);
impl Iterator for Countdown { type Item = Row; fn next(&mut self) -> Option<Row> { None } }
pub struct Sheet { rows: Vec<Row> }
impl IntoIterator for Sheet { type Item = Row; type IntoIter = std::vec::IntoIter<Row>; fn into_iter(self) -> Self::IntoIter { self.rows.into_iter() } }
impl<'a> IntoIterator for &'a Sheet { type Item = &'a Row; type IntoIter = std::slice::Iter<'a, Row>; fn into_iter(self) -> Self::IntoIter { self.rows.iter() } }

fn own_iterator() { for row in Countdown(3) { row.first(); } } //~ calls demo::Row::first inferred, runs demo::<Countdown as Iterator>::next inferred
fn own_adapted() { Countdown(3).skip(1).map(|r| r.first().clone()).next().unwrap().edit(); } //~ calls demo::Row::first inferred, calls demo::Cell::edit inferred
fn own_into(s: Sheet) { for row in s { row.first(); } } //~ calls demo::Row::first inferred, runs demo::<Sheet as IntoIterator>::into_iter inferred
fn own_by_ref(s: &Sheet) { for row in s { row.first(); } } //~ calls demo::Row::first inferred, runs demo::<&Sheet as IntoIterator>::into_iter inferred
fn opaque(r: &Row) { for c in r.cells() { c.text(); } } //~ calls demo::Row::cells inferred, calls demo::Cell::text inferred
fn chunks(v: &[Cell]) { for pair in v.windows(2) { pair[0].text(); } for c in v.chunks(3).flatten() { c.text(); } } //~ calls demo::Cell::text inferred
fn grouped(v: Vec<Cell>) {
    let mut by: HashMap<String, Vec<Cell>> = HashMap::new();
    for c in v { by.entry(c.text()).or_default().push(c); } //~ calls demo::Cell::text inferred
    for cells in by.values_mut() { cells[0].edit(); } //~ calls demo::Cell::edit inferred
    let sorted: BTreeMap<_, _> = by.into_iter().collect();
    for (_, cells) in &sorted { for c in cells { c.text(); } }
}
fn peeked(v: Vec<Cell>) { let mut it = v.iter().peekable(); while let Some(c) = it.next() { if let Some(n) = it.peek() { n.text(); } } } //~ calls demo::Cell::text inferred
fn deque(mut q: VecDeque<Cell>) { q.push_back(Cell); q.front_mut().unwrap().edit(); q.iter().any(|c| c.text().is_empty()); } //~ calls demo::Cell::edit inferred, calls demo::Cell::text inferred
fn found(v: &[Row]) -> Option<&Cell> { v.iter().find_map(|r| r.cells().find(|c| c.text() == "x")) } //~ calls demo::Row::cells inferred, calls demo::Cell::text inferred
fn folded(v: Vec<Cell>) { v.into_iter().reduce(|a, b| { a.text(); b }).unwrap().text(); } //~ calls demo::Cell::text inferred
fn summed(v: &[Row]) -> usize { v.iter().map(|r| r.cells.len()).sum::<usize>() } //~ nothing
fn unzipped(v: Vec<(Cell, Row)>) { let (cells, rows): (Vec<_>, Vec<_>) = v.into_iter().unzip(); cells[0].text(); rows[0].first(); } //~ calls demo::Cell::text inferred, calls demo::Row::first inferred
fn generic<I>(items: I) where I: IntoIterator, I::Item: AsRef<Cell> { for i in items { i.as_ref().text(); } } //~ calls demo::Cell::text inferred
fn dynamic(items: Box<dyn Iterator<Item = Cell>>) { items.filter(|c| c.text().is_empty()).last().unwrap().edit(); } //~ calls demo::Cell::text inferred, calls demo::Cell::edit inferred
fn arrays() { for c in [Cell, Cell] { c.text(); } let a = [Cell; 3]; a.iter().map(|c| c.text()).collect::<Vec<_>>().join(","); } //~ calls demo::Cell::text inferred
fn sets(s: &HashSet<u8>, v: Vec<Option<Cell>>) { for c in v.into_iter().flatten() { c.text(); } } //~ calls demo::Cell::text inferred
fn ranges(v: &[Cell]) { for i in 0..v.len() { v[i].text(); } (0..3).map(|i| v[i].clone()).for_each(|c| { c.text(); }); } //~ calls demo::Cell::text inferred
