"""The steps of the outing form."""

from tandem.activities.forms.what import WhatForm
from tandem.activities.forms.where import WhereForm
from tandem.activities.forms.who import LedForm, WhoForm

__all__ = ["LedForm", "WhatForm", "WhereForm", "WhoForm"]
