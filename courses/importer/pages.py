"""Create or update a page of a course by its slug, in place: its id, and with it all progress, stays."""

import json
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import Page

P = TypeVar("P", bound=Page)


def keep_page(
    parent: Page,
    model: type[P],
    slug: str,
    fields: dict[str, Any],
    *,
    by: Any,
    publish: bool,
    existing: P | None = None,
    relations: Callable[[P], None] | None = None,
) -> P:
    """The stored page. ``fields`` are set on its newest draft; ``relations`` sets child rows on the same object.

    A revision is written only when that changed something. ``existing`` is given when the page may stand under
    another parent; it stays there until the pages are put in order. A draft never changes what is live.
    """
    page = existing or model.objects.child_of(parent).filter(slug=slug).first()
    if page is None:
        return _created(parent, model(slug=slug, live=False, owner=by, **fields), by, publish, relations)
    return _updated(page, fields, by, publish, relations)


def _created(parent: Page, page: P, by: Any, publish: bool, relations: Callable[[P], None] | None) -> P:
    page.has_unpublished_changes = True
    if relations:
        relations(page)
    parent.add_child(instance=page)
    page.save_revision(user=by)
    if publish:
        page.get_latest_revision().publish(user=by, skip_permission_checks=True)
    return type(page).objects.get(pk=page.pk)


def _updated(
    page: P, fields: dict[str, Any], by: Any, publish: bool, relations: Callable[[P], None] | None
) -> P:
    draft = page.get_latest_revision_as_object()
    before = _content(draft)
    for name, value in fields.items():
        setattr(draft, name, value)
    if relations:
        relations(draft)
    if _content(draft) != before or page.latest_revision_id is None:
        draft.save_revision(user=by)
    revision = draft.get_latest_revision()
    if publish and (not page.live or page.live_revision_id != revision.pk):
        revision.publish(user=by, skip_permission_checks=True)
    return type(page).objects.get(pk=page.pk)


def _content(page: Page) -> dict[str, Any]:
    """What a revision would hold, with stream fields compared by what they say."""
    content = page.serializable_data()
    if isinstance(content.get("body"), str):
        content["body"] = json.loads(content["body"])
    return content


def stream_json(block: Any, raw: list[dict[str, Any]]) -> str:
    """Blocks in the exact form in which a stream field stores them again and again."""
    stream = block.to_python(raw)
    for child in stream:
        child.value  # noqa: B018  (a child that was never looked at is stored as it came)
    return json.dumps(block.get_prep_value(stream), cls=DjangoJSONEncoder)


def put_in_order(parent: Page, slugs: list[str]) -> None:
    """Bring the children into the order of ``slugs``, others last; what stands right already is not touched."""
    children = list(parent.get_children())
    place = {slug: index for index, slug in enumerate(slugs)}
    wanted = sorted(children, key=lambda page: place.get(page.slug, len(slugs)))
    if wanted == children:
        return
    for page in wanted:
        Page.objects.get(pk=page.pk).move(Page.objects.get(pk=parent.pk), pos="last-child")
