from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Gambar"))
    alt = blocks.CharBlock(
        label=_("Teks alternatif"),
        max_length=500,
        help_text=_("Apa yang ditunjukkan gambar ini, bagi yang tidak melihatnya."),
    )
    caption = blocks.CharBlock(label=_("Keterangan"), required=False, max_length=300)

    @classmethod
    def of_photos(cls) -> "PictureBlock":
        return cls(label=_("Gambar"), icon="image", template="blocks/image.html")

    @classmethod
    def of_drawings(cls) -> "PictureBlock":
        return cls(label=_("Gambar skema"), icon="draft", template="blocks/image.html")


class VideoBlock(blocks.StructBlock):
    file = DocumentChooserBlock(label=_("Video (MP4)"))
    captions = DocumentChooserBlock(label=_("Takarir (VTT)"), required=False)
    transcript = blocks.RichTextBlock(
        label=_("Transkrip"), required=False, features=["bold", "italic", "ol", "ul"]
    )

    class Meta:
        label = _("Video")
        icon = "media"
        template = "blocks/video.html"

    def clean(self, value: Any) -> Any:
        """A video that a deaf person cannot follow is not published (WCAG 2.2, 1.2.2)."""
        cleaned = super().clean(value)
        if not cleaned["captions"] and not str(cleaned["transcript"] or "").strip():
            fault = ValidationError(_("Lengkapi video dengan takarir (VTT) atau transkrip."))
            raise StructBlockValidationError(block_errors={"captions": fault})
        return cleaned


class FileBlock(blocks.StructBlock):
    file = DocumentChooserBlock(label=_("Berkas"))
    title = blocks.CharBlock(label=_("Judul"), max_length=160)

    class Meta:
        label = _("Berkas")
        icon = "doc-full"
        template = "blocks/file.html"
