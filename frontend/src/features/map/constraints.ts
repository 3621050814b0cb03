// Tiles of constraint layers, each with its opacity, in the order of the layer tree.
import type { FeatureLike } from 'ol/Feature'
import LayerGroup from 'ol/layer/Group'
import VectorTileLayer from 'ol/layer/VectorTile'
import { Fill, Style } from 'ol/style'
import type { Crs } from './projections'
import { layerSymbol, lettering, look } from './symbols'
import { layerSource } from './tiles'

export interface ShownLayer {
  name: string
  kind: string
  version: string
  geometry: string
  opacity: number
}
const NAMES_FROM = 12 // level of the map

export class ConstraintTiles {
  readonly group = new LayerGroup()
  private readonly known = new Map<string, VectorTileLayer>()

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

  private make({ name, kind, version, geometry }: ShownLayer): VectorTileLayer {
    const symbol = layerSymbol(kind)
    const cells = new Map<number, Style>()
    const style = (feature: FeatureLike, resolution: number): Style | Style[] => {
      if (feature.get('layer') === 'cells') return cover(symbol.colour, Number(feature.get('share')), cells)
      const plain = look(symbol, { status: '', mark: '', chosen: false })
      const text = String(feature.get('name') ?? '')
      const level = Math.log2((this.crs === 'EPSG:4490' ? 360 : 40_075_016.7) / 256 / resolution)
      return text && level > NAMES_FROM ? [plain, new Style({ text: lettering(text) })] : plain
    }
    return new VectorTileLayer({ source: layerSource(this.crs, name, version), style, declutter: geometry === 'polygon', renderBuffer: 40 })
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
