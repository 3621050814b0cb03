import type { PublicCell, PublicChange, PublicFeature } from '@/api/client'
import { either, named, t } from '@/i18n'
import { amounts, unit } from '@/i18n/units'

/** A value in words: a figure with the unit that stands elsewhere in the table, a key in the language chosen. */
export function said(cell: Pick<PublicCell, 'kind' | 'text' | 'unit'>): string {
  if (cell.kind === 'choice') return named('value', cell.text)
  if (cell.kind === 'figure' && cell.unit && /\d$/.test(cell.text)) return `${amounts(cell.text)} ${unit(cell.unit)}`.trim()
  const text = cell.text.replaceAll('\n', ' ')
  return cell.kind === 'figure' ? amounts(text) : text
}

/** What the document prints of a figure that was changed, since when that holds no more, and on what basis: as far as each may be public. */
export function printedWas(old: string, change: PublicChange): string {
  const parts = [
    t('public.printed_was', { old }),
    change.since && t('public.changed_since', { day: change.since }),
    change.basis && t('public.changed_on_basis', { basis: change.basis }),
    change.title && t('public.changed_by', { title: change.title }),
  ]
  return parts.filter(Boolean).join('')
}

/** What a feature is, in the language chosen. */
export function kindOf(feature: PublicFeature): string {
  return either(String(feature.properties['kind_zh'] ?? ''), String(feature.properties['kind_en'] ?? ''))
}
