"""The embedded mode as it is measured: without DEBUG's query log, with cached templates."""

from .embedded import *

DEBUG = False
MIDDLEWARE = [each for each in MIDDLEWARE if not each.endswith("own_error_pages")]
LOGGING = logging_for("embedded", "WARNING")
