"""Makes a small Rust repository with history and tags: the same commits, with the same ids, on every machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple


class Step(NamedTuple):
    """One commit: what it writes and deletes, and the tag it gets ("" for none)."""

    message: str
    files: dict[str, str]
    deleted: tuple[str, ...] = ()
    tag: str = ""


MANIFEST = """[workspace]
members = ["ledger", "ledger-cli"]
resolver = "2"
"""

LEDGER_MANIFEST = """[package]
name = "ledger"
version = "{version}"
edition = "2021"
"""

CLI_MANIFEST = """[package]
name = "ledger-cli"
version = "0.1.0"
edition = "2021"

[dependencies]
ledger = {{ path = "../ledger", version = "{version}" }}
"""

LIB_1 = """//! Accounts, and money that moves between them.

mod account;
pub mod report;

pub use account::{Account, AccountId};

/// Moves an amount from one account to another.
pub fn transfer(from: &mut Account, to: &mut Account, amount: u64) -> bool {
    if !from.withdraw(amount) {
        return false;
    }
    to.deposit(amount);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transfers() {
        let (mut a, mut b) = (Account::new(1), Account::new(2));
        a.deposit(10);
        assert!(transfer(&mut a, &mut b, 7));
        assert_eq!(b.balance(), 7);
    }
}
"""

ACCOUNT_1 = """/// Names one account.
pub type AccountId = u32;

/// An account and what is on it.
#[derive(Debug, Clone)]
pub struct Account {
    pub id: AccountId,
    balance: u64,
}

impl Account {
    /// An empty account.
    pub fn new(id: AccountId) -> Self {
        Account { id, balance: 0 }
    }

    /// What is on the account.
    pub fn balance(&self) -> u64 {
        self.balance
    }

    /// Puts money on the account.
    pub fn deposit(&mut self, amount: u64) {
        self.balance += amount;
    }

    /// Takes money off the account; false where there is not enough.
    pub fn withdraw(&mut self, amount: u64) -> bool {
        if self.balance < amount {
            return false;
        }
        self.balance -= amount;
        true
    }
}
"""

REPORT_1 = """//! Text about accounts.

use crate::Account;

/// One line about an account.
pub fn line(account: &Account) -> String {
    format!("{}: {}", account.id, account.balance())
}

/// One line for each account.
pub fn table(accounts: &[Account]) -> String {
    accounts.iter().map(|account| line(account)).collect::<Vec<_>>().join("\\n")
}
"""

MAIN_1 = """use ledger::{report, transfer, Account};

fn main() {
    let (mut a, mut b) = (Account::new(1), Account::new(2));
    a.deposit(100);
    transfer(&mut a, &mut b, 42);
    println!("{}", report::table(&[a, b]));
}
"""

ERROR_2 = """use std::fmt;

use crate::AccountId;

/// Why money did not move.
#[derive(Debug, Clone, PartialEq)]
pub enum TransferError {
    /// The account has less than what was asked for.
    NotEnough { account: AccountId, missing: u64 },
}

impl fmt::Display for TransferError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TransferError::NotEnough { account, missing } => {
                write!(f, "account {account} lacks {missing}")
            }
        }
    }
}

impl std::error::Error for TransferError {}
"""

LIB_2 = (
    LIB_1.replace("mod account;\n", "mod account;\nmod error;\n")
    .replace(
        "pub use account::{Account, AccountId};\n",
        "pub use account::{Account, AccountId};\npub use error::TransferError;\n",
    )
    .replace(
        """amount: u64) -> bool {
    if !from.withdraw(amount) {
        return false;
    }
    to.deposit(amount);
    true
}""",
        """amount: u64) -> Result<(), TransferError> {
    from.withdraw(amount)?;
    to.deposit(amount);
    Ok(())
}""",
    )
    .replace("assert!(transfer(&mut a, &mut b, 7));", "assert_eq!(transfer(&mut a, &mut b, 7), Ok(()));")
)

ACCOUNT_2 = ACCOUNT_1.replace(
    """    /// Takes money off the account; false where there is not enough.
    pub fn withdraw(&mut self, amount: u64) -> bool {
        if self.balance < amount {
            return false;
        }
        self.balance -= amount;
        true
    }
