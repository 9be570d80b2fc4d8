"""Waivers: setting a duty aside for one collaboration and period, with a reason."""
