// The map of the editor. It works in degrees, so that corners keep their digits; neighbours' corners and edges attract the pointer.
import Collection from 'ol/Collection'
import Feature from 'ol/Feature'
import GeoJSON from 'ol/format/GeoJSON'
import type OlGeometry from 'ol/geom/Geometry'
import type Interaction from 'ol/interaction/Interaction'
import Draw from 'ol/interaction/Draw'
import Modify from 'ol/interaction/Modify'
import Snap from 'ol/interaction/Snap'
import Translate from 'ol/interaction/Translate'
import VectorLayer from 'ol/layer/Vector'
import OlMap from 'ol/Map'
import ScaleLine from 'ol/control/ScaleLine'
import { defaults } from 'ol/control/defaults'
import VectorSource from 'ol/source/Vector'
import { Circle, Fill, Stroke, Style } from 'ol/style'
import View from 'ol/View'
import type { MapFeature } from '@/api/client'
import { CGCS2000 } from '@/features/map/projections'
import { divisionStyle, styleOf } from '@/features/map/symbols'
import type { Geometry, Item } from './drawing'

export type Tool = 'select' | 'draw' | 'reshape' | 'move' | 'split'
const HIT = 4 // pixels around the pointer
const SNAP = 12
const red = new Style({ stroke: new Stroke({ color: '#b3261e', width: 2 }), fill: new Fill({ color: '#b3261e66' }), zIndex: 20 })
const sketch = new Style({
  stroke: new Stroke({ color: '#b56a06', width: 3 }),
  fill: new Fill({ color: '#b56a0633' }),
  image: new Circle({ radius: 6, fill: new Fill({ color: '#b56a06' }), stroke: new Stroke({ color: '#ffffff', width: 2 }) }),
})

export class EditorCanvas {
  private readonly map: OlMap
  private readonly format = new GeoJSON()
  private readonly items = new VectorSource<Feature<OlGeometry>>()
  private readonly warnings = new VectorSource<Feature<OlGeometry>>()
  private readonly counties = new VectorSource<Feature<OlGeometry>>()
  private readonly chosen = new Collection<Feature<OlGeometry>>()
  private readonly others = new Collection<Feature<OlGeometry>>()
  private interactions: Interaction[] = []
  private ids: string[] = []

  constructor(
    host: HTMLElement,
    private readonly on: {
      picked: (id: string | undefined, more: boolean) => void
      drawn: (geometry: Geometry) => void
      reshaped: (id: string, geometry: Geometry) => void
      cut: (line: Geometry) => void
    },
  ) {
    this.map = new OlMap({
      target: host,
      layers: [
        new VectorLayer({ source: this.counties, style: (feature) => divisionStyle(feature, true), declutter: true }),
        new VectorLayer({
          source: this.items,
          style: (feature, resolution) => styleOf(feature, resolution, this.ids.includes(String(feature.getId())), true),
        }),
        new VectorLayer({ source: this.warnings, style: red }),
      ],
      view: new View({ projection: CGCS2000, center: [113, 39.9], zoom: 8, maxZoom: 22 }),
      controls: defaults({ attribution: false }).extend([new ScaleLine()]),
    })
    this.map.on('singleclick', (event) => {
      if (this.interactions.some((one) => one instanceof Draw)) return
      const options = { hitTolerance: HIT, layerFilter: (layer: unknown) => layer === this.map.getLayers().item(1) }
      const hit = this.smallest(this.map.getFeaturesAtPixel(event.pixel, options) as Feature<OlGeometry>[])
      const original = event.originalEvent as MouseEvent
      this.on.picked(hit ? String(hit.getId()) : undefined, original.shiftKey || original.ctrlKey)
    })
  }

  /** Zones cover blocks: of all under the pointer the smallest is meant. */
  private smallest(hits: Feature<OlGeometry>[]): Feature<OlGeometry> | undefined {
    const size = (feature: Feature<OlGeometry>): number => {
      const [west = 0, south = 0, east = 0, north = 0] = feature.getGeometry()?.getExtent() ?? []
      return (east - west) * (north - south)
    }
    return [...hits].sort((one, other) => size(one) - size(other))[0]
  }

  setCounties(counties: MapFeature[]): void {
    this.counties.clear()
    this.counties.addFeatures(
      counties.filter((one) => one.geometry).map((one) => this.format.readFeature(one) as Feature<OlGeometry>),
    )
  }

  setItems(items: Item[]): void {
    this.items.clear()
    for (const item of items) {
      if (!item.geometry) continue
      const feature = new Feature<OlGeometry>(this.format.readGeometry(item.geometry) ?? undefined)
      feature.setId(item.id)
      feature.setProperties({ kind: item.kind, name: item.name || item.id, geometry_mark: item.mark })
      this.items.addFeature(feature)
    }
    this.choose(this.ids)
  }

  setWarnings(shapes: Geometry[]): void {
    this.warnings.clear()
    this.warnings.addFeatures(shapes.map((shape) => new Feature<OlGeometry>(this.format.readGeometry(shape) ?? undefined)))
  }

  choose(ids: string[]): void {
    this.ids = ids
    this.chosen.clear()
    this.others.clear()
    this.items.forEachFeature((feature) => void (ids.includes(String(feature.getId())) ? this.chosen : this.others).push(feature))
    this.items.changed()
  }

  use(tool: Tool): void {
    for (const one of this.interactions) this.map.removeInteraction(one)
    this.interactions = this.made(tool)
    for (const one of this.interactions) this.map.addInteraction(one)
  }

  private made(tool: Tool): Interaction[] {
    // Snapping comes last, since the interaction added last sees the pointer first. A shape does not snap to itself.
    const toOthers = new Snap({ features: this.others, pixelTolerance: SNAP })
    if (tool === 'draw') {
      const draw = new Draw({ type: 'Polygon', style: sketch })
      draw.on('drawend', (event) => this.on.drawn(this.write(event.feature.getGeometry())))
      return [draw, new Snap({ source: this.items, pixelTolerance: SNAP })]
    }
    if (tool === 'split') {
      const draw = new Draw({ type: 'LineString', style: sketch })
      draw.on('drawend', (event) => this.on.cut(this.write(event.feature.getGeometry())))
      return [draw, new Snap({ source: this.items, pixelTolerance: SNAP })]
    }
    if (tool === 'reshape') {
      const modify = new Modify({ features: this.chosen, style: sketch })
      modify.on('modifyend', () => this.tell())
      return [modify, toOthers]
    }
    if (tool === 'move') {
      const move = new Translate({ features: this.chosen })
      move.on('translateend', () => this.tell())
      return [move]
    }
    return []
  }

  private tell(): void {
    for (const feature of this.chosen.getArray()) this.on.reshaped(String(feature.getId()), this.write(feature.getGeometry()))
  }

  private write(geometry: OlGeometry | undefined): Geometry {
    return this.format.writeGeometryObject(geometry as OlGeometry) as unknown as Geometry
  }

  /** Give up the line or shape that is being drawn. */
  stop(): void {
    for (const one of this.interactions) if (one instanceof Draw) one.abortDrawing()
  }

  show(id: string): void {
    const extent = this.items.getFeatureById(id)?.getGeometry()?.getExtent()
    if (extent) this.map.getView().fit(extent, { padding: [120, 120, 120, 120], maxZoom: 15 })
  }

  showAll(): void {
    const extent = (this.items.isEmpty() ? this.counties : this.items).getExtent()
    if (extent && Number.isFinite(extent[0])) this.map.getView().fit(extent, { padding: [40, 40, 40, 40] })
  }

  end(): void {
    this.map.setTarget(undefined)
    this.map.dispose()
  }
}
