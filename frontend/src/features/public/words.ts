import type { PublicCell, PublicFeature } from '@/api/client'
import { either, named } from '@/i18n'
import { amounts, unit } from '@/i18n/units'

/** A value in words: a figure with the unit that stands elsewhere in the table, a key in the language chosen. */
export function said(cell: PublicCell): string {
  if (cell.kind === 'choice') return named('value', cell.text)
  if (cell.kind === 'figure' && cell.unit && /\d$/.test(cell.text)) return `${amounts(cell.text)} ${unit(cell.unit)}`.trim()
  const text = cell.text.replaceAll('\n', ' ')
  return cell.kind === 'figure' ? amounts(text) : text
}

/** What a feature is, in the language chosen. */
export function kindOf(feature: PublicFeature): string {
  return either(String(feature.properties['kind_zh'] ?? ''), String(feature.properties['kind_en'] ?? ''))
}
