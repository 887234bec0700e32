"""Small pictures, harmless and not."""

import io

from PIL import Image


def _picture(form: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(file, form)
    return file.getvalue()


PNG = _picture("PNG")
JPEG = _picture("JPEG")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="4" height="3"/></svg>'
BAD_SVG = SVG.replace(b"<rect", b"<script>alert(1)</script><rect")
