pub struct Engine { pub part: Part, list: Vec<Part>, named: std::collections::HashMap<String, Part> }
pub struct Part { size: u32 }
impl Part {
    pub fn new() -> Self { Part { size: 0 } }
    pub fn turn(&self) -> Part { Part::new() } //~ calls demo::Part::new exact
    pub fn size(&self) -> u32 { self.size } //~ reads demo::Part.size exact
    pub fn grow(&mut self) { self.size = 3; } //~ writes demo::Part.size exact
}
impl Engine {
    pub fn part(&self) -> &Part { &self.part }
    pub fn maybe(&self) -> Option<Part> { None }
    pub fn fallible(&self) -> Result<Part, Fault> { Err(Fault) }
}
pub struct Fault;
impl Fault { fn why(&self) {} }

fn annotated(x: Part) { let y: Part = make(); y.turn(); } //~ calls demo::make exact, calls demo::Part::turn inferred
fn make<T>() -> T { loop {} }
fn constructed() { let p = Part::new(); p.size(); } //~ calls demo::Part::new exact, calls demo::Part::size inferred
fn literal() { let p = Part { size: 1 }; p.turn(); } //~ calls demo::Part::turn inferred
fn fields(e: &Engine) { e.part.turn(); } //~ calls demo::Part::turn inferred, reads demo::Engine.part inferred
fn chain(e: Engine) { e.part().turn().size(); } //~ calls demo::Engine::part inferred, calls demo::Part::turn inferred, calls demo::Part::size inferred
fn question(e: &Engine) -> Result<(), Fault> { e.fallible()?.turn(); Ok(()) } //~ calls demo::Engine::fallible inferred, calls demo::Part::turn inferred
fn unwrapped(e: &Engine) { e.maybe().unwrap().turn(); } //~ calls demo::Engine::maybe inferred, calls demo::Part::turn inferred
fn if_let(e: &Engine) {
    if let Some(p) = e.maybe() { p.turn(); } //~ calls demo::Engine::maybe inferred, calls demo::Part::turn inferred
}
fn let_else(e: &Engine) {
    let Ok(p) = e.fallible() else { return }; //~ calls demo::Engine::fallible inferred
    p.turn(); //~ calls demo::Part::turn inferred
}
fn matched(e: &Engine) {
    match e.fallible() { //~ calls demo::Engine::fallible inferred
        Ok(p) if p.size() > 1 => { p.turn(); } //~ calls demo::Part::size inferred, calls demo::Part::turn inferred
        Ok(_) => {}
        Err(f) => f.why(), //~ calls demo::Fault::why inferred
    }
}
fn looped(e: &mut Engine) {
    for p in &e.list { p.turn(); } //~ calls demo::Part::turn inferred
    for p in e.list.iter_mut() { p.grow(); } //~ calls demo::Part::grow inferred
    while let Some(q) = e.list.pop() { q.size(); } //~ calls demo::Part::size inferred
}
fn maps(e: &mut Engine) {
    e.named["a"].turn(); //~ calls demo::Part::turn inferred
    e.named.entry(String::new()).or_insert_with(Part::new).grow(); //~ references demo::Part::new exact, calls demo::Part::grow inferred
    for (_, p) in &e.named { p.size(); } //~ calls demo::Part::size inferred
}
fn filled_later() {
    let mut v = Vec::new();
    v.push(Part::new()); //~ calls demo::Part::new exact
    v[0].turn(); //~ calls demo::Part::turn inferred
    let mut found = None;
    found = Some(Part::new());
    found.unwrap().size(); //~ calls demo::Part::size inferred
}
fn tuples() {
    let (a, b) = (Part::new(), Fault); //~ calls demo::Part::new exact
    a.turn(); //~ calls demo::Part::turn inferred
    b.why(); //~ calls demo::Fault::why inferred
    let pair = (Fault, 1);
    pair.0.why();
}
fn slices(all: &[Part]) {
    if let [first, .., last] = all { first.turn(); last.size(); } //~ calls demo::Part::turn inferred, calls demo::Part::size inferred
    all[1..][0].turn();
    all.first().map(|p| p.size());
}
fn branches(c: bool) { let p = if c { return } else { Part::new() }; p.turn(); } //~ calls demo::Part::new exact, calls demo::Part::turn inferred
fn block_value() { let p = { let q = Part::new(); q }; p.turn(); } //~ calls demo::Part::new exact, calls demo::Part::turn inferred
fn loop_value() { let p = loop { break Part::new(); }; p.turn(); } //~ calls demo::Part::new exact, calls demo::Part::turn inferred
fn update() { let p = Part { ..Part::new() }; p.turn(); } //~ calls demo::Part::new exact, calls demo::Part::turn inferred
fn pointers(f: fn(u8) -> Part) { f(1).turn(); } //~ calls demo::Part::turn inferred
fn cast(x: *const Part) { unsafe { (*x).turn(); } } //~ calls demo::Part::turn inferred
