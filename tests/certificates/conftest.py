import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from certificates.credentials import keys as badge_keys
from certificates.sealing import keys


@pytest.fixture(autouse=True)
def _keys_stay():
    """Files outlast a test, unlike rows: a key that a test renews or removes is put back for the next one."""
    keys.current()
    badge_keys.current()
    before = _keys()
    yield
    if _keys() != before:
        for name in _keys():
            storages["private"].delete(name)
        for name, content in before.items():
            storages["private"].save(name, ContentFile(content))


def _keys() -> dict[str, bytes]:
    found = {}
    for folder in (keys.FOLDER, badge_keys.FOLDER):
        for name in storages["private"].listdir(folder)[1]:
            with storages["private"].open(f"{folder}/{name}") as file:
                found[f"{folder}/{name}"] = file.read()
    return found
