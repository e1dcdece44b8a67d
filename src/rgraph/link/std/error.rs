use crate::any::Any;
pub trait Error: crate::fmt::Debug + crate::fmt::Display {
    fn source(&self) -> Option<&dyn Error> {}
    fn description(&self) -> &str {}
    fn cause(&self) -> Option<&dyn Error> {}
}
impl dyn Error {
    pub fn is<T: Error>(&self) -> bool;
    pub fn downcast_ref<T: Error>(&self) -> Option<&T>;
    pub fn downcast_mut<T: Error>(&mut self) -> Option<&mut T>;
    pub fn downcast<T: Error>(self: Box<Self>) -> Result<Box<T>, Box<dyn Error>>;
}
impl dyn Error + Send {
    pub fn is<T: Error>(&self) -> bool;
    pub fn downcast_ref<T: Error>(&self) -> Option<&T>;
    pub fn downcast_mut<T: Error>(&mut self) -> Option<&mut T>;
    pub fn downcast<T: Error>(self: Box<Self>) -> Result<Box<T>, Box<dyn Error + Send>>;
}
impl dyn Error + Send + Sync {
    pub fn is<T: Error>(&self) -> bool;
    pub fn downcast_ref<T: Error>(&self) -> Option<&T>;
    pub fn downcast_mut<T: Error>(&mut self) -> Option<&mut T>;
    pub fn downcast<T: Error>(self: Box<Self>) -> Result<Box<T>, Box<dyn Error + Send + Sync>>;
}
impl<T: Error + ?Sized> Error for &T {}
