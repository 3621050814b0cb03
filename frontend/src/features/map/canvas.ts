// The map itself, apart from the page around it: divisions, tiles of a plan and of layers, what is chosen, what is sketched.
import Feature from 'ol/Feature'
import type { FeatureLike } from 'ol/Feature'
import GeoJSON from 'ol/format/GeoJSON'
import type Geometry from 'ol/geom/Geometry'
import LineString from 'ol/geom/LineString'
import Point from 'ol/geom/Point'
import Polygon from 'ol/geom/Polygon'
import Draw from 'ol/interaction/Draw'
import type BaseLayer from 'ol/layer/Base'
import LayerGroup from 'ol/layer/Group'
import VectorLayer from 'ol/layer/Vector'
import OlMap from 'ol/Map'
import { transform, transformExtent } from 'ol/proj'
import VectorSource from 'ol/source/Vector'
import { Circle, Fill, Stroke, Style } from 'ol/style'
import ScaleLine from 'ol/control/ScaleLine'
import { defaults } from 'ol/control/defaults'
import View from 'ol/View'
import type { MapFeature } from '@/api/client'
import { ConstraintTiles, type ShownLayer } from './constraints'
import { nameStyle } from './names'
import { PlanTiles } from './planTiles'
import { CGCS2000, groundMetres, type Crs } from './projections'
import { divisionStyle, lettering } from './symbols'
import { tiandituLayers } from './tiles'

export interface At {
  lon: number
  lat: number
  zoom: number
}
export interface Picked {
  lon: number
  lat: number
  reach: number // metres
}
export interface Listeners {
  moved?: (at: At) => void
  picked?: (at: Picked) => void
}
/** A feature of the plan by its id, or one of a layer by its number there. */
export interface Outlined {
  id?: string
  layer?: string
  number?: number
  name: string
  geometry: Shape | null
}
export type Box = [number, number, number, number]
type Shape = { [key: string]: unknown }
type Source = VectorSource<Feature<Geometry>>

const HIT = 5 // pixels around the pointer
const drawn = new Style({
  stroke: new Stroke({ color: '#b56a06', width: 3 }),
  fill: new Fill({ color: '#b56a0633' }),
  image: new Circle({ radius: 5, fill: new Fill({ color: '#b56a06' }) }),
})
const halo = new Stroke({ color: '#ffffff', width: 8 })
const mark = new Stroke({ color: '#0b57d0', width: 4 })
const point = (stroke: Stroke): Circle => new Circle({ radius: 9, stroke })

export class Canvas {
  readonly map: OlMap
  readonly plan: PlanTiles
  readonly constraints: ConstraintTiles
  private readonly backdrop: Source = new VectorSource()
  private readonly counties: Source = new VectorSource()
  private readonly outlined: Source = new VectorSource()
  private readonly sketch: Source = new VectorSource()
  private readonly base = new LayerGroup()
  private readonly divisions: BaseLayer[]
  private draw: Draw | undefined

  constructor(
    host: HTMLElement,
    readonly crs: Crs,
    on: Listeners = {},
    sharpness: number = window.devicePixelRatio,
  ) {
    this.plan = new PlanTiles(crs, () => this.map.render())
    this.constraints = new ConstraintTiles(crs)
    this.tiled().forEach((group) => group.setVisible(false))
    this.divisions = [
      new VectorLayer({ source: this.backdrop, style: (feature) => divisionStyle(feature, false) }),
      new VectorLayer({ source: this.counties, style: (feature) => divisionStyle(feature, true), declutter: true }),
    ]
    const layers = [
      ...this.divisions,
      this.base,
      this.constraints.group,
      this.plan.group,
      new VectorLayer({ source: this.outlined, style: outline, declutter: true }),
      new VectorLayer({ source: this.sketch, style: drawn }),
    ]
    const view = new View({ projection: crs, center: transform([113, 39.9], CGCS2000, crs), zoom: 8, maxZoom: 19, minZoom: 3 })
    const controls = defaults({ attribution: false, rotate: false }).extend([new ScaleLine()])
    this.map = new OlMap({ target: host, layers, view, controls, pixelRatio: sharpness })
    this.map.on('moveend', () => on.moved?.(this.at()))
    this.map.on('singleclick', (event) => {
      if (!this.draw) on.picked?.(this.pick(event.coordinate))
    })
    host.addEventListener('keydown', (event) => {
      const middle = this.map.getView().getCenter()
      if (event.key === 'Enter' && event.target === host && middle && !this.draw) on.picked?.(this.pick(middle))
    })
  }

