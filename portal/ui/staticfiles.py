"""Static files: compressed, with a hash of their content in the name."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class PortalStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """A file that changes gets a new name, also where an ES module imports it.

    A name that was never collected is an error, not a broken link.
    """

    support_js_module_import_aggregation = True
    manifest_strict = True
