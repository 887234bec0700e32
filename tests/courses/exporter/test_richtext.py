import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.exporter.richtext import code, escaped, flow
from courses.importer.markdown import inline_children, parse, plain
from courses.importer.report import Report
from courses.importer.richtext import Writer, clean

WRITTEN = {
    "<p>Halo <b>kuat</b> dan <i>miring</i>.</p>": "Halo **kuat** dan *miring*.",
    "<p>a</p><p>b</p>": "a\n\nb",
    "<p>a<br/>b</p>": "a\\\nb",
    "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>": "- a\n- b\n  1. c",
    '<p><a href="https://a.example/?x=1">a</a></p>': "[a](https://a.example/?x=1)",
    '<p><a linktype="page" id="3">a</a></p>': "a",
    "<p><code>x `y`</code></p>": "`` x `y` ``",
    "<p>a<b>, b</b></p>": "a<b>, b</b>",
    "<p><b>a <i>b</i></b></p>": "**a <i>b</i>**",
    "bare <b>text</b>": "bare **text**",
    "": "",
}


@pytest.mark.parametrize(("html", "markdown"), WRITTEN.items())
def test_rich_text_becomes_markdown(html, markdown):
    assert flow(html) == markdown


READ_AGAIN = [
    "<p># bukan judul</p>",
    "<p>1. bukan daftar</p>",
    "<p>- bukan daftar</p>",
    "<p>a<br/>--- bukan judul</p>",
    "<p>&gt; bukan kutipan</p>",
    "<p>:::check</p>",
    "<p>| a | b |<br/>|---|---|</p>",
    "<p>*a* _b_ `c` [d](e) ~~f~~ &lt;g&gt; &amp;amp; \\*</p>",
    "<p>snake_case dan __init__</p>",
    "<p>[!NOTE] a</p>",
    "<p><b>a</b><i>b</i></p>",
    "<p><i>a <b>b</b></i></p>",
    "<p>kata<b>tengah</b>kata</p>",
    "<p><b>“kutip”</b>, lalu</p>",
    "<p><b>Jam 8:</b> mulai</p>",
    "<ul><li>a</li></ul><ul><li>b</li></ul>",
    "<ol><li>a<br/>b<ul><li>c</li></ul></li></ol><p>d</p>",
    '<p><a href="https://a.example/a(c)">x <b>y</b></a></p>',
    "<p><code>&lt;b&gt; `` </code></p>",
    "<p><code>a</code><br/><code>b</code></p>",
]


@pytest.mark.parametrize("html", READ_AGAIN)
def test_what_was_written_reads_as_the_same(html):
    report = Report("x.md")
    html = clean(html)

    read = Writer(report).flow(parse(flow(html)).children)

    assert (read, report.left_out) == (html, [])


signs = st.characters(min_codepoint=33, max_codepoint=126)


@given(st.lists(st.text(signs, min_size=1, max_size=8), min_size=1, max_size=6).map(" ".join))
def test_any_plain_text_survives(text):
    read = parse(escaped(text)).children

    assert [plain(node) for node in read] == [text]


@given(st.text(signs, min_size=1, max_size=12))
def test_any_code_span_survives(text):
    [node] = inline_children(parse(code(text)).children[0])

    assert node.content == text
