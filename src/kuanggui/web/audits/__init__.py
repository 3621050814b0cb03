"""Audits of documents over HTTP."""
