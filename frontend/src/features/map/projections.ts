// CGCS2000 is not built into OpenLayers. In degrees it is drawn as it is; for the web mercator its difference from WGS 84 is below a metre.
import { register } from 'ol/proj/proj4'
import proj4 from 'proj4'

export type Crs = 'EPSG:4490' | 'EPSG:3857'
export const CGCS2000: Crs = 'EPSG:4490'
export const CHOICES: Crs[] = ['EPSG:4490', 'EPSG:3857']

proj4.defs(CGCS2000, '+proj=longlat +ellps=GRS80 +no_defs +type=crs')
register(proj4)
