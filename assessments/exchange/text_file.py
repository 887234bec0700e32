"""A text file as text: UTF-8 or UTF-16, else a fault with the line that is neither."""

from typing import IO

from django.utils.translation import gettext as _

from assessments.exchange.xml import Refused


def text_of(file: IO[bytes]) -> str:
    """With ``\\n`` as line end. Raises ``Refused``."""
    raw = file.read()
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = raw.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = None if wide else raw[: error.start].count(b"\n") + 1
        mend = _("Simpan ulang berkas dengan pengodean UTF-8.")
        raise Refused(line, _("Berkas ini bukan teks UTF-8."), mend) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise Refused(line, _("Ada tanda NUL di baris ini."), _("Hapus tanda itu, lalu simpan ulang."))
    return text.replace("\r\n", "\n").replace("\r", "\n")
