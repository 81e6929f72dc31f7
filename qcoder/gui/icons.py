"""Icons: drawn from lines, in the colour of the words around them, sharp at every scale."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from qcoder.gui.contrast import LINE_CONTRAST, contrast, legible
from qcoder.gui.resources import resource_text

_SCALES = (1.0, 2.0, 3.0)
_SIZE = 12
_LINE = 16
# Room between shape and words: the style sheet leaves none.
_GAP = 4
SHAPE_SIZE = QSize(_SIZE + _GAP, _SIZE)
"""For ``setIconSize`` where :func:`dot` or :func:`swatch` is shown."""


def paint_icon(painter: QPainter, place: QRectF, name: str, colour: QColor) -> None:
    """Paint the icon of that name."""
    drawing = resource_text(f"icons/{name}.svg").replace("currentColor", colour.name())
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, place)


def line_icon(name: str, colour: QColor) -> QIcon:
    """An icon for buttons and menus; made anew when the colours change."""
    icon = QIcon()
    for scale in _SCALES:
        pixmap = _blank(QSize(_LINE, _LINE), scale)
        painter = QPainter(pixmap)
        paint_icon(painter, QRectF(0, 0, _LINE, _LINE), name, colour)
        painter.end()
        icon.addPixmap(pixmap)
    return icon


def swatch(colour: str) -> QIcon:
    """A rounded square of one colour: a code."""
    return _shape(colour, is_round=False)


def dot(colour: str) -> QIcon:
    """A disc of one colour: a coder."""
    return _shape(colour, is_round=True)


def paint_shape(
    painter: QPainter, place: QRectF, colour: str, palette: QPalette, *, is_round: bool
) -> None:
    """Fill a disc or a rounded square; a colour that is hard to see on the page gets an edge."""
    filled, page = QColor(colour), palette.color(QPalette.ColorRole.Base)
    painter.setBrush(filled)
    painter.setPen(Qt.PenStyle.NoPen)
    if contrast(filled, page) < LINE_CONTRAST:
        text = palette.color(QPalette.ColorRole.Text)
        painter.setPen(legible(filled, page, text, LINE_CONTRAST))
        place = place.adjusted(0.5, 0.5, -0.5, -0.5)
    radius = place.width() / 2 if is_round else 2.5
    painter.drawRoundedRect(place, radius, radius)


def _shape(colour: str, *, is_round: bool) -> QIcon:
    icon = QIcon()
    for scale in _SCALES:
        pixmap = _blank(SHAPE_SIZE, scale)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(0, 0, _SIZE, _SIZE)
        paint_shape(painter, place, colour, QGuiApplication.palette(), is_round=is_round)
        painter.end()
        icon.addPixmap(pixmap)
        # In a selected row Qt would mix it with the colour of the selection.
        icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon


def _blank(size: QSize, scale: float) -> QPixmap:
    pixmap = QPixmap(size * scale)
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap
