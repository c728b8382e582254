"""Pictures of an assessment: what stands where, as plain values. Templates draw them.

Every picture says its content in words too (`says`), and what is drawn is told apart by sign,
pattern and number, never by colour alone. A unit is a pixel, and a picture of its own is no wider
than the screen of a telephone.
"""

from checklist.reporting.pictures.bars import BarPicture, coverage_picture, findings_picture
from checklist.reporting.pictures.change import ChangePicture, change_picture
from checklist.reporting.pictures.drawing import COLUMN, FIGURE, Frame
from checklist.reporting.pictures.map import MapPicture, map_picture

__all__ = [
    "COLUMN",
    "FIGURE",
    "BarPicture",
    "ChangePicture",
    "Frame",
    "MapPicture",
    "change_picture",
    "coverage_picture",
    "findings_picture",
    "map_picture",
]
