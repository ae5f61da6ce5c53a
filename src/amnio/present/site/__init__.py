"""The evidence as a folder of pages: static, in two languages, searchable without a network."""

from amnio.present.site.build import SiteContent, count_of, files_of

__all__ = ["SiteContent", "count_of", "files_of"]