""",
    """    /// Takes money off the account.
    pub fn withdraw(&mut self, amount: u64) -> Result<(), TransferError> {
        if self.balance < amount {
            return Err(TransferError::NotEnough { account: self.id, missing: amount - self.balance });
        }
        self.balance -= amount;
        Ok(())
    }
""",
)
ACCOUNT_2 = "use crate::TransferError;\n\n" + ACCOUNT_2

MAIN_2 = MAIN_1.replace("use ledger::", "use ledger::").replace(
    "    transfer(&mut a, &mut b, 42);\n",
    '    if let Err(error) = transfer(&mut a, &mut b, 42) {\n        eprintln!("{error}");\n    }\n',
)

SUMMARY_3 = (
    REPORT_1.replace("pub fn table", "pub fn summary")
    .replace("/// One line for each account.", "/// One line for each account, the richest first.")
    .replace(
        "    accounts.iter()",
        "    let mut accounts = accounts.to_vec();\n"
        "    accounts.sort_by_key(|account| std::cmp::Reverse(account.balance()));\n"
        "    accounts.iter()",
    )
)

ACCOUNT_3 = ACCOUNT_2.replace("pub struct Account {", "#[non_exhaustive]\npub struct Account {").replace(
    """    /// Puts money on the account.
""",
    """    /// Whether nothing is on the account.
    pub fn is_empty(&self) -> bool {
        self.balance() == 0
    }

    /// Puts money on the account.
""",
)

TEST_3 = """use ledger::{transfer, Account, TransferError};

#[test]
fn overdraft_is_refused() {
    let (mut a, mut b) = (Account::new(1), Account::new(2));
    let refused = transfer(&mut a, &mut b, 1);
    assert_eq!(refused, Err(TransferError::NotEnough { account: 1, missing: 1 }));
    assert!(b.is_empty());
}
"""

RULES_3 = """[[rule]]
name = "errors-stand-alone"
kind = "forbidden"
reason = "error types are used everywhere, so they use nothing of ours"
from = "ledger::error"
to = "ledger::account"
"""

STEPS = (
    Step(
        "Accounts and transfers",
        {
            "Cargo.toml": MANIFEST,
            "ledger/Cargo.toml": LEDGER_MANIFEST.format(version="0.1.0"),
            "ledger/src/lib.rs": LIB_1,
            "ledger/src/account.rs": ACCOUNT_1,
            "ledger/src/report.rs": REPORT_1,
            "ledger-cli/Cargo.toml": CLI_MANIFEST.format(version="0.1.0"),
            "ledger-cli/src/main.rs": MAIN_1,
        },
        tag="v0.1.0",
    ),
    Step(
        "Say why money did not move",
        {
            "ledger/src/lib.rs": LIB_2,
            "ledger/src/error.rs": ERROR_2,
            "ledger/src/account.rs": ACCOUNT_2,
            "ledger-cli/src/main.rs": MAIN_2,
        },
    ),
    Step(
        "Sort the report and name it summary",
        {
            "ledger/src/report.rs": SUMMARY_3,
            "ledger-cli/src/main.rs": MAIN_2.replace("report::table", "report::summary"),
        },
    ),
    Step(
        "Test overdrafts, and say what errors may use",
        {
            "ledger/src/account.rs": ACCOUNT_3,
            "ledger/tests/overdraft.rs": TEST_3,
            "rgraph.toml": RULES_3,
            "ledger/Cargo.toml": LEDGER_MANIFEST.format(version="0.2.0"),
            "ledger-cli/Cargo.toml": CLI_MANIFEST.format(version="0.2.0"),
        },
        tag="v0.2.0",
    ),
)

CRATES_IO = "registry+https://github.com/rust-lang/crates.io-index"

CLI_MANIFEST_RATES = """[package]
name = "ledger-cli"
version = "0.1.0"
edition = "2021"

