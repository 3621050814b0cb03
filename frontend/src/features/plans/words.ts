import type { InForce, PlanCell, PlanEntry, Place } from '@/api/client'
import { named, t } from '@/i18n'
import { amounts, unit } from '@/i18n/units'

const withUnit = (text: string, word: string): string => (word && /\d$/.test(text) ? `${amounts(text)} ${unit(word)}`.trim() : amounts(text))

/** A value in words: a figure with the unit that stands elsewhere in the table, a key in the language chosen. */
export function said(cell: PlanCell): string {
  if (cell.kind === 'choice') return named('value', cell.text)
  return cell.kind === 'figure' ? withUnit(cell.text, cell.unit) : cell.text.replaceAll('\n', ' ')
}

/** A figure in force, in words. */
export function now(figure: InForce): string {
  return withUnit(figure.text, figure.unit)
}

/** Since when a figure is in force, and by which adjustment: its title, or its basis where the adjustment itself is not for reading. */
export function source(figure: InForce): string {
  return t('plans.adjusted_by', { day: figure.since, title: figure.title || figure.adjustment || figure.basis })
}

/** What stands between the values of a field: headings lead from the chapter down, others stand side by side. */
export function between(field: string): string {
  return field === 'headings' ? ' › ' : t('adjust.comma')
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
