from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError


class OptionBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(label=_("Pilihan"), features=["bold", "italic", "code"])
    correct = blocks.BooleanBlock(label=_("Benar"), required=False)
    feedback = blocks.CharBlock(label=_("Umpan balik"), max_length=500)

    class Meta:
        icon = "tick-inverse"


class CheckBlock(blocks.StructBlock):
    """A question inside a lesson: answered for oneself, with feedback, without a mark."""

    question = blocks.RichTextBlock(label=_("Pertanyaan"), features=["bold", "italic", "code", "ol", "ul"])
    options = blocks.ListBlock(OptionBlock(), label=_("Pilihan"), min_num=2, max_num=5)

    class Meta:
        label = _("Periksa diri")
        icon = "help"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not any(option["correct"] for option in cleaned["options"]):
            fault = ValidationError(_("Tandai paling sedikit satu pilihan yang benar."))
            raise StructBlockValidationError(block_errors={"options": fault})
        return cleaned
