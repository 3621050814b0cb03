// How each kind is drawn, from one table, which is the legend too. Kinds differ in hatching as well as in colour, so that nobody has to tell colours apart.
import type { FeatureLike } from 'ol/Feature'
import { Circle, Fill, RegularShape, Stroke, Style, Text } from 'ol/style'
import type ImageStyle from 'ol/style/Image'
import { hatched } from './hatching'
import { nameStyle } from './names'
import table from './symbols.json'

export interface Symbol {
  kind: string
  theme: string
  colour: string
  fill: string
  width: number
  angle?: number
  dash?: number[]
  point?: string
  basis: string
}
export interface Theme {
  key: string
  kinds: string[]
}
export interface Look {
  status: string
  mark: string
  chosen: boolean
}

const PLAIN: Symbol = { kind: '', theme: 'other', colour: '#555555', fill: 'none', width: 1.5, basis: 'inferred' }
const FEATURES = new Map<string, Symbol>(table.features.map((symbol) => [symbol.kind, symbol]))
const LAYERS = new Map<string, Symbol>(table.layers.map((symbol) => [symbol.kind, symbol]))
const STATUSES = new Map<string, { colour?: string; dash?: number[] }>(table.statuses.map((one) => [one.status, one]))
const LABELS_FROM = 120 // metres a pixel
const METRES_PER_DEGREE = 111_320
const FONT = '"Noto Sans CJK SC", "Microsoft YaHei", sans-serif'

function byTheme(symbols: Iterable<Symbol>): Theme[] {
  const themes = new Map<string, string[]>()
  for (const symbol of symbols) themes.set(symbol.theme, [...(themes.get(symbol.theme) ?? []), symbol.kind])
  return [...themes].map(([key, kinds]) => ({ key, kinds }))
}
export const THEMES: Theme[] = byTheme(FEATURES.values())
export const LAYER_THEMES: Theme[] = byTheme(LAYERS.values())

export const featureSymbol = (kind: string): Symbol => FEATURES.get(kind) ?? PLAIN
export const layerSymbol = (kind: string): Symbol => LAYERS.get(kind) ?? PLAIN
export const colour = (kind: string): string => featureSymbol(kind).colour

/** A name on the map. */
export function lettering(name: string, strong = false): Text {
  return new Text({
    text: name,
    font: `${strong ? 'bold ' : ''}13px ${FONT}`,
    fill: new Fill({ color: '#1d2b33' }),
    stroke: new Stroke({ color: '#ffffff', width: 3 }),
    overflow: true,
  })
}

const CORNERS: Record<string, { points: number; angle: number }> = {
  square: { points: 4, angle: Math.PI / 4 },
  triangle: { points: 3, angle: 0 },
  diamond: { points: 4, angle: 0 },
}
function pointOf(symbol: Symbol, hue: string, chosen: boolean): ImageStyle {
  const paint = { radius: chosen ? 9 : 6, fill: new Fill({ color: `${hue}cc` }), stroke: new Stroke({ color: '#fff', width: 1.5 }) }
  const corners = CORNERS[symbol.point ?? '']
  return corners ? new RegularShape({ ...paint, ...corners }) : new Circle(paint)
}

const made = new Map<string, Style>()
/** The look of a symbol: hatching by kind, dashes by status and mark, thicker when it is chosen. */
export function look(symbol: Symbol, { status, mark, chosen }: Look): Style {
  const key = [symbol.theme, symbol.kind, status, mark, chosen].join('|')
  const known = made.get(key)
  if (known) return known
  const state = STATUSES.get(status)
  const hue = state?.colour ?? symbol.colour
  const dash = mark === 'illustrative' ? table.illustrative.dash : (state?.dash ?? symbol.dash)
  const stroke = new Stroke({ color: hue, width: symbol.width + (chosen ? 2 : 0), ...(dash ? { lineDash: dash } : {}) })
  const fill = new Fill({ color: hatched(hue, symbol.fill, symbol.angle ?? 0, chosen) })
  const style = new Style({ stroke, fill, image: pointOf(symbol, hue, chosen), zIndex: chosen ? 10 : 1 })
  made.set(key, style)
  return style
}

/** The style of a feature that is held whole: dashed where the shape is only an illustration, thicker when it is chosen. */
export function styleOf(feature: FeatureLike, resolution: number, chosen: boolean, degrees: boolean): Style[] {
  const looks = { status: String(feature.get('status')), mark: String(feature.get('geometry_mark')), chosen }
  const style = look(featureSymbol(String(feature.get('kind'))), looks)
  const metres = degrees ? resolution * METRES_PER_DEGREE : resolution
  return chosen || metres < LABELS_FROM ? [style, nameStyle(lettering(String(feature.get('name'))), style.getZIndex())] : [style]
}

/** A division: the counties of the plan stronger than what lies around. */
export function divisionStyle(feature: FeatureLike, strong: boolean): Style[] {
  const style = new Style({
    stroke: new Stroke({ color: strong ? '#7c8b94' : '#c3ccd1', width: strong ? 1.4 : 1 }),
    fill: new Fill({ color: strong ? '#fbfcfc' : '#eef2f4' }),
    zIndex: 0,
  })
  if (!strong) return [style]
  const text = lettering(String(feature.get('name')))
  text.setFill(new Fill({ color: '#5a6871' }))
  text.setFont(`12px ${FONT}`)
  return [style, nameStyle(text)]
}
