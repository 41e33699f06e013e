"""The settings of Sphinx. `scripts/site` builds the site."""

import sys
from pathlib import Path

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS.parent))

from autograd import __version__  # noqa: E402
from docs.site import linkcode_resolve  # noqa: E402, F401

project = "chainrule"
author = "The chainrule authors"
copyright = author
version = release = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.linkcode", "docs.site"]
# The book's links into the lab.
extensions += ["docs.book_links"] if (DOCS / "book_links.py").exists() else []
exclude_patterns = ["_build", "generate", "site"]
nitpicky = False  # docstrings name types of NumPy and PyTorch, which have no pages here

myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence"]

default_role = "code"
autodoc_member_order = "bysource"
autodoc_typehints = "none"  # the text of each argument gives its type, shape and dtype
autodoc_preserve_defaults = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True
napoleon_use_rtype = False
toc_object_entries_show_parents = "hide"

html_theme = "furo"
html_title = "chainrule"
html_static_path = ["site/static"]
html_extra_path = ["_build/extra"]
html_css_files = ["site.css"]
html_js_files = ["site.js"]
html_use_index = False  # the search finds more
html_copy_source = False
html_show_sphinx = False
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"
html_theme_options = {
    "source_repository": "https://github.com/chainrule/chainrule/",
    "source_branch": "main",
    "source_directory": "docs/",
}
