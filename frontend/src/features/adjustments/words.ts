// A change in words of the reader's language, from the figures that the server gives.
import type { ChangeFacts, FeatureFacts } from '@/api/client'
import { isChinese, named, t } from '@/i18n'

export const STATES = ['draft', 'returned', 'submitted', 'checked', 'approved', 'in_force', 'reported'] as const
export const TYPES = ['annual_batch', 'strategic_mineral', 'sub_mineral', 'major_find', 'market_change', 'special_project'] as const
export const ROLES = ['argument', 'scheme', 'basis', 'other'] as const
const TONES: Record<string, string> = { returned: 'error', submitted: 'info', checked: 'info', approved: 'warning', in_force: 'good', reported: 'good' }
const NEAR_M = 0.005
const NEAR_M2 = 50 // square kilometres are given to four decimals

export const tone = (state: string): string => TONES[state] ?? ''

export function number(value: number, digits: number): string {
  return value.toLocaleString(isChinese.value ? 'zh-CN' : 'en-GB', { maximumFractionDigits: digits, minimumFractionDigits: digits })
}

export const km2 = (area: number): string => `${number(area / 1e6, 4)} km²`

export function subject(feature: FeatureFacts): string {
  return feature.name === feature.id ? feature.name : `${feature.id} ${feature.name}`
}

export function headline(change: ChangeFacts): string {
  const before = change.before.map(subject).join(t('adjust.comma'))
  const after = change.after.map(subject).join(t('adjust.comma'))
  const what = named('change', change.kind)
  if (change.kind === 'split' || change.kind === 'merge') return `${what} ${before} → ${after}`
  return `${what} ${before || after}`
}

/** What differs, a line for each: fields, distance, areas. */
export function facts(change: ChangeFacts): string[] {
  const lines = change.fields.map(({ field, old, new: now }) => `${named('field', field)} ${value(field, old)} → ${value(field, now)}`)
  if (change.before.length === 1 && change.after.length === 1 && change.moved_m !== null && change.moved_m >= NEAR_M) {
    lines.push(t('adjust.moved', { m: number(change.moved_m, change.moved_m < 10 ? 2 : 0) }))
  }
  if (change.growth_m2 !== null && Math.abs(change.growth_m2) >= NEAR_M2) {
    lines.push(t(change.growth_m2 > 0 ? 'adjust.grown' : 'adjust.shrunk', { km2: km2(Math.abs(change.growth_m2)) }))
  }
  for (const feature of change.after.length ? change.after : change.before) {
    const words = [feature.minerals, feature.area_m2 === null ? named('mark', feature.geometry) : km2(feature.area_m2)]
    const whose = change.after.length > 1 ? `${subject(feature)}${t('adjust.colon')}` : ''
    lines.push(whose + words.filter(Boolean).join(t('adjust.comma')))
  }
  return lines
}

function value(field: string, words: string): string {
  if (field === 'geometry') return named('mark', words)
  if (field === 'status') return named('status', words)
  return named('value', words)
}
