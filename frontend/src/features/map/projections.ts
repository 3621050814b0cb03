// CGCS2000 is not built into OpenLayers. In degrees it is drawn as it is; for the web mercator its difference from WGS 84 is below a metre.
import { register } from 'ol/proj/proj4'
import proj4 from 'proj4'

export type Crs = 'EPSG:4490' | 'EPSG:3857'
export const CGCS2000: Crs = 'EPSG:4490'
export const CHOICES: Crs[] = ['EPSG:4490', 'EPSG:3857']

proj4.defs(CGCS2000, '+proj=longlat +ellps=GRS80 +no_defs +type=crs')
register(proj4)

const A = 6_378_137
const E2 = 0.00669438002290 // of the CGCS2000 ellipsoid
const MERCATOR = 6_378_137

/** Metres on the ground, from west to east, of one unit of the map at a latitude. */
export function groundMetres(crs: Crs, lat: number): number {
  const phi = (lat * Math.PI) / 180
  const parallel = (A / Math.sqrt(1 - E2 * Math.sin(phi) ** 2)) * Math.cos(phi)
  return crs === CGCS2000 ? (parallel * Math.PI) / 180 : parallel / MERCATOR
}
