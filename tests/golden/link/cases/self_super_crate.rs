//? kinds uses_type references
//- src/lib.rs
pub struct R;
mod a {
    pub struct A;
    pub mod b {
        fn f(_: super::A, _: super::super::R, _: crate::a::A, _: self::B, _: self::super::A, _: super::super::super::R) {}
        pub struct B;
        impl B { fn own(&self, _: Self) -> Self { B } }
    }
}
//=
demo::a::b::<impl B> uses_type demo::a::b::B exact
demo::a::b::B::own uses_type demo::a::b::B exact
demo::a::b::f references demo::a exact
demo::a::b::f uses_type demo::R exact
demo::a::b::f uses_type demo::a::A exact
demo::a::b::f uses_type demo::a::b::B exact
