// Where tiles come from: our own vector tiles in both grids, and pictures of Tianditu where the site has a key.
import MVT from 'ol/format/MVT'
import TileLayer from 'ol/layer/Tile'
import VectorTileSource from 'ol/source/VectorTile'
import XYZ from 'ol/source/XYZ'
import TileGrid from 'ol/tilegrid/TileGrid'
import { CGCS2000, type Crs } from './projections'

const SIDE = 512
const DEEPEST = 18
const EDGE = 20_037_508.342789244

function grid(crs: Crs, side: number): TileGrid {
  const whole = crs === CGCS2000 ? 360 : 2 * EDGE
  const resolutions = Array.from({ length: DEEPEST + 1 }, (_, zoom) => whole / side / 2 ** zoom)
  return new TileGrid({ origin: crs === CGCS2000 ? [-180, 90] : [-EDGE, EDGE], resolutions, tileSize: side })
}

function source(crs: Crs, path: string, query: string): VectorTileSource {
  const url = `/api/map/${path}/tiles/${crs.replace('EPSG:', '')}/{z}/{x}/{y}${query}`
  return new VectorTileSource({ format: new MVT(), projection: crs, tileGrid: grid(crs, SIDE), url, wrapX: false })
}

/** The features of a plan in force on a day. */
export const planSource = (crs: Crs, plan: string, day: string): VectorTileSource =>
  source(crs, `plans/${encodeURIComponent(plan)}`, `?as_of=${day}`)

/** A constraint layer; its version keeps the browser from showing an older one. */
export const layerSource = (crs: Crs, name: string, version: string): VectorTileSource =>
  source(crs, `layers/${encodeURIComponent(name)}`, `?v=${version}`)

/** Tianditu with its lettering, under all other layers. */
export function tiandituLayers(crs: Crs, key: string): TileLayer[] {
  const set = crs === CGCS2000 ? 'c' : 'w'
  return ['vec', 'cva'].map((name) => {
    const url =
      `https://t{0-7}.tianditu.gov.cn/${name}_${set}/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${name}&STYLE=default` +
      `&TILEMATRIXSET=${set}&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=${key}`
    return new TileLayer({ source: new XYZ({ url, projection: crs, tileGrid: grid(crs, 256), wrapX: false, crossOrigin: 'anonymous' }) })
  })
}
