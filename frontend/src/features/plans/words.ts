import type { PlanCell, PlanEntry, Place } from '@/api/client'
import { named, t } from '@/i18n'

/** A value in words: a figure with the unit that stands elsewhere in the table, a key in the language chosen. */
export function said(cell: PlanCell): string {
  if (cell.kind === 'choice') return named('value', cell.text)
  if (cell.kind === 'figure' && cell.unit && /\d$/.test(cell.text)) return `${cell.text} ${cell.unit}`
  return cell.text.replaceAll('\n', ' ')
}

/** The name of a plan; that of a higher region says so. */
export function titleOf(plan: PlanEntry): string {
  const title = plan.title || plan.document
  return plan.above ? t('plans.title_above', { title }) : title
}

/** Where something is printed. */
export function address(place: Place): string {
  const at = { page: place.page ?? '', line: place.line }
  const isSheet = /\.(xlsx?|et)$/i.test(place.document)
  const line = !place.page ? t('place.line', at) : isSheet ? t('place.sheet', at) : t('place.page', at)
  return place.table && place.row ? `${place.table} · ${t('place.row', { row: place.row })}` : line
}
