"""A join that has no column of its own: what a seat's post group and digital role require."""

from typing import Any

from django.db import models


class RequiredOfPost(models.ForeignObject):
    """From a seat to every requirement of the same post group and digital role; a seat has many.

    Lets one query pair people with what their posts require, in the database. Like ``GenericRelation`` it is
    virtual: no column, no migration, and no unique target.
    """

    requires_unique_target = False

    def __init__(self) -> None:
        names = ["post_group", "digital_role"]
        super().__init__(
            "skills.Requirement", models.DO_NOTHING, names, names, related_name="+", editable=False
        )

    def contribute_to_class(
        self, cls: type[models.Model], name: str, private_only: bool = True, **kwargs: Any
    ) -> None:
        super().contribute_to_class(cls, name, private_only=True)
