"""What is screened: an application or planning block, and the answer's own words."""

from kuanggui.model.screening.application import Application
from kuanggui.model.screening.terms import Action, Degree, Method, Size, TransferMode

__all__ = ["Action", "Application", "Degree", "Method", "Size", "TransferMode"]
