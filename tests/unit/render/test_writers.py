"""What the writers make of odd values: nothing breaks a line, a table, XML or a terminal."""

import csv
import io
import json
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from rgraph.render import graphs
from rgraph.render.json import SCHEMA, to_json
from rgraph.render.style import Style
from rgraph.render.table import answer_markdown, table_csv, table_text
from rgraph.render.words import one_line
from rgraph.spelling import counted
from rgraph.view.edgelist import Reference
from rgraph.view.query.ask import Table
from rgraph.view.summary import GraphLink, GraphNode, GraphSummary, Level

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(TEXT)
def test_one_line_is_one_printable_line(text: str) -> None:
    shown = one_line(text)
    assert shown.isprintable()
    assert shown == text or not text.isprintable()


def test_counts_have_their_nouns() -> None:
    assert [counted(count, "commit") for count in (0, 1, 2287)] == ["0 commits", "1 commit", "2,287 commits"]


@given(st.lists(st.tuples(TEXT, st.integers()), max_size=4))
def test_csv_reads_back(rows: list[tuple[str, int]]) -> None:
    text = table_csv(["a", "b"], rows)
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read == [["a", "b"], *([value, str(number)] for value, number in rows)]


def test_a_text_table_cuts_long_values_and_shows_no_control_characters() -> None:
    text = table_text(["a"], [["x" * 200], ["\x1b[31m\n"]])
    assert "x" * 77 + "..." in text and "\x1b" not in text
    assert text.endswith("2 rows")


def test_a_markdown_table_escapes_pipes_and_line_breaks() -> None:
    assert answer_markdown(Table(["a"], [["x|y\nz"]])) == "| a |\n| --- |\n| x\\|y<br>z |"


def test_json_has_a_schema_and_a_kind() -> None:
    found = json.loads(to_json(GraphNode("a", "module", "a", "p\n", 1, ""), "module"))
    assert (found["schema"], found["kind"], found["path"]) == (SCHEMA, "module", "p\n")


def graph_with(name: str) -> GraphSummary:
    nodes = [GraphNode(name, "module", name, f"{name}.rs", 1, ""), GraphNode("b", "module", "b", "b.rs", 1, "")]
    return GraphSummary(Level.MODULE, "", nodes, [GraphLink(name, "b", {"calls": 2}, 2)])


@given(TEXT.filter(lambda text: text != "b"))
def test_graphs_hold_any_name(name: str) -> None:
    graph = graph_with(name)
    assert len(list(ElementTree.fromstring(graphs.graphml(graph)).iter())) > 5
    assert graphs.dot(graph).count("\n") == 6
    assert len(graphs.mermaid(graph).split("\n")) == 4
    assert [json.loads(line)["type"] for line in graphs.jsonl(graph).split("\n")] == ["graph", "node", "node", "link"]


def test_edge_lines_are_sorted_once_each_and_of_eight_columns() -> None:
    one = Reference("b.rs", 1, "f", "a.rs", 2, "g", "call", "exact")
    two = Reference("a\t\n.rs", 1, "f", "a.rs", 2, "g", "call", "exact")
    lines = graphs.edge_lines([one, two, one]).split("\n")
    assert lines == ["a\\t\\n.rs\t1\tf\ta.rs\t2\tg\tcall\texact", "b.rs\t1\tf\ta.rs\t2\tg\tcall\texact"]


def test_colour_only_where_it_is_wanted() -> None:
    assert Style(False).strong("x") == "x"
    assert Style(True).bad("x") == "\x1b[31mx\x1b[0m"
