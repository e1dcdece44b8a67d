"""Rust that the property tests cut up and stretch."""

from rgraph.parse.tokens import Tokens

SAMPLE = """
//! Crate docs.
use std::{collections::HashMap as Map, io::{self, *}};

/// A shape.
#[derive(Debug, Clone)]
pub struct Shape<'a, T: Clone = u8> where T: Into<u8> {
    pub name: &'a str,
    pairs: Vec<(T, u8)>,
}

pub enum Kind { One(u8), Two { x: i32 }, Three = 3 }

impl<'a, T: Clone> Shape<'a, T> where T: Into<u8> {
    pub const LIMIT: usize = 1 << 4;
    /// Counts.
    pub fn count(&self, key: Option<&T>) -> Result<usize, Box<dyn Error + 'a>> {
        let mut total = self.pairs.iter().map(|(t, n)| (t.clone().into() + n) as usize).sum::<usize>();
        match key {
            Some(k @ 1..=9) if total > 3 => { total += 1; }
            Some(_) => return Err(format!("{total} {0:?}", key).into()),
            None => println!("none {}", vec![1, 2][0]),
        }
        for (i, x) in self.pairs.iter().enumerate() { if i >= 2 && x.1 != 0 { break } }
        Ok(total)
    }
}

trait Area: Sized { type Out; fn area(&self) -> Self::Out; }
macro_rules! area { ($x:expr) => { $x.area() }; }
cfg_rt! { mod rt { pub async fn spawn() { tokio::select! { a = b() => a, else => 1 } } } }
static mut COUNT: u32 = unsafe { start() };
"""


def stretched(text: str, fillers: list[str]) -> str:
    """The text with a filler between any two tokens that do not make up one operator."""
    tokens = Tokens(text, complete=True)
    out: list[str] = []
    end = 0
    for at, (word, start) in enumerate(zip(tokens.words, tokens.starts, strict=True)):
        if start > end or (out and (out[-1][-1].isalnum() or word[0].isalnum()) and out[-1] != "$"):
            out.append(" " + fillers[at % len(fillers)])
        out.append(word)
        end = start + len(word)
    return "".join([*out, " ", fillers[0]])
