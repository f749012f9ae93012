"""Codes for a camera: as SVG, as PNG, and on a poster of one page.

The poster is drawn at 300 points an inch with our own letters and put into a PDF by hand: a library that sets type
would weigh more than the rest of this room (docs/decisions/0011-doors.md).
"""

from __future__ import annotations

import zlib
from functools import cache
from io import BytesIO
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.main import QRCode

FONTS = Path(__file__).resolve().parents[1] / "frame" / "static" / "vendor"
INK, PAPER, SOFT = 28, 255, 100  # greys
A4 = (2480, 3508)  # 210 × 297 mm
Faces = dict[str, ImageFont.FreeTypeFont]
QUIET = 4  # modules of white around a code, as its standard wants


def squares(link: str, careful: bool = False) -> list[list[bool]]:
    """The code of a link, True where it is dark, with its quiet border. `careful`: still read when a part is worn."""
    code = QRCode(error_correction=ERROR_CORRECT_Q if careful else ERROR_CORRECT_M, border=QUIET)
    code.add_data(link)
    code.make(fit=True)
    return [[bool(cell) for cell in row] for row in code.get_matrix()]


def code_svg(link: str) -> bytes:
    """Black on white whatever stands around it: a camera wants the contrast."""
    rows = squares(link)
    runs = "".join(f"M{x} {y}h{n}v1h-{n}z" for y, row in enumerate(rows) for x, n in _runs(row))
    size = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<rect width="{size}" height="{size}" fill="#fff"/><path d="{runs}"/></svg>'
    ).encode()


def code_png(link: str, scale: int = 16) -> bytes:
    out = BytesIO()
    _picture(link, scale).save(out, "PNG", optimize=True)
    return out.getvalue()


def poster_pdf(link: str, heading: str, lines: list[str], organisation: str) -> bytes:
    """One page A4: who asks, one sentence, the code, and the address for those without a camera."""
    return _as_pdf(_sheet(link, heading, lines, organisation), heading)


def can_write(text: str) -> bool:
    """Whether our letters have all of it; a missing one would print a box."""
    return all(map(_face_of, text))


def _sheet(link: str, heading: str, lines: list[str], organisation: str) -> Image.Image:
    sheet = Image.new("L", A4, PAPER)
    draw = ImageDraw.Draw(sheet)
    x, width = 240, A4[0] - 480
    _write(draw, organisation, (x + 124, 252), "figtree", 56, 500, SOFT, width - 124)
    y = _write(draw, heading, (x, 470), "fraunces", 190, 560, INK, width)
    for line in lines:
        y = _write(draw, line, (x, y + 34), "figtree", 74, 400, SOFT, width)
    code = _picture(link, max(1, min(1500, A4[1] - y - 620) // len(squares(link, True))), True)
    sheet.paste(code, ((A4[0] - code.width) // 2, max(y + 60, (y + A4[1] - 420 - code.height) // 2)))
    _write(draw, link, (x, A4[1] - 380), "figtree", 46, 400, SOFT, width)
    return sheet


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    found, start = [], None
    for x, dark in enumerate([*row, False]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            found.append((start, x - start))
            start = None
    return found


def _picture(link: str, scale: int, careful: bool = False) -> Image.Image:
    rows = squares(link, careful)
    small = Image.new("1", (len(rows), len(rows)), 1)
    small.putdata([0 if dark else 1 for row in rows for dark in row])
    return small.resize((small.width * scale, small.height * scale), Image.Resampling.NEAREST)


def _write(
    draw: ImageDraw.ImageDraw,
    text: str,
    at: tuple[int, int],
    font: str,
    size: int,
    weight: int,
    grey: int,
    width: int,
) -> int:
    """Set text from `at` on in as many lines as it needs; return where the last one ends."""
    faces = {half: _font(font, size, weight, half) for half in ("latin", "latin-ext")}
    y = at[1]
    for line in _broken(text, faces, width):
        x = float(at[0])
        for half, run in groupby(line, key=_face_of):
            letters = "".join(run)
            draw.text((x, y), letters, fill=grey, font=faces[half or "latin"])
            x += faces[half or "latin"].getlength(letters)
        y += round(size * 1.22)
    return y


def _broken(text: str, faces: Faces, width: int) -> list[str]:
    """Lines that fit: broken between words, and in a word only where it is longer than a line."""
    lines = [""]
    for word in text.split():
        tried = f"{lines[-1]} {word}".strip()
        if _length(tried, faces) <= width:
            lines[-1] = tried
            continue
        lines.append("")
        for letter in word:
            if lines[-1] and _length(lines[-1] + letter, faces) > width:
                lines.append("")
            lines[-1] += letter
    return [line for line in lines if line]


def _length(text: str, faces: Faces) -> float:
    return sum(faces[half or "latin"].getlength("".join(run)) for half, run in groupby(text, key=_face_of))


def _face_of(letter: str) -> str:
    """Which half of our letters has it; "" if none does. As in tokens.css."""
    code = ord(letter)
    if 0x20 <= code < 0x100 or 0x2010 <= code < 0x2030 or code in (0x152, 0x153, 0x20AC):
        return "latin"
    return "latin-ext" if 0x100 <= code < 0x250 or 0x1E00 <= code < 0x1F00 else ""


@cache
def _font(name: str, size: int, weight: int, half: str) -> ImageFont.FreeTypeFont:
    axis = {"fraunces": "opsz", "figtree": "wght"}[name]
    face = ImageFont.truetype(str(FONTS / f"{name}-{half}-{axis}-normal.woff2"), size)
    face.set_variation_by_axes([144, weight] if name == "fraunces" else [weight])
    return face


def _as_pdf(sheet: Image.Image, title: str) -> bytes:
    """A PDF of one page: a picture, losslessly packed, and the bullseye in its colours."""
    packed = zlib.compress(sheet.tobytes(), 6)
    drawn = b"q 595.28 0 0 841.89 0 0 cm /P Do Q\n" + _bullseye(68.6, 773.3, 11)
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R/Lang(en)>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595.28 841.89]/Resources<</XObject<</P 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceGray"
        b"/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (*sheet.size, len(packed), packed),
        b"<</Title<%s>/Producer(Wellserved)>>" % ("\ufeff" + title).encode("utf-16-be").hex().encode(),
    ]
    out, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start)
    return bytes(out)


def _bullseye(x: float, y: float, size: float) -> bytes:
    """Rings of ink with a red middle, in the words of PDF; each circle is four curves."""
    ink, white, red = "0.129 0.110 0.090", "1 1 1", "0.784 0.251 0.165"
    said = []
    for share, colour in ((1.0, ink), (0.8, white), (0.58, ink), (0.38, white), (0.28, red)):
        r = size * share
        k = r * 0.5523
        said.append(
            f"{colour} rg {x + r:.2f} {y:.2f} m "
            f"{x + r:.2f} {y + k:.2f} {x + k:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c "
            f"{x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} c "
            f"{x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c "
            f"{x + k:.2f} {y - r:.2f} {x + r:.2f} {y - k:.2f} {x + r:.2f} {y:.2f} c f"
        )
    return "\n".join(said).encode()
