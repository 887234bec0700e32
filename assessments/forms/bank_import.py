from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

ENDINGS = ".gift,.txt,.xml,.zip,.csv,.xlsx"


class QuestionFileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Berkas soal"),
        help_text=gettext_lazy("GIFT, Moodle XML, Aiken, QTI 2.1 sampai 3.0, atau templat XLSX dan CSV."),
        widget=forms.ClearableFileInput(attrs={"accept": ENDINGS}),
        allow_empty_file=True,
    )

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > settings.PIAWAI_UPLOAD_LIMIT_MB * 1024 * 1024:
            limit = {"limit": settings.PIAWAI_UPLOAD_LIMIT_MB}
            raise ValidationError(_("Berkas lebih besar dari %(limit)s MB. Bagi menjadi beberapa.") % limit)
        return file
