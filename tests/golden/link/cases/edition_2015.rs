//? kinds uses_type imports
//? edition 2015
//- src/lib.rs
extern crate regex;
mod a { pub struct A; pub mod b { use a::A; use regex::Regex; fn f(_: A, _: ::a::A, _: Regex, _: ::regex::Regex) {} } }
mod c { fn no_crate_relative(_: a::A) {} }
//=
demo imports regex exact
demo::a::b imports demo::a::A exact
demo::a::b imports regex::Regex exact
demo::a::b::f uses_type demo::a::A exact
demo::a::b::f uses_type regex::Regex exact
