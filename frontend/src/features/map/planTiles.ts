// Tiles of a plan as of a day, and beside them those of another day, parted by a line that can be moved.
import type { FeatureLike } from 'ol/Feature'
import LayerGroup from 'ol/layer/Group'
import VectorTileLayer from 'ol/layer/VectorTile'
import { getRenderPixel } from 'ol/render'
import type RenderEvent from 'ol/render/Event'
import { Style } from 'ol/style'
import type { Crs } from './projections'
import { featureSymbol, lettering, look } from './symbols'
import { planSource } from './tiles'

type Side = 'left' | 'right'

export class PlanTiles {
  readonly group = new LayerGroup()
  private hidden = new Set<string>()
  private chosen = ''
  private leftOut = new Set<string>()
  private asked = ''
  private share = 0.5

  constructor(
    private readonly crs: Crs,
    private readonly redraw: () => void,
  ) {}

  /** The plan on a day; on the right of the line on another one, if there is one. */
  show(plan: string, day: string, other = ''): void {
    const asked = [plan, day, other].join('|')
    if (asked === this.asked) return
    this.asked = asked
    const layers = plan ? this.layers(plan, day, other ? 'left' : undefined) : []
    if (plan && other) layers.push(...this.layers(plan, other, 'right'))
    const kept = this.group.getLayers()
    kept.clear()
    kept.extend(layers)
  }

  private layers(plan: string, day: string, side: Side | undefined): VectorTileLayer[] {
    const source = planSource(this.crs, plan, day)
    const shapes = new VectorTileLayer({ source, style: (feature) => this.shape(feature), renderBuffer: 40 })
    // Names that make room for each other are drawn after everything else, which no line can part.
    const names = new VectorTileLayer({ source, style: (feature) => this.name(feature), declutter: !side, renderBuffer: 100 })
    if (side) for (const layer of [shapes, names]) this.part(layer, side)
    return [shapes, names]
  }

  private shape(feature: FeatureLike): Style | undefined {
    if (feature.get('layer') !== 'features' || this.isHidden(feature)) return undefined
    const looks = { status: String(feature.get('status')), mark: String(feature.get('mark')), chosen: this.isChosen(feature) }
    return look(featureSymbol(String(feature.get('kind'))), looks)
  }

  private name(feature: FeatureLike): Style | undefined {
    if (feature.get('layer') !== 'labels' || this.isHidden(feature) || this.leftOut.has(String(feature.get('id')))) return undefined
    return new Style({ text: lettering(String(feature.get('name')), this.isChosen(feature)) })
  }

  private isChosen(feature: FeatureLike): boolean {
    return feature.get('id') === this.chosen
  }

  private isHidden(feature: FeatureLike): boolean {
    const kind = String(feature.get('kind'))
    return this.hidden.has(kind) || this.hidden.has(`${kind}:${String(feature.get('status'))}`)
  }

  /** Draw a layer on one side of the line only. */
  private part(layer: VectorTileLayer, side: Side): void {
    layer.on('prerender', (event: RenderEvent) => {
      const pen = event.context as CanvasRenderingContext2D
      const [width = 0, height = 0] = event.frameState?.size ?? []
      const line = width * this.share
      const [from, to] = side === 'left' ? [0, line] : [line, width]
      pen.save()
      pen.beginPath()
      for (const corner of [[from, 0], [to, 0], [to, height], [from, height]]) pen.lineTo(...(getRenderPixel(event, corner) as [number, number]))
      pen.closePath()
      pen.clip()
    })
    layer.on('postrender', (event: RenderEvent) => (event.context as CanvasRenderingContext2D).restore())
  }

  setShare(share: number): void {
    this.share = share
    this.redraw()
  }

  setOpacity(opacity: number): void {
    this.group.setOpacity(opacity)
  }

  /** Kinds, or kinds in one status as in `mining_right:lapsed`, that are not shown. */
  setHidden(hidden: string[]): void {
    this.hidden = new Set(hidden)
    this.changed()
  }

  /** Features by id whose names somebody else writes. */
  leaveOut(ids: string[]): void {
    if (!ids.length && !this.leftOut.size) return
    this.leftOut = new Set(ids)
    this.changed()
  }

  choose(id: string): void {
    this.chosen = id
    this.changed()
  }

  private changed(): void {
    this.group.getLayers().forEach((layer) => layer.changed())
  }
}
