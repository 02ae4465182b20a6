"""A Qt window whose colour counts the presses, changed in the press itself."""

from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

COLOURS = 200


class Area(QWidget):  # type: ignore[misc]  # Qt is not installed where types are checked
    """Fills itself with a colour whose red channel is the count."""

    presses = 0

    def mousePressEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Show one more press."""
        self.presses += 1
        self.paint()

    def paint(self) -> None:
        """Take the colour of the count."""
        self.setStyleSheet(f"background: rgb({self.presses % COLOURS}, 64, 128)")
        self.repaint()


program = QApplication([])
area = Area()
area.setWindowTitle("Presses")
area.setGeometry(200, 230, 800, 600)
area.paint()
area.show()
program.exec()
