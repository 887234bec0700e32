"""Whatever an author writes in the editor goes out as Markdown and comes back as the same text (hypothesis)."""

import re
from html import escape

from hypothesis import example, given, settings
from hypothesis import strategies as st

from courses.exporter.richtext import flow
from courses.importer.markdown import parse
from courses.importer.report import Report
from courses.importer.richtext import Writer, clean

bounds = settings(derandomize=True, database=None, deadline=None, max_examples=100)
SIGNS = "*_`<>[]()#+-.:|~&\\!\"'=/1aé"
word = st.text(st.sampled_from(SIGNS), min_size=1, max_size=5)
plain = st.lists(word, min_size=1, max_size=3).map(lambda words: escape(" ".join(words), quote=False))
address = st.sampled_from(
    ["https://a.example/", "https://a.example/a(b)c?x=1&amp;y=*", "mailto:a_b@c.example"]
)


def tagged(inner):
    return st.one_of(
        inner.map(lambda text: f"<b>{text}</b>"),
        inner.map(lambda text: f"<i>{text}</i>"),
        st.tuples(address, inner).map(lambda pair: f'<a href="{pair[0]}">{pair[1]}</a>'),
    )


simple = st.one_of(plain, plain.map(lambda text: f"<code>{text}</code>"))
inline = st.one_of(simple, tagged(plain))
run = st.lists(st.tuples(st.sampled_from(["", " "]), inline), min_size=1, max_size=4).map(
    lambda parts: "".join(gap + part for gap, part in parts).strip()
)
# The editor itself joins neighbours of one style.
run = run.filter(lambda html: not re.search(r"</(\w+)><\1\b", html))
lines = st.lists(run, min_size=1, max_size=2).map("<br/>".join)
paragraph = lines.map(lambda text: f"<p>{text}</p>")


def listed(items):
    return st.tuples(st.sampled_from(["ul", "ol"]), st.lists(items, min_size=1, max_size=3)).map(
        lambda pair: f"<{pair[0]}>{''.join(f'<li>{item}</li>' for item in pair[1])}</{pair[0]}>"
    )


nested = st.tuples(lines, st.just("") | listed(lines)).map("".join)
text = st.lists(st.one_of(paragraph, listed(nested)), min_size=1, max_size=4).map("".join)


def returned(html: str) -> tuple[str, list]:
    report = Report("x.md")
    return Writer(report).flow(parse(flow(html)).children), report.left_out


@bounds
@example("<p>a<b>*</b>b</p>")
@example("<ul><li>1. a</li></ul><ul><li>b</li></ul><ol><li>c</li></ol>")
@given(text)
def test_it_comes_back_as_it_was(html):
    html = clean(html)

    assert returned(html) == (html, [])
