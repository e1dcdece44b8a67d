"""A crate's public API as text, one line an item and path; sorted, so that it can be checked in."""

from __future__ import annotations

from rgraph.diff.api.listing import Listing

from .words import one_line


def listing_text(listings: list[Listing]) -> str:
    """Every listing under a comment with its crate's name; the same for the same API."""
    parts = []
    for listing in listings:
        made = {each.line: f"  # from macro {each.macro}!" for each in listing.made}
        lines = [f"# {listing.crate}", *[one_line(line + made.get(line, "")) for line in listing.lines]]
        lines += [f"# {one_line(glob)} (names of another crate, not listed)" for glob in listing.open_globs]
        lines += [f"# note: {one_line(note)}" for note in listing.notes]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)
