from django.contrib.staticfiles.storage import StaticFilesStorage

from lms.core.static_files import HashedStaticFiles


def test_a_module_imports_the_hashed_name_of_another(tmp_path, settings):
    settings.DEBUG = False
    (tmp_path / "a.js").write_text('import { b } from "./b.js";\n')
    (tmp_path / "b.js").write_text("export const b = 1;\n")
    source, storage = StaticFilesStorage(location=tmp_path), HashedStaticFiles(location=tmp_path)

    names = {old: new for old, new, _done in storage.post_process({n: (source, n) for n in ("a.js", "b.js")})}

    assert (tmp_path / names["a.js"]).read_text() == f'import {{ b }} from "./{names["b.js"]}";\n'