[dependencies]
csv = "1.2"
ledger = {{ path = "../ledger", version = "0.2.0" }}
serde = {{ version = "{serde}", features = ["derive"] }}

[dev-dependencies]
old-itoa = {{ package = "itoa", version = "0.4" }}
"""

RATES = """//! Rates of exchange, one a line.

/// The name of a currency and what one of it is worth.
#[derive(Debug, serde::Deserialize)]
pub struct Rate {
    pub name: String,
    pub worth: f64,
}

/// Reads rates; a line that is none is left out.
pub fn rates(text: &str) -> Vec<Rate> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().filter_map(Result::ok).collect()
}
"""

LOCKED = {
    "csv": ("1.3.0", "csv-core", "itoa 1.0.9", "ryu", "serde"),
    "csv-core": ("0.1.11", "memchr"),
    "itoa": ("1.0.9",),
    "memchr": ("2.6.4",),
    "proc-macro2": ("1.0.69", "unicode-ident"),
    "quote": ("1.0.33", "proc-macro2"),
    "ryu": ("1.0.15",),
    "serde": ("1.0.190", "serde_derive"),
    "serde_derive": ("1.0.190", "proc-macro2", "quote", "syn"),
    "syn": ("2.0.38", "proc-macro2", "quote", "unicode-ident"),
    "unicode-ident": ("1.0.12",),
}
"""The packages that the branch `rates` locks first: version and dependencies."""


def lock_file(**versions: str) -> str:
    """A lock file as cargo writes it, some packages at other versions than first."""
    entries = [
        ("itoa", "0.4.8", CRATES_IO, ()),
        ("ledger", "0.2.0", "", ()),
        ("ledger-cli", "0.1.0", "", ("csv", "itoa 0.4.8", "ledger", "serde")),
        *((name, versions.get(name, version), CRATES_IO, needs) for name, (version, *needs) in LOCKED.items()),
    ]
    text = "# This file is automatically @generated by Cargo.\n# It is not intended for manual editing.\nversion = 3\n"
    for name, version, source, needs in sorted(entries):
        text += f'\n[[package]]\nname = "{name}"\nversion = "{version}"\n'
        text += f'source = "{source}"\n' if source else ""
        listed = "".join(f' "{need}",\n' for need in needs)
        text += f"dependencies = [\n{listed}]\n" if listed else ""
    return text


RATES_STEPS = (
    Step(
        "Read rates of exchange",
        {
            "ledger-cli/Cargo.toml": CLI_MANIFEST_RATES.format(serde="1.0"),
            "ledger-cli/src/rates.rs": RATES,
            "ledger-cli/src/main.rs": "mod rates;\n\n" + MAIN_2.replace("report::table", "report::summary"),
            "Cargo.lock": lock_file(),
        },
    ),
    Step(
        "Update what is locked",
        {"Cargo.lock": lock_file(memchr="2.7.1", serde="1.0.193", serde_derive="1.0.193", syn="2.0.41")},
    ),
    Step(
        "Ask for a serde without its slow derive",
        {
            "ledger-cli/Cargo.toml": CLI_MANIFEST_RATES.format(serde="1.0.190, <1.0.193"),
            "Cargo.lock": lock_file(memchr="2.7.1", serde="1.0.192", serde_derive="1.0.192", syn="2.0.41"),
        },
    ),
)
"""What lies on the branch `rates`, beyond `main`: dependencies from elsewhere."""


CLI_MANIFEST_FEED = """[package]
name = "ledger-cli"
version = "0.1.0"
edition = "2021"

[dependencies]
ledger = {{ path = "../ledger", version = "0.2.0" }}
rate-feed = "{version}"
"""

FEED_1 = """//! Rates of exchange as they come in.

