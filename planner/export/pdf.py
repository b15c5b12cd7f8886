"""A trip as a PDF: the printable page on A4, by WeasyPrint (the extra ``pdf``)."""

from __future__ import annotations

import io
import logging
import warnings
from contextlib import redirect_stdout
from functools import cache

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
        with redirect_stdout(io.StringIO()), warnings.catch_warnings():  # it prints advice when a library is missing
            warnings.filterwarnings("error", "FontConfig|No fonts", UserWarning)  # with none, Pango would end the process
            import weasyprint  # noqa: F401
    except ImportError:
        return LABELS.say("pdf.extra", language)
    except OSError:
        return LABELS.say("pdf.pango", language)
    except UserWarning:
        return LABELS.say("pdf.font", language)
    return "" if _fonts_know_chinese() else LABELS.say("pdf.font", language)


@cache
def _fonts_know_chinese() -> bool:
    """Whether names come out as names and not as empty boxes, which WeasyPrint draws with no more than a warning."""
    import weasyprint

    boxes = _Complaints()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(boxes)
    try:
        weasyprint.HTML(string="<p>霞客").write_pdf()
    finally:
        logger.removeHandler(boxes)
    return not any(".notdef" in message for message in boxes.messages)


class _Complaints(logging.Handler):
    """Keeps what is warned of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())
