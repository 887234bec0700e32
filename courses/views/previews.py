"""What authors see of a draft: the learner's own screens, without a learner."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from wagtail.rich_text import expand_db_html

from courses.fragments import body_html, outline_html
from courses.models import CoursePage, LessonPage
from courses.models.pages import course_of
from courses.queries.outline import outline_of
from courses.rendering import render_fresh


def lesson_preview(request: HttpRequest, lesson: LessonPage) -> HttpResponse:
    course = course_of(lesson)
    outline = outline_of(course)
    context = {
        "course": course,
        "lesson": lesson,
        "outline": outline,
        "rail": outline_html(outline, frozenset(), lesson.pk),
        "body": body_html(render_fresh(lesson), {}, request),
        "preview": True,
    }
    return render(request, "courses/lesson.html", context)


def course_preview(request: HttpRequest, course: CoursePage) -> HttpResponse:
    context = {
        "course": course,
        "outline": outline_of(course),
        "skills": course.skills_taught.all(),
        "enrolment": None,
        "description": mark_safe(expand_db_html(course.description)),
        "preview": True,
    }
    return render(request, "courses/course.html", context)