use rate_feed::{parse_line, Event, Feed};

/// What one of a currency is worth, the last that the feed says.
pub fn worth(text: &str, currency: &str) -> Option<f64> {
    let mut feed = Feed::open(text);
    let mut found = None;
    while let Some(event) = feed.next_event() {
        match event {
            Event::Rate(name, worth) => {
                if name == currency {
                    found = Some(worth);
                }
            }
            Event::End => feed.close(),
        }
    }
    found
}

/// Whether a line has a rate.
pub fn is_rate(line: &str) -> bool {
    matches!(parse_line(line), Some(Event::Rate(_, _)))
}
"""

FEED_2 = (
    FEED_1.replace("{parse_line, Event, Feed}", "{line::parse, Event, Feed}")
    .replace("Feed::open(text)", "Feed::open(text, false)")
    .replace("Event::Rate(name, worth) =>", "Event::Rate { name, worth } =>")
    .replace("matches!(parse_line(line), Some(Event::Rate(_, _)))", "matches!(parse(line), Some(Event::Rate { .. }))")
)


def feed_lock(version: str) -> str:
    """The lock file of the branch `feed`."""
    return f"""# This file is automatically @generated by Cargo.
# It is not intended for manual editing.
version = 3

[[package]]
name = "ledger"
version = "0.2.0"

[[package]]
name = "ledger-cli"
version = "0.1.0"
dependencies = [
 "ledger",
 "rate-feed",
]

[[package]]
name = "rate-feed"
version = "{version}"
source = "{CRATES_IO}"
"""


FEED_STEPS = (
    Step(
        "Take rates from a feed",
        {
            "ledger-cli/Cargo.toml": CLI_MANIFEST_FEED.format(version="1.4"),
            "ledger-cli/src/feed.rs": FEED_1,
            "ledger-cli/src/main.rs": "mod feed;\n\n" + MAIN_2.replace("report::table", "report::summary"),
            "Cargo.lock": feed_lock("1.4.0"),
        },
    ),
    Step(
        "Move to rate-feed 2",
        {
            "ledger-cli/Cargo.toml": CLI_MANIFEST_FEED.format(version="2.0"),
            "ledger-cli/src/feed.rs": FEED_2,
            "Cargo.lock": feed_lock("2.0.0"),
        },
        tag="feed-2",
    ),
)
"""What lies on the branch `feed`, beyond `main`: an upgrade, of a package whose two versions lie in `vendor`."""

OLD_MANIFEST = """[package]
name = "ledger-import"
version = "0.1.0"
edition = "{edition}"
rust-version = "{rust}"

[dependencies]
lazy_static = "1"
ledger = {{ path = "../ledger" }}
"""

OLD_1 = """//! Reads what the old program wrote.

extern crate ledger;
#[macro_use]
extern crate lazy_static;

use std::error::Error;
use std::num::ParseIntError;

lazy_static! {
    /// What may stand between two fields.
    static ref BETWEEN: Vec<char> = vec![';', '\\t'];
}

/// The amount in a line.
pub fn amount(line: &String) -> Result<i64, ParseIntError> {
    let field = match line.split(&BETWEEN[..]).nth(1) {
        Some(field) => field,
        None => return Ok(0),
    };
    let amount = try!(field.trim_left().parse::<i64>());
    Ok(amount)
}

/// Whether a line is one of a closed account.
pub fn is_closed(line: &str) -> bool {
    match line.chars().next() {
        Some('x') | Some('X') => true,
        _ => false,
    }
}

/// All amounts.
pub fn amounts(text: &str) -> Result<Vec<i64>, Box<dyn Error>> {
    text.lines().map(|line| amount(&line.to_string()).map_err(|e| e.into())).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_amount_is_read() {
        assert_eq!(super::amount(&"cash; 12".to_string()), Ok(12));
    }
}
"""

OLD_2 = OLD_1.replace("try!(field.trim_left().parse::<i64>())", "field.trim_left().parse::<i64>()?").replace(
    "extern crate ledger;\n#[macro_use]\nextern crate lazy_static;", "use lazy_static::lazy_static;"
)

OLD_3 = OLD_2.replace(
    "/// All amounts.",
    """/// Whether a line has an amount that is not nothing.
