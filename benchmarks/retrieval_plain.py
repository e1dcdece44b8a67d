"""What search is compared with: BM25 as it comes, over whole files or over items without fields, and search without its
priors. Words are split and cut to stems as search does."""

from __future__ import annotations

import numpy as np

from rgraph.search.corpus import Corpus, Mask, Numbers, Scores
from rgraph.search.fields import Field
from rgraph.search.lexical import PROSE, TASKS, gather, score
from rgraph.search.searcher import Searcher
from rgraph.search.words import WHOLE, query_terms

SATURATION, LENGTH = 1.2, 0.75


def items(tree: Searcher, text: str, left_out: Mask | None) -> Scores:
    """Each item is a text: its name, owner, signature, doc and body."""
    return _bm25(tree.corpus, np.arange(len(tree.corpus)), text, left_out)


def files(tree: Searcher, text: str, left_out: Mask | None) -> Scores:
    """Each file is a text; its items have its score, and so come in their order."""
    return _bm25(tree.corpus, tree.corpus.files, text, left_out)[tree.corpus.files]


def without_priors(tree: Searcher, text: str, left_out: Mask | None) -> Scores:
    """Search by words, where parts and tests count as much as all others."""
    weights = TASKS if left_out is None else PROSE
    return score(gather(tree.corpus, text, tree.past, left_out), weights)[0]


def _bm25(corpus: Corpus, texts: Numbers, query: str, left_out: Mask | None) -> Scores:
    """The scores of texts that items are parts of, by the number of each item's text."""
    size = int(texts.max()) + 1
    long = np.bincount(texts, corpus.words.sum(axis=1), size)
    damped = SATURATION * (1 - LENGTH + LENGTH * long / long.mean())
    found = np.zeros(size)
    for term in dict.fromkeys(query_terms(query)):
        places = corpus.places(term)
        counted = places.fields != Field.IDIOM
        if left_out is not None:
            counted &= ~(left_out[places.items] & (places.fields == Field.DOC))
        often = np.bincount(texts[places.items[counted]], places.counts[counted], size)
        having = np.count_nonzero(often)
        if not term.startswith(WHOLE):
            found += np.log1p((size - having + 0.5) / (having + 0.5)) * often / (often + damped)
    return found