  private tiled(): LayerGroup[] {
    return [this.base, this.constraints.group, this.plan.group]
  }

  /** The map is where it is meant to be: tiles are asked for from now on, and none of places that it only begins with. */
  settle(): void {
    this.tiled().forEach((group) => group.setVisible(true))
  }

  private pick(coordinate: number[]): Picked {
    const [lon = 0, lat = 0] = transform(coordinate, this.crs, CGCS2000)
    const reach = HIT * (this.map.getView().getResolution() ?? 1) * groundMetres(this.crs, lat)
    return { lon, lat, reach }
  }

  at(): At {
    const view = this.map.getView()
    const [lon = 0, lat = 0] = transform(view.getCenter() ?? [0, 0], this.crs, CGCS2000)
    return { lon, lat, zoom: view.getZoom() ?? 8 }
  }

  /** What is seen, in degrees. */
  box(): Box {
    const box = transformExtent(this.map.getView().calculateExtent(this.map.getSize()), this.crs, CGCS2000)
    const [west = 0, south = 0, east = 0, north = 0] = box
    return [Math.max(west, -180), Math.max(south, -90), Math.min(east, 180), Math.min(north, 90)]
  }

  /** Metres on the ground of a pixel, from west to east in the middle of the map. */
  metresPerPixel(): number {
    return (this.map.getView().getResolution() ?? 1) * groundMetres(this.crs, this.at().lat)
  }

  private read(features: MapFeature[]): Feature<Geometry>[] {
    const format = new GeoJSON({ dataProjection: CGCS2000, featureProjection: this.crs })
    return features.flatMap((one) => {
      if (!one.geometry) return []
      // A property of the name `geometry` would take the place of the shape.
      const { geometry: shape, ...rest } = one.properties
      const read = format.readFeature({ ...one, properties: { ...rest, geometry_mark: shape } })
      return Array.isArray(read) ? read : [read as Feature<Geometry>]
    })
  }

  setDivisions(counties: MapFeature[], around: MapFeature[]): void {
    this.counties.clear()
    this.counties.addFeatures(this.read(counties))
    this.backdrop.clear()
    this.backdrop.addFeatures(this.read(around))
  }

  setLayers(layers: ShownLayer[]): void {
    this.constraints.show(layers)
  }

  /** Tianditu in place of the bare outlines' ground; an empty key takes it away. */
  setBase(key: string): void {
    this.base.getLayers().clear()
    if (key) for (const layer of tiandituLayers(this.crs, key)) this.base.getLayers().push(layer)
  }

  /** Lines around shapes that are spoken of beside the map, and their names, which the tiles then leave out. */
  outline(shapes: Outlined[]): void {
    const named = shapes.filter((one) => one.geometry)
    this.plan.leaveOut(named.flatMap((one) => one.id ?? []))
    this.constraints.leaveOut(named.flatMap((one) => (one.layer ? `${one.layer}|${one.number}` : [])))
    const features = shapes.map(({ name, geometry }) => ({ type: 'Feature', id: name, geometry, properties: { name } }))
    this.outlined.clear()
    this.outlined.addFeatures(this.read(features as MapFeature[]))
  }

  go(at: At): void {
    this.map.getView().setCenter(transform([at.lon, at.lat], CGCS2000, this.crs))
    this.map.getView().setZoom(at.zoom)
    this.settle()
  }

  showAll(): void {
    const extent = this.counties.isEmpty() ? this.backdrop.getExtent() : this.counties.getExtent()
    if (extent && Number.isFinite(extent[0])) this.map.getView().fit(extent, { padding: [30, 30, 30, 30] })
  }

  showBox(box: Box, maxZoom = 15): void {
    this.map.getView().fit(transformExtent(box, CGCS2000, this.crs), { padding: [80, 80, 80, 80], maxZoom })
    this.settle()
  }

  /** Coordinates that somebody gave: ranges, and places on their own. */
  sketchRead(rings: [number, number][][], points: [number, number][]): void {
    this.sketch.clear()
    for (const place of points) this.sketch.addFeature(new Feature(new Point(transform(place, CGCS2000, this.crs))))
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

function outline(feature: FeatureLike): Style[] {
  return [
    new Style({ stroke: halo, image: point(halo) }),
    new Style({ stroke: mark, image: point(mark) }),
    nameStyle(lettering(String(feature.get('name')), true)),
  ]
}