pub fn moves(line: &String) -> bool {
    amount(line).map(|amount| amount != 0).unwrap_or(false)
}

/// All amounts.""",
)


def _old(source: str, edition: str, rust: str) -> dict[str, str]:
    return {
        "Cargo.toml": MANIFEST.replace('"ledger-cli"', '"ledger-cli", "ledger-import"'),
        "ledger-import/Cargo.toml": OLD_MANIFEST.format(edition=edition, rust=rust),
        "ledger-import/src/lib.rs": source,
    }


OLD_STEPS = (
    Step("Import from the old program", _old(OLD_1, "2015", "1.30")),
    Step("Move the import to edition 2021", _old(OLD_2, "2021", "1.70")),
    Step("Say which lines move money", _old(OLD_3, "2021", "1.70")),
)
"""What lies on the branch `old`, beyond `main`: code of another time, and how it ages."""

RATE_FEED_MANIFEST = """[package]
name = "rate-feed"
version = "{version}"
edition = "2021"
license = "MIT"
"""

RATE_FEED_1 = """//! Rates of exchange, one a line.

/// What comes in.
pub enum Event {
    /// A currency, and what one of it is worth.
    Rate(String, f64),
    /// Nothing more comes.
    End,
}

/// Lines that are read one after another.
pub struct Feed {
    lines: Vec<String>,
}

impl Feed {
    /// Reads from a text.
    pub fn open(text: &str) -> Feed {
        Feed { lines: text.lines().map(String::from).rev().collect() }
    }

    /// What comes next.
    pub fn next_event(&mut self) -> Option<Event> {
        self.lines.pop().and_then(|line| parse_line(&line))
    }

    /// Reads no more.
    pub fn close(&mut self) {
        self.lines.clear();
    }
}

/// The event of a line.
pub fn parse_line(line: &str) -> Option<Event> {
    let (name, worth) = line.split_once(' ')?;
    Some(Event::Rate(name.to_string(), worth.parse().ok()?))
}
"""

RATE_FEED_2 = """//! Rates of exchange, one a line.

/// What comes in.
pub enum Event {
    /// A currency, and what one of it is worth.
    Rate { name: String, worth: f64 },
    /// Nothing more comes.
    End,
}

/// Lines that are read one after another.
pub struct Feed {
    lines: Vec<String>,
}

impl Feed {
    /// Reads from a text; `strict`: an empty line ends it.
    pub fn open(text: &str, strict: bool) -> Feed {
        let lines = text.lines().take_while(|line| !strict || !line.is_empty());
        Feed { lines: lines.map(String::from).collect::<Vec<_>>().into_iter().rev().collect() }
    }

    /// What comes next.
    pub fn next_event(&mut self) -> Option<Event> {
        self.lines.pop().and_then(|line| line::parse(&line))
    }

    /// Reads no more.
    #[deprecated(note = "drop the feed")]
    pub fn close(&mut self) {
        self.lines.clear();
    }
}

pub mod line {
    use super::Event;

    /// The event of a line.
    pub fn parse(line: &str) -> Option<Event> {
        let (name, worth) = line.split_once(' ')?;
        Some(Event::Rate { name: name.to_string(), worth: worth.parse().ok()? })
    }
}
"""


def vendor(folder: Path) -> None:
    """Puts both versions of `rate-feed` where `cargo vendor` would, untracked and ignored."""
    for version, text in (("1.4.0", RATE_FEED_1), ("2.0.0", RATE_FEED_2)):
        package = folder / "vendor" / f"rate-feed-{version}"
        (package / "src").mkdir(parents=True, exist_ok=True)
        (package / "Cargo.toml").write_text(RATE_FEED_MANIFEST.format(version=version), "utf-8", newline="\n")
        (package / "src" / "lib.rs").write_text(text, "utf-8", newline="\n")
    (folder / ".git" / "info" / "exclude").write_text("/vendor/\n/advisories/\n", "utf-8")


