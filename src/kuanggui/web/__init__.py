"""The web service: plans, audits and the page itself over HTTP; a thin door to the use cases."""
