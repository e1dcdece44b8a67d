#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
#[deprecated(since = "1.2.0", note = "use `g` \"instead\"")]
#[doc(hidden)]
#[doc = "From an attribute."]
/// From a comment.
#[inline(always)]
pub fn f() {}
#[deprecated = "gone"]
#[cfg(all(unix, not(feature = "std")))]
#[cfg(target_os = "linux")]
fn g() {}
#[cfg_attr(feature = "serde", derive(Serialize, ::de::Deserialize), must_use)]
#[derive(Clone)]
struct S;
#[test]
fn plain() {}
#[tokio::test(flavor = "multi_thread")]
async fn asynchronous() {}
#[rstest]
#[case(1)]
fn cases() {}
#[unsafe(no_mangle)]
#[target_feature(enable = "sse2,avx")]
pub extern "C" fn exported() {}
#[proc_macro_derive(Name, attributes(helper))]
pub fn derive(input: TokenStream) -> TokenStream { input }
#[macro_use]
extern crate log;
/** Block
 * doc
 */
#[automatically_derived]
impl S {}
