//? kinds imports uses_type references
//- src/lib.rs
mod a { pub struct A; pub fn run() {} }
mod b { pub struct A; }
use b::A;
fn outer() {
    use a::A;
    struct Inner(A);
    fn nested(_: A, _: Inner) {}
}
fn other(_: A) {}
//=
demo imports demo::b::A exact
demo::other uses_type demo::b::A exact
demo::outer imports demo::a::A exact
demo::outer references demo::a exact
demo::outer::Inner uses_type demo::a::A exact
demo::outer::nested uses_type demo::a::A exact
demo::outer::nested uses_type demo::outer::Inner exact
