// A sheet of paper with the map on it: title, true scale, north, legend, day, sources.
import Polygon from 'ol/geom/Polygon'
import LineString from 'ol/geom/LineString'
import Point from 'ol/geom/Point'
import { toContext } from 'ol/render'
import { t } from '@/i18n'
import type { Canvas } from './canvas'
import { groundMetres } from './projections'
import { look, type Symbol } from './symbols'

export const PAPERS = { A4: [297, 210], A3: [420, 297] } as const
export type Paper = keyof typeof PAPERS
export const DENSITY = 150 // dots an inch
const CSS_DENSITY = 96
const INCH = 25.4
const MARGIN = 10
const HEAD = 16
const FOOT = 24
const SIDE = 58 // the legend
const FONT = '"Noto Sans CJK SC", "Microsoft YaHei", sans-serif'

export interface LegendLine {
  name: string
  symbol: Symbol
  status: string
  mark: string
  geometry: string
}
export interface Sheet {
  paper: Paper
  upright: boolean
  title: string
  scale: number
  day: string
  legend: LegendLine[]
  sources: string[]
  warning: string
  crs: string
}
export interface Frame {
  page: { width: number; height: number }
  map: { x: number; y: number; width: number; height: number }
}

/** Where the map lies on the paper, in millimetres. */
export function frameOf(paper: Paper, upright: boolean): Frame {
  const [long, short] = PAPERS[paper]
  const page = upright ? { width: short, height: long } : { width: long, height: short }
  return { page, map: { x: MARGIN, y: MARGIN + HEAD, width: page.width - 2 * MARGIN - SIDE, height: page.height - 2 * MARGIN - HEAD - FOOT } }
}

/** Pixels of the browser that a length on paper has. */
export const screenPixels = (millimetres: number): number => Math.round((millimetres / INCH) * CSS_DENSITY)

/** The resolution of the map at which a scale holds in its middle, from west to east. */
export function resolutionAt(canvas: Canvas, scale: number, lat: number): number {
  return (scale * INCH) / 1000 / CSS_DENSITY / groundMetres(canvas.crs, lat)
}

/** The scale at which a frame shows at least what is seen on the screen, to two figures. */
export function scaleOf(canvas: Canvas, frame: Frame): number {
  const [width = 1, height = 1] = canvas.map.getSize() ?? []
  const metres = canvas.metresPerPixel()
  const exact = Math.max((width * metres) / (frame.map.width / 1000), (height * metres) / (frame.map.height / 1000))
  const step = 10 ** Math.max(0, Math.floor(Math.log10(exact)) - 1)
  return Math.ceil(exact / step) * step
}

/** Wait for a map to be drawn whole, then the sheet as a picture. */
export async function drawSheet(canvas: Canvas, sheet: Sheet): Promise<HTMLCanvasElement> {
  await new Promise<void>((done) => {
    canvas.map.once('rendercomplete', () => done())
    canvas.map.render()
  })
  const { page, map } = frameOf(sheet.paper, sheet.upright)
  const dots = (millimetres: number): number => Math.round((millimetres / INCH) * DENSITY)
  const paper = document.createElement('canvas')
  paper.width = dots(page.width)
  paper.height = dots(page.height)
  const pen = paper.getContext('2d')
  if (!pen) throw new Error(t('map.no_canvas'))
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, paper.width, paper.height)
  copy(canvas, pen, dots(map.x), dots(map.y), dots(map.width), dots(map.height))
  pen.scale(DENSITY / INCH, DENSITY / INCH) // from here on in millimetres
  pen.lineWidth = 0.3
  pen.strokeStyle = '#1d2b33'
  pen.strokeRect(map.x, map.y, map.width, map.height)
  letter(pen, sheet.title, page.width / 2, MARGIN + 9, 6.5, 'center', true)
  north(pen, map.x + map.width - 9, map.y + 5)
  drawLegend(pen, sheet, map.x + map.width + 4, map.y + 4)
  drawFoot(pen, sheet, map, page)
  return paper
}

function copy(canvas: Canvas, pen: CanvasRenderingContext2D, x: number, y: number, width: number, height: number): void {
  const [across = 1] = canvas.map.getSize() ?? []
  pen.save()
  pen.beginPath()
  pen.rect(x, y, width, height)
  pen.clip()
  pen.fillStyle = '#e3eaed'
  pen.fillRect(x, y, width, height)
  for (const layer of canvas.map.getViewport()?.querySelectorAll<HTMLCanvasElement>('.ol-layer canvas, canvas.ol-layer') ?? []) {
    if (!layer.width) continue
    const opacity = layer.parentElement?.style.opacity || layer.style.opacity
    pen.globalAlpha = opacity ? Number(opacity) : 1
    pen.setTransform(1, 0, 0, 1, x, y)
    pen.scale(width / across, width / across)
    pen.transform(...placeOf(layer))
    pen.drawImage(layer, 0, 0)
  }
  pen.restore()
  pen.setTransform(1, 0, 0, 1, 0, 0)
  pen.globalAlpha = 1
}

