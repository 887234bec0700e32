from typing import Any

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from courses.exporter.folder import export_course
from courses.queries.authoring import writable_courses
from lms.people.access import SignedRequest, needs
from lms.people.permissions import Permission


@needs(Permission.WRITE_COURSES)
@require_GET
def course_export(request: SignedRequest, pk: int) -> Any:
    """The course as a ZIP of its folder, in its newest draft."""
    course = get_object_or_404(writable_courses(request.user), pk=pk)
    return FileResponse(export_course(course), as_attachment=True, filename=f"{course.folder_slug}.zip")
