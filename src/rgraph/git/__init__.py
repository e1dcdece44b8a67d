"""The only place that imports pygit2: commits, trees and contents."""
