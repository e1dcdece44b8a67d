#[derive(Debug, serde::Serialize)]
#[repr(C, packed(2))]
#[non_exhaustive]
pub struct Named<T = u8> where T: Copy {
    /// The first.
    pub a: T,
    #[serde(skip)]
    pub(super) r#type: Vec<Option<T>>,
    b: u8,
}
struct Tuple(pub u8, #[cfg(x)] pub(crate) String, T);
pub struct Unit;
union Bits { int: u32, float: f32 }