/** How a layer's own pixels lie on those of the browser. */
function placeOf(layer: HTMLCanvasElement): [number, number, number, number, number, number] {
  const [a, b, c, d, e, f] = (/^matrix\(([^)]*)\)$/.exec(layer.style.transform)?.[1] ?? '').split(',').map(Number)
  if (a && d) return [a, b ?? 0, c ?? 0, d, e ?? 0, f ?? 0]
  return [layer.clientWidth / layer.width, 0, 0, layer.clientHeight / layer.height, 0, 0]
}

function letter(pen: CanvasRenderingContext2D, text: string, x: number, y: number, size: number, align: CanvasTextAlign = 'left', bold = false): void {
  pen.font = `${bold ? 'bold ' : ''}${size}px ${FONT}`
  pen.textAlign = align
  pen.fillStyle = '#1d2b33'
  pen.fillText(text, x, y)
}

function north(pen: CanvasRenderingContext2D, x: number, y: number): void {
  pen.fillStyle = '#1d2b33'
  pen.beginPath()
  pen.moveTo(x, y)
  pen.lineTo(x + 3, y + 11)
  pen.lineTo(x, y + 8.5)
  pen.lineTo(x - 3, y + 11)
  pen.closePath()
  pen.fill()
  letter(pen, t('map.north'), x, y + 16, 4, 'center', true)
}

function drawLegend(pen: CanvasRenderingContext2D, sheet: Sheet, x: number, top: number): void {
  letter(pen, t('map.legend'), x, top + 3, 4.5, 'left', true)
  let y = top + 9
  for (const line of sheet.legend) {
    const piece = document.createElement('canvas')
    const drawing = piece.getContext('2d')
    if (drawing) {
      const context = toContext(drawing, { size: [36, 22], pixelRatio: 3 })
      context.setStyle(look(line.symbol, { status: line.status, mark: line.mark, chosen: false }))
      if (line.geometry === 'point') context.drawGeometry(new Point([18, 11]))
      else if (line.geometry === 'line') context.drawGeometry(new LineString([[1, 11], [35, 11]]))
      else context.drawGeometry(new Polygon([[[2, 2], [34, 2], [34, 20], [2, 20], [2, 2]]]))
      pen.drawImage(piece, x, y - 3.6, 8, 4.9)
    }
    y = wrap(pen, line.name, x + 10, y, SIDE - 15, 3.1) + 6
  }
}

/** Text in lines of a width; gives the height of its last line. */
function wrap(pen: CanvasRenderingContext2D, text: string, x: number, y: number, width: number, size: number): number {
  pen.font = `${size}px ${FONT}`
  let line = ''
  for (const sign of text) {
    if (pen.measureText(line + sign).width > width && line) {
      letter(pen, line, x, y, size)
      line = ''
      y += size * 1.35
    }
    line += sign
  }
  letter(pen, line, x, y, size)
  return y
}

function drawFoot(pen: CanvasRenderingContext2D, sheet: Sheet, map: Frame['map'], page: Frame['page']): void {
  const y = map.y + map.height + 6
  bar(pen, map.x, y, sheet.scale)
  letter(pen, `1:${sheet.scale.toLocaleString('en-GB').replaceAll(',', ' ')}`, map.x, y + 8.5, 4, 'left', true)
  letter(pen, sheet.crs === 'EPSG:4490' ? t('map.scale_degrees') : t('map.scale_mercator'), map.x + 34, y + 8.5, 2.8)
  letter(pen, t('map.as_of_day', { day: sheet.day }), map.x + map.width, y + 1, 3.2, 'right')
  if (sheet.warning) {
    pen.fillStyle = '#fff1d9'
    pen.fillRect(map.x + map.width + 4, map.y + map.height - 14, SIDE - 4, 14)
    wrap(pen, sheet.warning, map.x + map.width + 6, map.y + map.height - 9, SIDE - 9, 2.8)
  }
  wrap(pen, `${t('map.sources')}${sheet.sources.join(t('text.semicolon'))}`, map.x, y + 13.5, page.width - 2 * MARGIN, 2.6)
}

/** A bar of a round length, true in the middle of the map. */
function bar(pen: CanvasRenderingContext2D, x: number, y: number, scale: number): void {
  const longest = (60 / 1000) * scale // metres
  const unit = 10 ** Math.floor(Math.log10(longest))
  const metres = [5, 2, 1].map((factor) => factor * unit).find((length) => length <= longest) ?? unit
  const width = (metres / scale) * 1000
  pen.strokeRect(x, y - 2, width, 1.6)
  pen.fillStyle = '#1d2b33'
  for (const part of [0, 2]) pen.fillRect(x + (part * width) / 4, y - 2, width / 4, 1.6)
  letter(pen, '0', x, y - 3, 2.6)
  letter(pen, metres >= 1000 ? `${metres / 1000} km` : `${metres} m`, x + width, y - 3, 2.6, 'center')
}
