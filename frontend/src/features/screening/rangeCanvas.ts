// The map of one range: to draw it on, to see it on, and to see what a theme has in it.
import ScaleLine from 'ol/control/ScaleLine'
import { defaults } from 'ol/control/defaults'
import Feature from 'ol/Feature'
import GeoJSON from 'ol/format/GeoJSON'
import type Geometry from 'ol/geom/Geometry'
import Polygon from 'ol/geom/Polygon'
import Draw from 'ol/interaction/Draw'
import Modify from 'ol/interaction/Modify'
import Snap from 'ol/interaction/Snap'
import VectorLayer from 'ol/layer/Vector'
import OlMap from 'ol/Map'
import { transform } from 'ol/proj'
import VectorSource from 'ol/source/Vector'
import { Circle, Fill, Stroke, Style } from 'ol/style'
import View from 'ol/View'
import type { MapFeature, Shape } from '@/api/client'
import { CGCS2000 } from '@/features/map/projections'
import { nameStyle } from '@/features/map/names'
import { divisionStyle, lettering, styleOf } from '@/features/map/symbols'
import type { Ring } from './range'

// Shapes are true to form in the web mercator; CGCS2000 and WGS 84 differ by less than a pixel can show.
const DRAWN_IN = 'EPSG:3857'
const SNAP = 12 // pixels
type Source = VectorSource<Feature<Geometry>>

const range = new Style({ stroke: new Stroke({ color: '#17465a', width: 3 }), fill: new Fill({ color: '#17465a14' }), zIndex: 5 })
const sketch = new Style({
  stroke: new Stroke({ color: '#b56a06', width: 3 }),
  fill: new Fill({ color: '#b56a0622' }),
  image: new Circle({ radius: 6, fill: new Fill({ color: '#b56a06' }), stroke: new Stroke({ color: '#fff', width: 2 }) }),
})
const ROLES: Record<string, Style> = {
  feature: new Style({ stroke: new Stroke({ color: '#7a4a2a', width: 1.6 }), fill: new Fill({ color: '#7a4a2a1f' }), zIndex: 2 }),
  near: new Style({
    stroke: new Stroke({ color: '#c07a10', width: 2.4 }),
    fill: new Fill({ color: '#c07a1022' }),
    image: new Circle({ radius: 6, fill: new Fill({ color: '#c07a10' }) }),
    zIndex: 3,
  }),
  overlap: new Style({ stroke: new Stroke({ color: '#b3261e', width: 2 }), fill: new Fill({ color: '#b3261e66' }), zIndex: 6 }),
}

function hitStyle(feature: Feature): Style[] {
  const role = String(feature.get('role'))
  const style = ROLES[role] ?? range
  return role === 'feature' ? [style] : [style, nameStyle(lettering(String(feature.get('name'))), style.getZIndex())]
}

export class RangeCanvas {
  private readonly map: OlMap
  private readonly backdrop: Source = new VectorSource()
  private readonly counties: Source = new VectorSource()
  private readonly known: Source = new VectorSource()
  private readonly hits: Source = new VectorSource()
  private readonly range: Source = new VectorSource()
  private readonly format = new GeoJSON({ dataProjection: CGCS2000, featureProjection: DRAWN_IN })
  private drawing: Draw | undefined
  private changing: Modify | undefined
  private readonly snaps = [this.known, this.hits].map((source) => new Snap({ source, pixelTolerance: SNAP }))

  constructor(
    host: HTMLElement,
    private readonly drawn: (ring: Ring) => void,
  ) {
    const layers = [
      new VectorLayer({ source: this.backdrop, style: (feature) => divisionStyle(feature, false) }),
      new VectorLayer({ source: this.counties, style: (feature) => divisionStyle(feature, true), declutter: true }),
      new VectorLayer({ source: this.known, style: (feature, resolution) => styleOf(feature, resolution, false, false) }),
      new VectorLayer({ source: this.hits, style: (feature) => hitStyle(feature as Feature), declutter: true }),
      new VectorLayer({ source: this.range, style: range }),
    ]
    const view = new View({ projection: DRAWN_IN, center: transform([113, 38], CGCS2000, DRAWN_IN), zoom: 7, maxZoom: 20, minZoom: 3 })
    this.map = new OlMap({ target: host, layers, view, controls: defaults({ attribution: false }).extend([new ScaleLine()]) })
  }

  setGround(counties: MapFeature[], around: MapFeature[]): void {
    this.fill(this.counties, counties)
    this.fill(this.backdrop, around)
    if (this.range.isEmpty()) this.fit(this.counties, 20)
  }

  /** Features of the plan, to see and to snap to. */
  setKnown(features: MapFeature[]): void {
    this.fill(this.known, features)
  }

  setHits(features: MapFeature[]): void {
    this.fill(this.hits, features)
  }

  setRange(shape: Shape | undefined, move: boolean): void {
    this.range.clear()
    if (!shape) return
    this.range.addFeature(new Feature(this.format.readGeometry(shape) ?? undefined))
    if (move) this.fit(this.range, 70)
  }

  showRange(): void {
    this.fit(this.range, 70)
  }

  /** Let a range be drawn, corner by corner; near corners and sides of what is there the pointer snaps. */
  draw(): void {
    this.stop()
    this.range.clear()
    this.drawing = new Draw({ source: this.range, type: 'Polygon', style: sketch })
    this.drawing.on('drawend', (event) => {
      this.report(event.feature)
      setTimeout(() => this.stop())
    })
    this.add(this.drawing)
  }

  /** Let corners of the range be moved. */
  change(): void {
    this.stop()
    this.changing = new Modify({ source: this.range, style: sketch })
    this.changing.on('modifyend', (event) => event.features.forEach((feature) => this.report(feature as Feature)))
    this.add(this.changing)
  }

  stop(): void {
    for (const one of [this.drawing, this.changing, ...this.snaps]) if (one) this.map.removeInteraction(one)
    this.drawing = this.changing = undefined
  }

  end(): void {
    this.map.setTarget(undefined)
    this.map.dispose()
  }

  private add(one: Draw | Modify): void {
    this.map.addInteraction(one)
    for (const snap of this.snaps) this.map.addInteraction(snap)
  }

  private report(feature: Feature): void {
    const shape = feature.getGeometry()?.clone()
    shape?.transform(DRAWN_IN, CGCS2000)
    if (shape instanceof Polygon) this.drawn((shape.getCoordinates()[0] ?? []).slice(0, -1) as Ring)
  }

  private fill(source: Source, features: MapFeature[]): void {
    source.clear()
    for (const one of features) {
      if (!one.geometry) continue
      // A property of the name `geometry` would take the place of the shape.
      const { geometry: mark, ...rest } = one.properties
      const read = this.format.readFeature({ ...one, properties: { ...rest, geometry_mark: mark } })
      source.addFeatures(Array.isArray(read) ? read : [read as Feature<Geometry>])
    }
  }

  private fit(source: Source, padding: number): void {
    const extent = source.getExtent()
    if (extent && Number.isFinite(extent[0])) this.map.getView().fit(extent, { padding: [padding, padding, padding, padding], maxZoom: 17 })
  }
}
