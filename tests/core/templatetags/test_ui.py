import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from lms.core.templatetags.ui import querystring_of


def drawn(source, **context):
    return Template(source).render(Context(context))


def test_a_component_gets_its_inputs():
    assert "3 dari 9 materi" in drawn('{% ui "progress" done=3 total=9 label="3 dari 9 materi" %}')


def test_an_input_with_a_default_may_be_left_out():
    assert drawn('{% ui "link_button" url="/" label="Buka" %}').strip() == (
        '<a class="button button--primary" href="/">Buka</a>'
    )


def test_a_missing_input_is_refused_by_name():
    with pytest.raises(TemplateSyntaxError, match=r"missing \['label'\], unknown \[\]"):
        drawn('{% ui "progress" done=3 total=9 %}')


def test_an_unknown_input_is_refused_by_name():
    with pytest.raises(TemplateSyntaxError, match=r"missing \[\], unknown \['colour'\]"):
        drawn('{% ui "progress" done=3 total=9 label="x" colour="red" %}')


def test_a_component_that_is_not_there_is_refused():
    with pytest.raises(Exception, match="components/tidak-ada"):
        drawn('{% ui "tidak-ada" %}')


def test_inputs_are_escaped():
    assert "<script>" not in drawn('{% ui "status" kind="ok" text=text %}', text="<script>alert(1)</script>")


def test_a_component_does_not_see_the_rest_of_the_page():
    assert "bocor" not in drawn('{% ui "status" kind="ok" text="x" %}', text="bocor", kind="bocor")


def test_a_query_string_keeps_the_filters():
    request = RequestFactory().get("/", {"cari": "kata sandi", "halaman": "1"})

    assert querystring_of(request, halaman=2) == "?cari=kata+sandi&halaman=2"
