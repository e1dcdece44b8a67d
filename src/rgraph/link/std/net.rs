use crate::io::{self, Read, Write};
use crate::time::Duration;
use crate::str::FromStr;
pub enum IpAddr { V4(Ipv4Addr), V6(Ipv6Addr) }
impl IpAddr { pub fn is_loopback(&self) -> bool; pub fn is_ipv4(&self) -> bool; pub fn is_ipv6(&self) -> bool; pub fn is_unspecified(&self) -> bool; pub fn is_multicast(&self) -> bool; pub fn to_canonical(&self) -> IpAddr; }
pub struct Ipv4Addr;
impl Ipv4Addr { pub const LOCALHOST: Self = 0; pub const UNSPECIFIED: Self = 0; pub const BROADCAST: Self = 0; pub const fn new(a: u8, b: u8, c: u8, d: u8) -> Ipv4Addr; pub fn octets(&self) -> [u8; 4]; pub fn is_loopback(&self) -> bool; pub fn is_broadcast(&self) -> bool; pub fn is_documentation(&self) -> bool; pub fn is_link_local(&self) -> bool; pub fn is_multicast(&self) -> bool; pub fn is_private(&self) -> bool; pub fn is_unspecified(&self) -> bool; pub fn to_bits(self) -> u32; pub fn from_bits(bits: u32) -> Ipv4Addr; pub fn to_ipv6_compatible(&self) -> Ipv6Addr; pub fn to_ipv6_mapped(&self) -> Ipv6Addr; }
pub struct Ipv6Addr;
impl Ipv6Addr { pub const LOCALHOST: Self = 0; pub const UNSPECIFIED: Self = 0; pub const fn new(a: u16, b: u16, c: u16, d: u16, e: u16, f: u16, g: u16, h: u16) -> Ipv6Addr; pub fn octets(&self) -> [u8; 16]; pub fn segments(&self) -> [u16; 8]; pub fn is_loopback(&self) -> bool; pub fn is_multicast(&self) -> bool; pub fn is_unicast_link_local(&self) -> bool; pub fn is_unique_local(&self) -> bool; pub fn is_unspecified(&self) -> bool; pub fn to_bits(self) -> u128; pub fn from_bits(bits: u128) -> Ipv6Addr; pub fn to_canonical(&self) -> IpAddr; pub fn to_ipv4(&self) -> Option<Ipv4Addr>; pub fn to_ipv4_mapped(&self) -> Option<Ipv4Addr>; }
pub enum SocketAddr { V4(SocketAddrV4), V6(SocketAddrV6) }
impl SocketAddr { pub fn new(ip: IpAddr, port: u16) -> SocketAddr; pub fn ip(&self) -> IpAddr; pub fn port(&self) -> u16; pub fn set_port(&mut self, port: u16); pub fn is_ipv4(&self) -> bool; pub fn is_ipv6(&self) -> bool; pub fn set_ip(&mut self, ip: IpAddr); }
pub struct SocketAddrV4;
impl SocketAddrV4 { pub const fn new(ip: Ipv4Addr, port: u16) -> SocketAddrV4; pub fn ip(&self) -> &Ipv4Addr; pub fn port(&self) -> u16; pub fn set_ip(&mut self, ip: Ipv4Addr); pub fn set_port(&mut self, port: u16); }
pub struct SocketAddrV6;
impl SocketAddrV6 { pub const fn new(ip: Ipv6Addr, port: u16, flowinfo: u32, scope_id: u32) -> SocketAddrV6; pub fn ip(&self) -> &Ipv6Addr; pub fn port(&self) -> u16; pub fn set_ip(&mut self, ip: Ipv6Addr); pub fn set_port(&mut self, port: u16); pub fn flowinfo(&self) -> u32; pub fn set_flowinfo(&mut self, flowinfo: u32); pub fn scope_id(&self) -> u32; pub fn set_scope_id(&mut self, scope_id: u32); }
pub struct AddrParseError;
impl FromStr for SocketAddr { type Err = AddrParseError; }
impl FromStr for IpAddr { type Err = AddrParseError; }
impl FromStr for Ipv4Addr { type Err = AddrParseError; }
impl FromStr for Ipv6Addr { type Err = AddrParseError; }
impl crate::fmt::Display for SocketAddr {}
impl crate::fmt::Display for IpAddr {}
impl crate::fmt::Display for Ipv4Addr {}
impl crate::fmt::Display for Ipv6Addr {}
impl crate::fmt::Debug for SocketAddr {}
impl crate::fmt::Debug for IpAddr {}
impl Clone for SocketAddr {}
impl Clone for IpAddr {}
impl Clone for Ipv4Addr {}
impl Clone for Ipv6Addr {}
impl Copy for SocketAddr {}
impl PartialEq for SocketAddr {}
impl From<Ipv4Addr> for IpAddr {}
impl From<Ipv6Addr> for IpAddr {}
impl From<SocketAddrV4> for SocketAddr {}
impl From<SocketAddrV6> for SocketAddr {}
impl<I: Into<IpAddr>> From<(I, u16)> for SocketAddr {}
pub trait ToSocketAddrs { type Iter: Iterator<Item = SocketAddr>; fn to_socket_addrs(&self) -> io::Result<Self::Iter>; }
impl ToSocketAddrs for SocketAddr { type Iter = crate::option::IntoIter<SocketAddr>; }
impl ToSocketAddrs for String { type Iter = crate::vec::IntoIter<SocketAddr>; }
impl ToSocketAddrs for (&str, u16) { type Iter = crate::vec::IntoIter<SocketAddr>; }
impl<T: ToSocketAddrs + ?Sized> ToSocketAddrs for &T { type Iter = T::Iter; }
pub enum Shutdown { Read, Write, Both }
pub struct TcpStream;
impl TcpStream {
    pub fn connect<A: ToSocketAddrs>(addr: A) -> io::Result<TcpStream>;
    pub fn connect_timeout(addr: &SocketAddr, timeout: Duration) -> io::Result<TcpStream>;
    pub fn peer_addr(&self) -> io::Result<SocketAddr>;
    pub fn local_addr(&self) -> io::Result<SocketAddr>;
    pub fn shutdown(&self, how: Shutdown) -> io::Result<()>;
    pub fn try_clone(&self) -> io::Result<TcpStream>;
    pub fn set_read_timeout(&self, dur: Option<Duration>) -> io::Result<()>;
    pub fn set_write_timeout(&self, dur: Option<Duration>) -> io::Result<()>;
    pub fn set_nodelay(&self, nodelay: bool) -> io::Result<()>;
    pub fn nodelay(&self) -> io::Result<bool>;
    pub fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()>;
    pub fn peek(&self, buf: &mut [u8]) -> io::Result<usize>;
    pub fn take_error(&self) -> io::Result<Option<io::Error>>;
    pub fn ttl(&self) -> io::Result<u32>;
    pub fn set_ttl(&self, ttl: u32) -> io::Result<()>;
    pub fn read_timeout(&self) -> io::Result<Option<Duration>>;
    pub fn write_timeout(&self) -> io::Result<Option<Duration>>;
}
impl Read for TcpStream {}
impl Write for TcpStream {}
impl Read for &TcpStream {}
impl Write for &TcpStream {}
pub struct TcpListener;
impl TcpListener {
    pub fn bind<A: ToSocketAddrs>(addr: A) -> io::Result<TcpListener>;
    pub fn local_addr(&self) -> io::Result<SocketAddr>;
    pub fn accept(&self) -> io::Result<(TcpStream, SocketAddr)>;
    pub fn incoming(&self) -> Incoming;
    pub fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()>;
    pub fn try_clone(&self) -> io::Result<TcpListener>;
    pub fn ttl(&self) -> io::Result<u32>;
    pub fn set_ttl(&self, ttl: u32) -> io::Result<()>;
    pub fn take_error(&self) -> io::Result<Option<io::Error>>;
}
pub struct Incoming;
impl Iterator for Incoming { type Item = io::Result<TcpStream>; }
pub struct UdpSocket;
impl UdpSocket {
    pub fn bind<A: ToSocketAddrs>(addr: A) -> io::Result<UdpSocket>;
    pub fn recv_from(&self, buf: &mut [u8]) -> io::Result<(usize, SocketAddr)>;
    pub fn send_to<A: ToSocketAddrs>(&self, buf: &[u8], addr: A) -> io::Result<usize>;
    pub fn connect<A: ToSocketAddrs>(&self, addr: A) -> io::Result<()>;
    pub fn send(&self, buf: &[u8]) -> io::Result<usize>;
    pub fn recv(&self, buf: &mut [u8]) -> io::Result<usize>;
    pub fn local_addr(&self) -> io::Result<SocketAddr>;
    pub fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()>;
    pub fn ttl(&self) -> io::Result<u32>;
    pub fn set_ttl(&self, ttl: u32) -> io::Result<()>;
    pub fn take_error(&self) -> io::Result<Option<io::Error>>;
    pub fn peer_addr(&self) -> io::Result<SocketAddr>;
    pub fn peek(&self, buf: &mut [u8]) -> io::Result<usize>;
    pub fn peek_from(&self, buf: &mut [u8]) -> io::Result<(usize, SocketAddr)>;
    pub fn try_clone(&self) -> io::Result<UdpSocket>;
    pub fn broadcast(&self) -> io::Result<bool>;
    pub fn set_broadcast(&self, broadcast: bool) -> io::Result<()>;
    pub fn read_timeout(&self) -> io::Result<Option<Duration>>;
    pub fn write_timeout(&self) -> io::Result<Option<Duration>>;
    pub fn set_read_timeout(&self, dur: Option<Duration>) -> io::Result<()>;
    pub fn set_write_timeout(&self, dur: Option<Duration>) -> io::Result<()>;
    pub fn multicast_loop_v4(&self) -> io::Result<bool>;
    pub fn set_multicast_loop_v4(&self, on: bool) -> io::Result<()>;
    pub fn multicast_ttl_v4(&self) -> io::Result<u32>;
    pub fn set_multicast_ttl_v4(&self, ttl: u32) -> io::Result<()>;
    pub fn multicast_loop_v6(&self) -> io::Result<bool>;
    pub fn set_multicast_loop_v6(&self, on: bool) -> io::Result<()>;
    pub fn join_multicast_v4(&self, address: &Ipv4Addr, interface: &Ipv4Addr) -> io::Result<()>;
    pub fn leave_multicast_v4(&self, address: &Ipv4Addr, interface: &Ipv4Addr) -> io::Result<()>;
    pub fn join_multicast_v6(&self, address: &Ipv6Addr, interface: u32) -> io::Result<()>;
    pub fn leave_multicast_v6(&self, address: &Ipv6Addr, interface: u32) -> io::Result<()>;
}
