"""The field for an uploaded proof, wherever one is handed in."""

import hashlib
from typing import Any, NamedTuple

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from lms.skills.proofs import LIMIT_MB, BadProof, proof_kind


class Proof(NamedTuple):
    """A file whose content was looked at."""

    file: UploadedFile
    kind: str
    sha256: str


class ProofField(forms.FileField):
    """Gives a ``Proof``: the kind is told by the content, and a file that may not serve is refused with the remedy."""

    widget = forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"})

    def __init__(self, **kwargs: Any) -> None:
        limit = {"limit": LIMIT_MB}
        kwargs.setdefault("help_text", _("PDF, PNG, atau JPEG, paling besar %(limit)s MB.") % limit)
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Proof:
        file = super().clean(data, initial)
        try:
            kind = proof_kind(file)
        except BadProof as fault:
            raise forms.ValidationError(str(fault)) from None
        sha256 = hashlib.sha256(file.read()).hexdigest()
        file.seek(0)
        return Proof(file, kind, sha256)
