/// Makes a vec.
#[macro_export]
macro_rules! make {
    () => { Vec::new() };
    ($($x:expr),+ $(,)?) => {{
        let mut v = Vec::new();
        $(v.push($x);)+
        v
    }};
}
pub macro new_style($x:ident) { $x }
macro two { ($a:tt) => { $a }, () => {} }
