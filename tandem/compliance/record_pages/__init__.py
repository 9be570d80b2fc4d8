"""The pages that every two-sided record has: enter, see, correct, answer (属实 / 有出入 / 未发生), take back.

A record app describes its pages with :class:`tandem.compliance.record_pages.pages.RecordPages` and puts
:func:`tandem.compliance.record_pages.urls.record_urls` of them into its URLconf.
"""
