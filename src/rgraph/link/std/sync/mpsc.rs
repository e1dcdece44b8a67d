pub struct Sender<T>;
impl<T> Sender<T> { pub fn send(&self, t: T) -> Result<(), SendError<T>>; }
impl<T> Clone for Sender<T> {}
pub struct SyncSender<T>;
impl<T> SyncSender<T> { pub fn send(&self, t: T) -> Result<(), SendError<T>>; pub fn try_send(&self, t: T) -> Result<(), TrySendError<T>>; }
impl<T> Clone for SyncSender<T> {}
pub struct Receiver<T>;
impl<T> Receiver<T> {
    pub fn try_recv(&self) -> Result<T, TryRecvError>;
    pub fn recv(&self) -> Result<T, RecvError>;
    pub fn recv_timeout(&self, timeout: crate::time::Duration) -> Result<T, RecvTimeoutError>;
    pub fn iter(&self) -> Iter<T>;
    pub fn try_iter(&self) -> Iter<T>;
}
pub struct Iter<T>;
impl<T> Iterator for Iter<T> { type Item = T; }
pub struct IntoIter<T>;
impl<T> Iterator for IntoIter<T> { type Item = T; }
impl<T> IntoIterator for Receiver<T> { type Item = T; type IntoIter = IntoIter<T>; }
impl<T> IntoIterator for &Receiver<T> { type Item = T; type IntoIter = Iter<T>; }
pub struct SendError<T>(pub T);
impl<T> crate::fmt::Debug for SendError<T> {}
pub enum TrySendError<T> { Full(T), Disconnected(T) }
pub struct RecvError;
impl crate::fmt::Debug for RecvError {}
pub enum TryRecvError { Empty, Disconnected }
pub enum RecvTimeoutError { Timeout, Disconnected }
pub fn channel<T>() -> (Sender<T>, Receiver<T>);
pub fn sync_channel<T>(bound: usize) -> (SyncSender<T>, Receiver<T>);
