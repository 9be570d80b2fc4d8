"""The policy engine: from a policy file and the facts to findings, verdicts and their reasons.

Pure: no clock, no settings, no sentences. The doors are :func:`tandem.policy.load.load_policy`,
:func:`tandem.policy.evaluate.evaluate`, :func:`tandem.policy.explain.explain` and
:func:`tandem.policy.compile.compile_policy`.
"""
