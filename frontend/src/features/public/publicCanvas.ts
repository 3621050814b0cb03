// The map of the public layers: county outlines below, features above, one of them chosen.
import Feature from 'ol/Feature'
import GeoJSON from 'ol/format/GeoJSON'
import type Geometry from 'ol/geom/Geometry'
import VectorLayer from 'ol/layer/Vector'
import OlMap from 'ol/Map'
import VectorSource from 'ol/source/Vector'
import ScaleLine from 'ol/control/ScaleLine'
import { defaults } from 'ol/control/defaults'
import View from 'ol/View'
import { CGCS2000 } from '@/features/map/projections'
import { divisionStyle, styleOf } from '@/features/map/symbols'

interface Drawable {
  id: string
  geometry: Record<string, unknown> | null
  properties: Record<string, unknown>
}
const HIT = 4 // pixels around the pointer
const PADDING = [30, 30, 30, 30]

export class PublicCanvas {
  private readonly map: OlMap
  private readonly counties = new VectorSource<Feature<Geometry>>()
  private readonly features = new VectorSource<Feature<Geometry>>()
  private chosen = ''
  private hidden = new Set<string>()

  constructor(host: HTMLElement, onChosen: (id: string) => void) {
    const top = new VectorLayer({
      source: this.features,
      style: (feature, resolution) =>
        this.hidden.has(String(feature.get('layer'))) ? undefined : styleOf(feature, resolution, feature.getId() === this.chosen, true),
    })
    this.map = new OlMap({
      target: host,
      layers: [new VectorLayer({ source: this.counties, style: (feature) => divisionStyle(feature, true), declutter: true }), top],
      view: new View({ projection: CGCS2000, center: [113, 39.9], zoom: 8, maxZoom: 17, minZoom: 3 }),
      controls: defaults({ attribution: false }).extend([new ScaleLine()]),
    })
    this.map.on('singleclick', (event) => {
      const hit = this.map.forEachFeatureAtPixel(event.pixel, (feature) => String(feature.getId()), { hitTolerance: HIT, layerFilter: (one) => one === top })
      onChosen(hit ?? '')
    })
  }

  show(counties: Drawable[], layers: { id: string; features: Drawable[] }[]): void {
    this.counties.addFeatures(counties.flatMap((one) => read(one, '')))
    this.features.addFeatures(layers.flatMap((layer) => layer.features.flatMap((one) => read(one, layer.id))))
    const extent = this.features.isEmpty() ? this.counties.getExtent() : this.features.getExtent()
    if (extent && Number.isFinite(extent[0])) this.map.getView().fit(extent, { padding: PADDING, maxZoom: 12 })
  }

  hide(layers: string[]): void {
    this.hidden = new Set(layers)
    this.features.changed()
  }

  choose(id: string): void {
    this.chosen = id
    this.features.changed()
    const shape = this.features.getFeatureById(id)?.getGeometry()
    if (shape) this.map.getView().fit(shape.getExtent(), { padding: [80, 80, 80, 80], maxZoom: 13 })
  }

  close(): void {
    this.map.setTarget(undefined)
  }
}

function read(one: Drawable, layer: string): Feature<Geometry>[] {
  if (!one.geometry) return []
  const feature = new GeoJSON().readFeature({ type: 'Feature', ...one, properties: { ...one.properties, layer } })
  return Array.isArray(feature) ? feature : [feature as Feature<Geometry>]
}
