// A range on its way into a case: how it can be read, which reading was chosen, and how it stands in an address.
import { api, take, type RangeReadings, type Shape } from '@/api/client'
import { either, t } from '@/i18n'

export interface Range {
  shape: Shape
  name: string
  document: string
  sha256: string
  doubts: string[]
  areaKm2: string
  block: string
  /** Codes of the counties it lies in; none are known of a block, which lies in its plan. */
  counties: string[]
}
export type Ring = [number, number][]
export type Read = (form: FormData) => Promise<RangeReadings>

// The generated type of a file is a string; the form goes as it is.
const asItIs = (form: FormData) => ({ body: form as never, bodySerializer: (body: unknown) => body as never })
export const readAtDesk: Read = (form) => take(api.POST('/api/screenings/readings', asItIs(form)))
export const readInPublic: Read = (form) => take(api.POST('/api/public/check/readings', asItIs(form)))

/** A drawn ring as a text of corners, so that it is measured and inspected like any other. */
export function formOfRing(ring: Ring): FormData {
  const form = new FormData()
  form.append('text', ring.map(([lon, lat], n) => `${n + 1},${lon.toFixed(9)},${lat.toFixed(9)}`).join('\n'))
  form.append('reading', 'decimal')
  return form
}

/** The rings of a shape, outlines and holes alike. */
export function ringsOf(shape: Shape): Ring[] {
  return (shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates).flat() as Ring[]
}

const MOST_IN_ADDRESS = 60
/** The only ring of a simple range as text; undefined where the range is too much for an address. */
export function toAddress(shape: Shape): string | undefined {
  const rings = ringsOf(shape)
  const ring = rings[0] ?? []
  if (rings.length !== 1 || ring.length > MOST_IN_ADDRESS) return undefined
  return ring
    .slice(0, -1)
    .map(([lon, lat]) => `${+lon.toFixed(9)},${+lat.toFixed(9)}`)
    .join(';')
}

/** Whether a plan is one of a region that a range lies in; its id begins with the code of the region. */
export function isAround(plan: string, range: Range): boolean {
  const [lead = ''] = /^\d{6}(?=-)/.exec(plan) ?? []
  return Boolean(lead) && range.counties.some((county) => county.startsWith(lead.replace(/(?:00){1,2}$/, '')))
}

export function fromAddress(text: string): Ring {
  const ring = text.split(';').map((pair) => pair.split(',').map(Number) as [number, number])
  return ring.length >= 3 && ring.every((pair) => pair.length === 2 && pair.every(Number.isFinite)) ? ring : []
}

/** What was noticed in reading, in the language chosen. */
export function told(doubt: { where: string; text: string; where_en: string; text_en: string }): string {
  return `${either(doubt.where, doubt.where_en)}${t('adjust.colon')}${either(doubt.text, doubt.text_en)}`
}

/** The title of a provision, which has the English one in brackets behind the Chinese one. */
export function titled(provision: { title: string }): string {
  const [, chinese, english] = /^(.*) \(([^()]*)\)$/.exec(provision.title) ?? []
  return either(chinese ?? provision.title, english ?? provision.title)
}

/** An area in km² as registers have it. */
export const km2 = (m2: number): string => `${(m2 / 1e6).toFixed(4)} km²`
