"""Advisories of a RustSec database, judged by what a tree reaches."""
