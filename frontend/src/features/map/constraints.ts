// Tiles of constraint layers, each with its opacity, in the order of the layer tree.
import type { FeatureLike } from 'ol/Feature'
import LayerGroup from 'ol/layer/Group'
import VectorTileLayer from 'ol/layer/VectorTile'
import { transformExtent } from 'ol/proj'
import { Fill, Style } from 'ol/style'
import { CGCS2000, type Crs } from './projections'
import { layerSymbol, lettering, look } from './symbols'
import { layerSource } from './tiles'

export interface ShownLayer {
  name: string
  kind: string
  version: string
  box: number[] | null // degrees
  opacity: number
}
const NAMES_FROM = 12 // level of the map

export class ConstraintTiles {
  readonly group = new LayerGroup()
  private readonly known = new Map<string, LayerGroup>()
  private leftOut = new Set<string>()

  constructor(private readonly crs: Crs) {}

  /** These layers, the first at the bottom, and no others. */
  show(layers: ShownLayer[]): void {
    const wanted = layers.map((layer) => {
      const key = `${layer.name}|${layer.version}`
      const made = this.known.get(key) ?? this.make(layer)
      this.known.set(key, made)
      made.setOpacity(layer.opacity)
      return made
    })
    const shown = this.group.getLayers()
    if (shown.getArray().some((layer, place) => layer !== wanted[place]) || shown.getLength() !== wanted.length) {
      shown.clear()
      shown.extend(wanted)
    }
  }

  /** Features by layer and number, as in `highway|0`, whose names somebody else writes. */
  leaveOut(features: string[]): void {
    if (!features.length && !this.leftOut.size) return
    this.leftOut = new Set(features)
    for (const layers of this.known.values()) layers.getLayers().forEach((layer) => layer.changed())
  }

  private make({ name, kind, version, box }: ShownLayer): LayerGroup {
    const symbol = layerSymbol(kind)
    const cells = new Map<number, Style>()
    const style = (feature: FeatureLike): Style | undefined => {
      if (feature.get('layer') === 'labels') return undefined
      if (feature.get('layer') === 'cells') return cover(symbol.colour, Number(feature.get('share')), cells)
      return look(symbol, { status: '', mark: '', chosen: false })
    }
    const letters = (feature: FeatureLike, resolution: number): Style | undefined => {
      const level = Math.log2((this.crs === CGCS2000 ? 360 : 40_075_016.7) / 256 / resolution)
      if (feature.get('layer') !== 'labels' || level <= NAMES_FROM) return undefined
      // Tiles count the features of a layer from 1.
      if (this.leftOut.has(`${name}|${Number(feature.getId()) - 1}`)) return undefined
      return new Style({ text: lettering(String(feature.get('name'))) })
    }
    const source = layerSource(this.crs, name, version)
    // No tile is asked for where the layer has nothing.
    const bounds = box ? { extent: transformExtent(box, CGCS2000, this.crs) } : {}
    return new LayerGroup({
      layers: [
        new VectorTileLayer({ source, style, renderBuffer: 40, ...bounds }),
        new VectorTileLayer({ source, style: letters, renderBuffer: 100, declutter: true, ...bounds }),
      ],
    })
  }
}

/** Ground too small to be drawn as it is: the more of a cell is covered, the deeper its colour. */
function cover(colour: string, share: number, made: Map<number, Style>): Style {
  let style = made.get(share)
  if (!style) {
    const depth = Math.round(0x30 + (0xc0 - 0x30) * (share / 100)).toString(16)
    style = new Style({ fill: new Fill({ color: `${colour}${depth}` }) })
    made.set(share, style)
  }
  return style
}
