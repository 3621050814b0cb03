"""Starts the reading process: `python -m kuanggui.ingest.readers.pdf`."""

from kuanggui.ingest.readers.pdf.worker import main

main()
