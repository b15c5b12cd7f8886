"""A trip as a PDF: the printable page on A4, by WeasyPrint (the extra ``pdf``)."""

from __future__ import annotations

import io
from contextlib import redirect_stdout

from ...domain.errors import ConfigurationError
from ...domain.language import Language
from ..trip import Trip
from .page.html import to_html
from .phrases import LABELS


def to_pdf(trip: Trip) -> bytes:
    """The page of :func:`.page.html.to_html` as a PDF, with fonts of this machine inside.

    Raises:
        ConfigurationError: If this installation can't, with what it lacks.
    """
    if lack := lack_of_pdf(trip.request.language):
        raise ConfigurationError(lack)
    import weasyprint

    nothing = weasyprint.urls.URLFetcher(allowed_protocols=())
    pdf: bytes = weasyprint.HTML(string=to_html(trip), url_fetcher=nothing).write_pdf()
    return pdf


def lack_of_pdf(language: Language) -> str:
    """What this installation lacks for a PDF and how to get it; empty where it lacks nothing."""
    try:
        with redirect_stdout(io.StringIO()):  # it prints advice when a library is missing
            import weasyprint  # noqa: F401
    except ImportError:
        return LABELS.say("pdf.extra", language)
    except OSError:
        return LABELS.say("pdf.pango", language)
    return ""
