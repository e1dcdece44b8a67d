pub trait Any { fn type_id(&self) -> TypeId; }
impl<T: ?Sized> Any for T {}
pub struct TypeId;
impl TypeId { pub fn of<T: ?Sized>() -> TypeId; }
impl Clone for TypeId {}
impl PartialEq for TypeId {}
impl Eq for TypeId {}
impl dyn Any {
    pub fn is<T: Any>(&self) -> bool;
    pub fn downcast_ref<T: Any>(&self) -> Option<&T>;
    pub fn downcast_mut<T: Any>(&mut self) -> Option<&mut T>;
}
impl dyn Any + Send {
    pub fn is<T: Any>(&self) -> bool;
    pub fn downcast_ref<T: Any>(&self) -> Option<&T>;
    pub fn downcast_mut<T: Any>(&mut self) -> Option<&mut T>;
}
impl dyn Any + Send + Sync {
    pub fn is<T: Any>(&self) -> bool;
    pub fn downcast_ref<T: Any>(&self) -> Option<&T>;
    pub fn downcast_mut<T: Any>(&mut self) -> Option<&mut T>;
}
impl crate::fmt::Debug for dyn Any {}
impl crate::fmt::Debug for dyn Any + Send {}
impl crate::fmt::Debug for dyn Any + Send + Sync {}
pub fn type_name<T: ?Sized>() -> &str;
pub fn type_name_of_val<T: ?Sized>(val: &T) -> &str;
