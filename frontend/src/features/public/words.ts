import type { PublicCell, PublicFeature } from '@/api/client'
import { either, named } from '@/i18n'

/** A value in words: a figure with the unit that stands elsewhere in the table, a key in the language chosen. */
export function said(cell: PublicCell): string {
  if (cell.kind === 'choice') return named('value', cell.text)
  if (cell.kind === 'figure' && cell.unit && /\d$/.test(cell.text)) return `${cell.text} ${cell.unit}`
  return cell.text.replaceAll('\n', ' ')
}

/** What a feature is, in the language chosen. */
export function kindOf(feature: PublicFeature): string {
  return either(String(feature.properties['kind_zh'] ?? ''), String(feature.properties['kind_en'] ?? ''))
}
