pub struct Job { id: u32 }
impl Job { pub fn run(&self) -> Done { Done } pub fn id(&self) -> u32 { self.id } }
pub struct Done;
impl Done { pub fn check(&self) -> bool { true } }
pub fn each<F: Fn(&Job) -> Done>(f: F) -> Done { f(&Job { id: 1 }) }
pub fn apply<A, B>(a: A, f: impl FnOnce(A) -> B) -> B { f(a) }
pub struct Hooks { on: Box<dyn Fn(Job) -> Done>, other: Option<fn(u8) -> Job> }

fn mapped(o: Option<Job>) { o.map(|j| j.run()).map(|d| d.check()); } //~ calls demo::Job::run inferred, calls demo::Done::check inferred
fn with_method(o: Option<&Job>) { o.map(Job::run).unwrap().check(); } //~ references demo::Job::run exact, calls demo::Done::check inferred
fn and_then(o: Option<Job>) { o.and_then(|j| Some(j.run())).is_some_and(|d| d.check()); } //~ calls demo::Job::run inferred, calls demo::Done::check inferred
fn own_bound() { each(|j| j.run()).check(); } //~ calls demo::each exact, calls demo::Job::run inferred, calls demo::Done::check inferred
fn own_generic(j: Job) { apply(j, |j| j.run()).check(); } //~ calls demo::apply exact, calls demo::Job::run inferred, calls demo::Done::check inferred
fn stored(h: &Hooks, j: Job) { (h.on)(j).check(); } //~ calls demo::Done::check inferred
fn stored_pointer(h: Hooks) { if let Some(f) = h.other { f(1).run(); } } //~ calls demo::Job::run inferred
fn bound_to_local() { let f = |j: &Job| j.run(); f(&Job { id: 1 }).check(); } //~ calls demo::Job::run inferred, calls demo::Done::check inferred
fn folded(v: &[Job]) { v.iter().fold(None, |best: Option<&Job>, j| { j.run(); best }); } //~ calls demo::Job::run inferred
fn chains(v: Vec<Job>) {
    v.iter().filter(|j| j.id() > 1).map(|j| (j.id(), j)).for_each(|(_, j)| { j.run(); }); //~ calls demo::Job::id inferred, calls demo::Job::run inferred
    let best = v.iter().enumerate().max_by_key(|(_, j)| j.id()).unwrap();
    let done: Vec<_> = v.iter().zip(v.iter().skip(1)).flat_map(|(a, _)| vec![a.run()]).collect();
    done[0].check(); //~ calls demo::Done::check inferred
    let (small, large): (Vec<Job>, Vec<Job>) = v.into_iter().partition(|j| j.id() > 2);
}
fn sorted(v: &mut Vec<Job>) { v.sort_by_key(|j| j.id()); v.sort_by(|a, b| a.id().cmp(&b.id())); } //~ calls demo::Job::id inferred
fn errors(r: Result<Job, u8>) -> Result<Done, String> { r.map(|j| j.run()).map_err(|e| e.to_string()) } //~ calls demo::Job::run inferred
fn returned() -> impl Fn(Job) -> Done { |j| j.run() } //~ calls demo::Job::run inferred
fn of_returned(j: Job) { returned()(j).check(); } //~ calls demo::returned exact, calls demo::Done::check inferred
fn boxed() -> Box<dyn Fn(&Job) -> Done> { Box::new(|j| j.run()) } //~ calls demo::Job::run inferred
fn threads(j: Job) { std::thread::spawn(move || j.run()).join().unwrap().check(); } //~ calls demo::Job::run inferred, calls demo::Done::check inferred
fn discarding(v: &mut Vec<Job>) { v.iter().for_each(|j| _ = j.run()); } //~ calls demo::Job::run inferred
fn discarding_moved(v: Vec<Job>, k: Job) { v.iter().for_each(move |_| _ = k.run()); let f = |j: &Job| _ = j.run().check(); f(&v[0]); } //~ calls demo::Job::run inferred, calls demo::Done::check inferred
fn discarded_from_closure(j: Job) { _ = j.run(); let _ = |k: &Job| k.run(); } //~ calls demo::Job::run inferred
