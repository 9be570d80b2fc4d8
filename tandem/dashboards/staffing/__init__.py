"""Who works where: a school's people with their accounts, codes, roles, handing over."""