GUIDE = """# Ledger

Open an account with `Account::new`, move money with `ledger::transfer()`, and print `report::table()`.
"""

GUIDE_STEPS = (Step("Say how to begin", {"README.md": GUIDE}),)
"""What lies on the branch `guide`, beyond `main`: prose that names what was renamed before."""

ADVISORY = """```toml
[advisory]
id = "{id}"
package = "rate-feed"
date = "2023-11-24"

[affected.functions]
{functions}
[versions]
patched = [">= 2.1.0"]
```

# {title}
"""


def advise(folder: Path) -> None:
    """Puts two advisories for `rate-feed` into a folder as RustSec's database has them, untracked and ignored."""
    parsing = '"rate_feed::parse_line" = ["< 2.0.0"]\n"rate_feed::line::parse" = [">= 2.0.0"]\n'
    for id_, title, functions in (
        ("DEMO-2023-0001", "A rate of NaN is taken as one", parsing),
        ("DEMO-2023-0002", "Feeds are read without a limit", ""),
    ):
        path = folder / "advisories" / "crates" / "rate-feed" / f"{id_}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ADVISORY.format(id=id_, title=title, functions=functions), "utf-8", newline="\n")


def make_repository(folder: Path) -> None:
    """Makes the repository in an empty or new folder. Needs git and nothing else; reads no configuration."""
    folder.mkdir(parents=True, exist_ok=True)
    _git(folder, 0, "init", "--quiet", "--initial-branch=main")
    for number, step in enumerate(STEPS):
        _commit(folder, number, step)
    _git(folder, 0, "checkout", "--quiet", "-b", "rates")
    for number, step in enumerate(RATES_STEPS, len(STEPS)):
        _commit(folder, number, step)
    _git(folder, 0, "checkout", "--quiet", "-b", "feed", "main")
    for number, step in enumerate(FEED_STEPS, len(STEPS) + len(RATES_STEPS)):
        _commit(folder, number, step)
    _git(folder, 0, "checkout", "--quiet", "-b", "old", "main")
    for number, step in enumerate(OLD_STEPS, len(STEPS) + len(RATES_STEPS) + len(FEED_STEPS)):
        _commit(folder, number, step)
    _git(folder, 0, "checkout", "--quiet", "-b", "guide", "main")
    for number, step in enumerate(GUIDE_STEPS, len(STEPS) + len(RATES_STEPS) + len(FEED_STEPS) + len(OLD_STEPS)):
        _commit(folder, number, step)
    _git(folder, 0, "checkout", "--quiet", "main")
    vendor(folder)
    advise(folder)


def _commit(folder: Path, number: int, step: Step) -> None:
    for path, text in step.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")
    for path in step.deleted:
        (folder / path).unlink()
    _git(folder, number, "add", "--all")
    _git(folder, number, "commit", "--quiet", "--message", step.message)
    if step.tag:
        _git(folder, number, "tag", step.tag)


def _git(folder: Path, number: int, *words: str) -> None:
    """One git command with a fixed author and a clock that goes one day a commit."""
    when = f"{1_700_000_000 + number * 86_400} +0000"
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment = {
        **clean,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_NAME": "Ada",
        "GIT_AUTHOR_EMAIL": "ada@example.org",
        "GIT_AUTHOR_DATE": when,
        "GIT_COMMITTER_NAME": "Ada",
        "GIT_COMMITTER_EMAIL": "ada@example.org",
        "GIT_COMMITTER_DATE": when,
    }
    subprocess.run(["git", *words], cwd=folder, env=environment, check=True)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python3 demo/repository.py FOLDER")
    make_repository(Path(sys.argv[1]))
