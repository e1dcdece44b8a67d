use crate::error::Error;
use crate::fmt::{Debug, Display, Binary, LowerHex, UpperHex, Octal};
use crate::hash::Hash;
pub struct ParseIntError;
impl ParseIntError { pub fn kind(&self) -> &IntErrorKind; }
impl Error for ParseIntError {}
impl Display for ParseIntError {}
impl Debug for ParseIntError {}
impl Clone for ParseIntError {}
impl PartialEq for ParseIntError {}
pub enum IntErrorKind { Empty, InvalidDigit, PosOverflow, NegOverflow, Zero }
pub struct ParseFloatError;
impl Error for ParseFloatError {}
impl Display for ParseFloatError {}
impl Debug for ParseFloatError {}
pub struct TryFromIntError;
impl Error for TryFromIntError {}
impl Display for TryFromIntError {}
impl Debug for TryFromIntError {}
pub enum FpCategory { Nan, Infinite, Zero, Subnormal, Normal }
pub struct Wrapping<T>(pub T);
pub struct Saturating<T>(pub T);
pub struct NonZero<T>;
impl<T> NonZero<T> {
    pub const MIN: NonZero<T> = 0;
    pub const MAX: NonZero<T> = 0;
    pub fn new(n: T) -> Option<Self>;
    pub unsafe fn new_unchecked(n: T) -> Self;
    pub fn get(self) -> T;
    pub fn checked_add(self, other: T) -> Option<Self>;
    pub fn saturating_add(self, other: T) -> Self;
}
impl<T> Clone for NonZero<T> {}
impl<T> Copy for NonZero<T> {}
impl<T> PartialEq for NonZero<T> {}
impl<T> Eq for NonZero<T> {}
impl<T> PartialOrd for NonZero<T> {}
impl<T> Ord for NonZero<T> {}
impl<T> Display for NonZero<T> {}
impl<T> Debug for NonZero<T> {}
impl<T> From<NonZero<T>> for T {}
impl<T> crate::str::FromStr for NonZero<T> { type Err = ParseIntError; }
impl<T> TryFrom<T> for NonZero<T> { type Error = TryFromIntError; }
pub type NonZeroU8 = NonZero<u8>;
pub type NonZeroU16 = NonZero<u16>;
pub type NonZeroU32 = NonZero<u32>;
pub type NonZeroU64 = NonZero<u64>;
pub type NonZeroU128 = NonZero<u128>;
pub type NonZeroUsize = NonZero<usize>;
pub type NonZeroI8 = NonZero<i8>;
pub type NonZeroI16 = NonZero<i16>;
pub type NonZeroI32 = NonZero<i32>;
pub type NonZeroI64 = NonZero<i64>;
pub type NonZeroI128 = NonZero<i128>;
pub type NonZeroIsize = NonZero<isize>;
impl Hash for int {}
impl Debug for int {}
impl Display for int {}
impl Binary for int {}
impl LowerHex for int {}
impl UpperHex for int {}
impl Octal for int {}
impl Debug for float {}
impl Display for float {}
impl int {
    pub const MIN: Self = 0;
    pub const MAX: Self = 0;
    pub const BITS: u32 = 0;
    pub fn from_str_radix(src: &str, radix: u32) -> Result<Self, ParseIntError>;
    pub fn count_ones(self) -> u32;
    pub fn count_zeros(self) -> u32;
    pub fn leading_zeros(self) -> u32;
    pub fn trailing_zeros(self) -> u32;
    pub fn leading_ones(self) -> u32;
    pub fn trailing_ones(self) -> u32;
    pub fn rotate_left(self, n: u32) -> Self;
    pub fn rotate_right(self, n: u32) -> Self;
    pub fn swap_bytes(self) -> Self;
    pub fn reverse_bits(self) -> Self;
    pub fn from_be(x: Self) -> Self;
    pub fn from_le(x: Self) -> Self;
    pub fn to_be(self) -> Self;
    pub fn to_le(self) -> Self;
    pub fn checked_add(self, rhs: Self) -> Option<Self>;
    pub fn checked_sub(self, rhs: Self) -> Option<Self>;
    pub fn checked_mul(self, rhs: Self) -> Option<Self>;
    pub fn checked_div(self, rhs: Self) -> Option<Self>;
    pub fn checked_rem(self, rhs: Self) -> Option<Self>;
    pub fn checked_neg(self) -> Option<Self>;
    pub fn checked_shl(self, rhs: u32) -> Option<Self>;
    pub fn checked_shr(self, rhs: u32) -> Option<Self>;
    pub fn checked_pow(self, exp: u32) -> Option<Self>;
    pub fn checked_abs(self) -> Option<Self>;
    pub fn checked_next_power_of_two(self) -> Option<Self>;
    pub fn checked_ilog2(self) -> Option<u32>;
    pub fn saturating_add(self, rhs: Self) -> Self;
    pub fn saturating_sub(self, rhs: Self) -> Self;
    pub fn saturating_mul(self, rhs: Self) -> Self;
    pub fn saturating_pow(self, exp: u32) -> Self;
    pub fn wrapping_add(self, rhs: Self) -> Self;
    pub fn wrapping_sub(self, rhs: Self) -> Self;
    pub fn wrapping_mul(self, rhs: Self) -> Self;
    pub fn wrapping_neg(self) -> Self;
    pub fn wrapping_shl(self, rhs: u32) -> Self;
    pub fn wrapping_shr(self, rhs: u32) -> Self;
    pub fn overflowing_add(self, rhs: Self) -> (Self, bool);
    pub fn overflowing_sub(self, rhs: Self) -> (Self, bool);
    pub fn overflowing_mul(self, rhs: Self) -> (Self, bool);
    pub fn pow(self, exp: u32) -> Self;
    pub fn isqrt(self) -> Self;
    pub fn div_euclid(self, rhs: Self) -> Self;
    pub fn rem_euclid(self, rhs: Self) -> Self;
    pub fn div_ceil(self, rhs: Self) -> Self;
    pub fn next_multiple_of(self, rhs: Self) -> Self;
    pub fn ilog(self, base: Self) -> u32;
    pub fn ilog2(self) -> u32;
    pub fn ilog10(self) -> u32;
    pub fn abs(self) -> Self;
    pub fn abs_diff(self, other: Self) -> Self;
    pub fn unsigned_abs(self) -> Self;
    pub fn signum(self) -> Self;
    pub fn is_positive(self) -> bool;
    pub fn is_negative(self) -> bool;
    pub fn is_power_of_two(self) -> bool;
    pub fn next_power_of_two(self) -> Self;
    pub fn to_be_bytes(self) -> [u8; 8];
    pub fn to_le_bytes(self) -> [u8; 8];
    pub fn to_ne_bytes(self) -> [u8; 8];
    pub fn from_be_bytes(bytes: [u8; 8]) -> Self;
    pub fn from_le_bytes(bytes: [u8; 8]) -> Self;
    pub fn from_ne_bytes(bytes: [u8; 8]) -> Self;
    pub fn min_value() -> Self;
    pub fn max_value() -> Self;
    pub fn cast_signed(self) -> Self;
}
impl u8 {
    pub fn is_ascii(&self) -> bool;
    pub fn to_ascii_uppercase(&self) -> u8;
    pub fn to_ascii_lowercase(&self) -> u8;
    pub fn eq_ignore_ascii_case(&self, other: &u8) -> bool;
    pub fn make_ascii_uppercase(&mut self);
    pub fn make_ascii_lowercase(&mut self);
    pub fn is_ascii_alphabetic(&self) -> bool;
    pub fn is_ascii_uppercase(&self) -> bool;
    pub fn is_ascii_lowercase(&self) -> bool;
    pub fn is_ascii_alphanumeric(&self) -> bool;
    pub fn is_ascii_digit(&self) -> bool;
    pub fn is_ascii_hexdigit(&self) -> bool;
    pub fn is_ascii_punctuation(&self) -> bool;
    pub fn is_ascii_graphic(&self) -> bool;
    pub fn is_ascii_whitespace(&self) -> bool;
    pub fn is_ascii_control(&self) -> bool;
    pub fn escape_ascii(self) -> crate::ascii::EscapeDefault;
}
impl float {
    pub const MIN: Self = 0.0;
    pub const MAX: Self = 0.0;
    pub const EPSILON: Self = 0.0;
    pub const INFINITY: Self = 0.0;
    pub const NEG_INFINITY: Self = 0.0;
    pub const NAN: Self = 0.0;
    pub const MIN_POSITIVE: Self = 0.0;
    pub fn is_nan(self) -> bool;
    pub fn is_infinite(self) -> bool;
    pub fn is_finite(self) -> bool;
    pub fn is_sign_negative(self) -> bool;
    pub fn is_sign_positive(self) -> bool;
    pub fn classify(self) -> FpCategory;
    pub fn floor(self) -> Self;
    pub fn ceil(self) -> Self;
    pub fn round(self) -> Self;
    pub fn trunc(self) -> Self;
    pub fn fract(self) -> Self;
    pub fn abs(self) -> Self;
    pub fn signum(self) -> Self;
    pub fn copysign(self, sign: Self) -> Self;
    pub fn mul_add(self, a: Self, b: Self) -> Self;
    pub fn powi(self, n: i32) -> Self;
    pub fn powf(self, n: Self) -> Self;
    pub fn sqrt(self) -> Self;
    pub fn cbrt(self) -> Self;
    pub fn exp(self) -> Self;
    pub fn exp2(self) -> Self;
    pub fn ln(self) -> Self;
    pub fn log(self, base: Self) -> Self;
    pub fn log2(self) -> Self;
    pub fn log10(self) -> Self;
    pub fn hypot(self, other: Self) -> Self;
    pub fn sin(self) -> Self;
    pub fn cos(self) -> Self;
    pub fn tan(self) -> Self;
    pub fn asin(self) -> Self;
    pub fn acos(self) -> Self;
    pub fn atan(self) -> Self;
    pub fn atan2(self, other: Self) -> Self;
    pub fn sin_cos(self) -> (Self, Self);
    pub fn tanh(self) -> Self;
    pub fn recip(self) -> Self;
    pub fn to_degrees(self) -> Self;
    pub fn to_radians(self) -> Self;
    pub fn max(self, other: Self) -> Self;
    pub fn min(self, other: Self) -> Self;
    pub fn clamp(self, min: Self, max: Self) -> Self;
    pub fn rem_euclid(self, rhs: Self) -> Self;
    pub fn total_cmp(&self, other: &Self) -> crate::cmp::Ordering;
    pub fn to_bits(self) -> u64;
    pub fn from_bits(v: u64) -> Self;
    pub fn to_be_bytes(self) -> [u8; 8];
    pub fn to_le_bytes(self) -> [u8; 8];
    pub fn to_ne_bytes(self) -> [u8; 8];
    pub fn from_be_bytes(bytes: [u8; 8]) -> Self;
    pub fn from_le_bytes(bytes: [u8; 8]) -> Self;
    pub fn from_ne_bytes(bytes: [u8; 8]) -> Self;
    pub fn is_normal(self) -> bool;
    pub fn is_subnormal(self) -> bool;
    pub fn acosh(self) -> Self;
    pub fn asinh(self) -> Self;
    pub fn atanh(self) -> Self;
    pub fn cosh(self) -> Self;
    pub fn sinh(self) -> Self;
    pub fn div_euclid(self, rhs: Self) -> Self;
    pub fn exp_m1(self) -> Self;
    pub fn ln_1p(self) -> Self;
    pub fn midpoint(self, other: Self) -> Self;
    pub fn round_ties_even(self) -> Self;
    pub unsafe fn to_int_unchecked<I>(self) -> I;
}
