"""The demo district: an invented district in the middle of its round, made from a seed.

Nothing in it is anybody's record: district, schools and people are made up.
"""

from tandem.demo.district import District, Row
from tandem.demo.files import write_folder
from tandem.demo.generate import default_as_of, make_demo_district

__all__ = ["District", "Row", "default_as_of", "make_demo_district", "write_folder"]
