"""What programmers write short: `recv_buf` and "receives into the buffer" have the same terms."""

from __future__ import annotations

_TABLE = """
addr address; alloc allocate; arg argument; args arguments; async asynchronous; attr attribute; attrs attributes;
bin binary; bool boolean; buf buffer; bufs buffers; calc calculate; cfg configuration; char character; chars
characters; cmd command; cmds commands; cmp compare; coeff coefficient; col column; cols columns; concat
concatenate; config configuration; conn connection; ctx context; cur current; curr current; dealloc deallocate; decl
declaration; decls declarations; def definition; defs definitions; del delete; deps dependencies; desc description;
dest destination; deser deserialize; dir directory; dirs directories; dst destination; elem element; elems elements;
enc encode; env environment; envs environments; eq equal; err error; errs errors; eval evaluate; exec execute; expr
expression; exprs expressions; ext extension; fmt format; freq frequency; gen generate; hdr header; ident
identifier; idents identifiers; idx index; img image; impls implementations; indices indexes; info information; init
initialize; int integer; iter iterator; iters iterators; len length; lib library; libs libraries; lhs left; loc
location; max maximum; mem memory; min minimum; msg message; msgs messages; mut mutable; num number; nums numbers;
obj object; objs objects; op operation; ops operations; opt option; opts options; param parameter; params
parameters; parens parentheses; pat pattern; pats patterns; pkg package; pkgs packages; pos position; prev previous;
proc process; props properties; ptr pointer; ptrs pointers; recv receive; ref reference; refs references; reg
register; regs registers; repr representation; req request; reqs requests; resp response; ret return; rhs right; rm
remove; rng random; rx receiver; sem semantics; seq sequence; ser serialize; sep separator; src source; stmt
statement; stmts statements; str string; strs strings; sub subtract; sync synchronous; sz size; temp temporary; tmp
temporary; toks tokens; txt text; ty type; tys types; val value; vals values; var variable; vars variables; vec
vector; vecs vectors; ver version; vis visibility; wr write; ws whitespace
"""

IN_FULL = dict(pair.split() for pair in _TABLE.replace("\n", " ").split(";"))
"""Words by their abbreviations."""
