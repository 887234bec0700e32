from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

INLINE = ["bold", "italic", "link", "code"]
FLOW = [*INLINE, "ol", "ul"]


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Judul"), max_length=160)
    level = blocks.ChoiceBlock(
        label=_("Tingkat"), choices=[("2", _("Bagian")), ("3", _("Subbagian"))], default="2"
    )

    class Meta:
        label = _("Judul bagian")
        icon = "title"
        template = "blocks/heading.html"


class TextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=FLOW, **kwargs)

    class Meta:
        label = _("Teks")
        icon = "pilcrow"
        template = "blocks/text.html"


class CalloutBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        label=_("Jenis"),
        choices=[
            ("note", _("Catatan")),
            ("tip", _("Kiat")),
            ("important", _("Penting")),
            ("warning", _("Peringatan")),
            ("caution", _("Awas")),
        ],
        default="note",
    )
    text = blocks.RichTextBlock(label=_("Teks"), features=FLOW)

    class Meta:
        label = _("Kotak perhatian")
        icon = "warning"
        template = "blocks/callout.html"


class StepsBlock(blocks.StructBlock):
    steps = blocks.ListBlock(blocks.RichTextBlock(features=FLOW), label=_("Langkah"), min_num=2)

    class Meta:
        label = _("Langkah-langkah")
        icon = "list-ol"
        template = "blocks/steps.html"


class LessonTableBlock(TypedTableBlock):
    @classmethod
    def of_texts(cls) -> "LessonTableBlock":
        return cls([("text", blocks.RichTextBlock(label=_("Teks"), features=INLINE, required=False))])

    class Meta:
        label = _("Tabel")
        icon = "table"
        template = "blocks/table.html"


class PlainTextBlock(blocks.TextBlock):
    """Text to be shown as it is; browsers send line ends as CR LF."""

    def value_from_form(self, value: str) -> str:
        return super().value_from_form(value).replace("\r\n", "\n")


class CodeBlock(blocks.StructBlock):
    language = blocks.CharBlock(label=_("Bahasa"), required=False, max_length=20)
    code = PlainTextBlock(label=_("Kode"), rows=8)

    class Meta:
        label = _("Contoh kode")
        icon = "code"
        template = "blocks/code.html"


class ConsoleBlock(blocks.StructBlock):
    text = PlainTextBlock(label=_("Baris perintah"), rows=6, help_text=_("Awali yang diketik dengan “$ ”."))

    class Meta:
        label = _("Contoh baris perintah")
        icon = "desktop"
        template = "blocks/console.html"


class ReflectionBlock(blocks.StructBlock):
    prompt = blocks.RichTextBlock(label=_("Pertanyaan"), features=FLOW)

    class Meta:
        label = _("Renungan")
        icon = "help"
        template = "blocks/reflection.html"
