// The map itself, apart from the page around it.
import Feature from 'ol/Feature'
import GeoJSON from 'ol/format/GeoJSON'
import type Geometry from 'ol/geom/Geometry'
import LineString from 'ol/geom/LineString'
import Polygon from 'ol/geom/Polygon'
import Draw from 'ol/interaction/Draw'
import VectorLayer from 'ol/layer/Vector'
import OlMap from 'ol/Map'
import { transform, transformExtent } from 'ol/proj'
import VectorSource from 'ol/source/Vector'
import { Circle, Fill, Stroke, Style } from 'ol/style'
import ScaleLine from 'ol/control/ScaleLine'
import { defaults } from 'ol/control/defaults'
import View from 'ol/View'
import type { MapFeature } from '@/api/client'
import { CGCS2000, type Crs } from './projections'
import { divisionStyle, styleOf } from './symbols'

export interface At {
  lon: number
  lat: number
  zoom: number
}
type Source = VectorSource<Feature<Geometry>>
const HIT = 4 // pixels around the pointer
const drawn = new Style({
  stroke: new Stroke({ color: '#b56a06', width: 3 }),
  fill: new Fill({ color: '#b56a0633' }),
  image: new Circle({ radius: 5, fill: new Fill({ color: '#b56a06' }) }),
})

export class Canvas {
  readonly map: OlMap
  private readonly backdrop: Source = new VectorSource()
  private readonly counties: Source = new VectorSource()
  private readonly features: Source = new VectorSource()
  private readonly sketch: Source = new VectorSource()
  private chosen = ''
  private hidden = new Set<string>()
  private draw: Draw | undefined

  constructor(
    host: HTMLElement,
    private readonly crs: Crs,
    on: { moved: (at: At) => void; identified: (ids: string[]) => void },
  ) {
    const layers = [
      new VectorLayer({ source: this.backdrop, style: (feature) => divisionStyle(feature, false) }),
      new VectorLayer({ source: this.counties, style: (feature) => divisionStyle(feature, true), declutter: true }),
      new VectorLayer({ source: this.features, style: (feature, resolution) => this.style(feature as Feature, resolution) }),
      new VectorLayer({ source: this.sketch, style: drawn }),
    ]
    const view = new View({ projection: crs, center: transform([113, 39.9], CGCS2000, crs), zoom: 8, maxZoom: 19, minZoom: 3 })
    this.map = new OlMap({ target: host, layers, view, controls: defaults({ attribution: false }).extend([new ScaleLine()]) })
    this.map.on('moveend', () => on.moved(this.at()))
    this.map.on('singleclick', (event) => {
      if (this.draw) return
      const ids: string[] = []
      this.map.forEachFeatureAtPixel(event.pixel, (feature) => void ids.push(String(feature.getId())), {
        hitTolerance: HIT,
        layerFilter: (layer) => layer.getSource() === this.features,
      })
      on.identified([...new Set(ids)])
    })
  }

  private style(feature: Feature, resolution: number): Style | undefined {
    if (this.hidden.has(String(feature.get('kind')))) return undefined
    return styleOf(feature, resolution, feature.getId() === this.chosen, this.crs === CGCS2000)
  }

  private at(): At {
    const view = this.map.getView()
    const [lon = 0, lat = 0] = transform(view.getCenter() ?? [0, 0], this.crs, CGCS2000)
    return { lon, lat, zoom: view.getZoom() ?? 8 }
  }

  private read(features: MapFeature[]): Feature<Geometry>[] {
    const format = new GeoJSON({ dataProjection: CGCS2000, featureProjection: this.crs })
    return features.flatMap((one) => {
      if (!one.geometry) return []
      // A property of the name `geometry` would take the place of the shape.
      const { geometry: mark, ...rest } = one.properties
      const read = format.readFeature({ ...one, properties: { ...rest, geometry_mark: mark } })
      return Array.isArray(read) ? read : [read as Feature<Geometry>]
    })
  }

  setDivisions(counties: MapFeature[], around: MapFeature[]): void {
    this.counties.clear()
    this.counties.addFeatures(this.read(counties))
    this.backdrop.clear()
    this.backdrop.addFeatures(this.read(around))
  }

  setFeatures(features: MapFeature[]): void {
    this.features.clear()
    this.features.addFeatures(this.read(features))
  }

  setHidden(kinds: string[]): void {
    this.hidden = new Set(kinds)
    this.features.changed()
  }

  choose(id: string): void {
    this.chosen = id
    this.features.changed()
  }

  go(at: At): void {
    this.map.getView().setCenter(transform([at.lon, at.lat], CGCS2000, this.crs))
    this.map.getView().setZoom(at.zoom)
  }

  showAll(): void {
    const extent = this.counties.isEmpty() ? this.features.getExtent() : this.counties.getExtent()
    if (extent && Number.isFinite(extent[0])) this.map.getView().fit(extent, { padding: [30, 30, 30, 30] })
  }

  showFeature(id: string): void {
    const extent = this.features.getFeatureById(id)?.getGeometry()?.getExtent()
    if (extent) this.map.getView().fit(extent, { padding: [80, 80, 80, 80], maxZoom: 12 })
  }

  showBox(box: [number, number, number, number]): void {
    this.map.getView().fit(transformExtent(box, CGCS2000, this.crs), { padding: [80, 80, 80, 80], maxZoom: 15 })
  }

  sketchRings(rings: [number, number][][]): void {
    this.sketch.clear()
    for (const ring of rings) {
      const polygon = new Polygon([[...ring, ring[0] ?? [0, 0]]])
      polygon.transform(CGCS2000, this.crs)
      this.sketch.addFeature(new Feature(polygon))
    }
  }

  measure(kind: 'LineString' | 'Polygon', done: (points: [number, number][]) => void): void {
    this.stop()
    this.draw = new Draw({ source: this.sketch, type: kind, style: drawn })
    this.draw.on('drawstart', () => this.sketch.clear())
    this.draw.on('drawend', (event) => {
      const shape = event.feature.getGeometry()?.clone()
      shape?.transform(this.crs, CGCS2000)
      if (shape instanceof LineString) done(shape.getCoordinates() as [number, number][])
      if (shape instanceof Polygon) done((shape.getCoordinates()[0] ?? []).slice(0, -1) as [number, number][])
    })
    this.map.addInteraction(this.draw)
  }

  stop(): void {
    if (this.draw) this.map.removeInteraction(this.draw)
    this.draw = undefined
    this.sketch.clear()
  }

  end(): void {
    this.map.setTarget(undefined)
    this.map.dispose()
  }
}
