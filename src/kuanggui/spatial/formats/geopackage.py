"""How GeoPackages are written."""

# Without this GDAL writes 1.4, which the QGIS of a few years ago warns of; nothing that we write needs more than 1.2.
GEOPACKAGE = {"VERSION": "1.2"}
