import pytest

from lms.core.ways_back import back_to


@pytest.mark.parametrize("address", ["/", "/pegawai/?cari=a&halaman=2#isi", "/tidak-ada/"])
def test_a_page_of_ours_is_gone_back_to(address):
    assert back_to(address, "home").url == address


@pytest.mark.parametrize(
    "address",
    [
        *("", "inf", "0", "[]", "²", "a\0b", "admin:index", "home", "<script>", "x" * 5000, "🙂"),
        *("//jahat.example", "///jahat.example", "/\\jahat.example", "\\\\jahat.example", "http:jahat"),
        *(
            "https://jahat.example/",
            "javascript:alert(1)",
            " /",
            "\t//jahat.example",
            "http:///jahat.example",
        ),
    ],
)
@pytest.mark.parametrize(("otherwise", "found"), [("/pegawai/", "/pegawai/"), ("home", "/")])
def test_anything_else_leads_where_it_was_said(address, otherwise, found):
    assert back_to(address, otherwise).url == found
