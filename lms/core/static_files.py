from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Static files under names that change with their content, modules that import each other included.

    Otherwise a browser could run a new module together with an old one for as long as it keeps the old one.
    """

    support_js_module_import_aggregation = True
