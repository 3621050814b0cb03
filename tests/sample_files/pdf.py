"""PDF files set by reportlab in the Chinese font that every reader brings along."""

import io
from collections.abc import Sequence

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

FONT = "STSong-Light"
BODY = ParagraphStyle("body", fontName=FONT, fontSize=12, leading=20, firstLineIndent=24, wordWrap="CJK")
HEADING = ParagraphStyle("heading", parent=BODY, fontSize=16, leading=28, firstLineIndent=0, alignment=1)
SMALL = ParagraphStyle("small", parent=BODY, fontSize=10, leading=14, firstLineIndent=0)
GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), FONT, 10)]
OPEN_SIDES = [
    ("INNERGRID", (0, 0), (-1, -1), 0.5, colors.black),
    ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
    ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black),
    ("FONT", (0, 0), (-1, -1), FONT, 10),
]

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def body(text: str) -> Flowable:
    """A paragraph of running text."""
    return Paragraph(text, BODY)


def heading(text: str) -> Flowable:
    """A centred heading."""
    return Paragraph(text, HEADING)


def gap(points: float) -> Flowable:
    """Empty space."""
    return Spacer(1, points)


def table(rows: Sequence[Sequence[str]], style: Sequence[tuple[object, ...]] = GRID, **options: object) -> Flowable:
    """A ruled table."""
    return Table([list(row) for row in rows], style=list(style), **options)


def write_pdf(*story: Flowable, header: str = "", footer: str = "— {page} —") -> bytes:
    """The pages of a story, each with the same header and its page number."""
    stream = io.BytesIO()

    def edges(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 40, header)
        canvas.drawCentredString(A4[0] / 2, 30, footer.format(page=document.page))

    SimpleDocTemplate(stream, pagesize=A4).build(list(story), onFirstPage=edges, onLaterPages=edges)
    return stream.getvalue()


def raw_pdf(*objects: bytes) -> bytes:
    """A PDF of one page, with the given objects from number 4 on: 4 is the page's content, 5 a drawing it may call `a`."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</a 5 0 R>>>>>>"
    every = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, *objects]
    content, places = b"%PDF-1.7\n", []
    for number, one in enumerate(every, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return content + trailer % (len(every) + 1, table, len(every) + 1, len(content))


def stream(content: bytes, attributes: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), attributes, content)


def drawing(content: bytes, calls: int) -> bytes:
    """A drawing that may call the object of the given number `a`."""
    attributes = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</a %d 0 R>>>>" % calls
    return stream(content, attributes)
