// The columns of a table that is taken away: where an adjustment has changed a figure, printed, in force and adjustment side by side.
import type { InForce, PlanCell, PlanPart, PlanRow } from '@/api/client'
import { named, t } from '@/i18n'
import { address, between, now, said, source } from './words'

/** Words, a number, or words that lead to an adjustment. */
export type Value = string | number | null | { text: string; adjustment: string }

export interface Column {
  head: string
  value: (row: PlanRow) => Value
}

/** The rows that are wanted, the day whose figures hold, and whether plain numbers are to be numbers, with the unit in the head. */
export interface Wish {
  rows: PlanRow[]
  day: string
  numbers: boolean
}

/** What is printed, or what holds in its place. */
type Look = (cell: PlanCell) => { text: string; unit: string; value: string }
const printed: Look = (cell) => ({ text: said(cell), unit: cell.unit, value: cell.value })
const inForce: Look = (cell) => (cell.now ? { text: now(cell.now), unit: cell.now.unit, value: cell.now.value } : printed(cell))

/** The unit that all values of a column have, when each of its cells holds one number at most and no bound (≤700); undefined otherwise. */
function unitOf(rows: PlanRow[], field: string, look: Look): string | undefined {
  const cells = rows.flatMap((row) => row.cells[field] ?? [])
  const single = cells.length > 0 && rows.every((row) => (row.cells[field]?.length ?? 0) <= 1) && cells.every((cell) => cell.kind === 'figure' && look(cell).value && /^[-\d]/.test(look(cell).text))
  const units = new Set(cells.map((cell) => look(cell).unit))
  return single && units.size === 1 ? [...units][0] : undefined
}

function figures({ rows, numbers }: Wish, field: string, name: string, look: Look): Column {
  const unit = numbers ? unitOf(rows, field, look) : undefined
  return {
    head: unit ? t('plans.in_unit', { name, unit }) : name,
    value: (row) => {
      const cells = row.cells[field] ?? []
      if (unit === undefined) return cells.map((cell) => look(cell).text).join(between(field))
      return cells[0] ? Number(look(cells[0]).value) : null
    },
  }
}

function columnsOf(wish: Wish, field: string): Column[] {
  const { rows, day } = wish
  const name = named('field', field)
  const change = (row: PlanRow): InForce | undefined => row.cells[field]?.find((cell) => cell.now)?.now ?? undefined
  if (!rows.some(change)) return [figures(wish, field, name, printed)]
  const by = (row: PlanRow): Value => {
    const found = change(row)
    if (!found) return ''
    const text = source(found) + (found.title && found.basis ? ` ${found.basis}` : '')
    return found.adjustment ? { text, adjustment: found.adjustment } : text
  }
  return [
    figures(wish, field, t('plans.column_printed', { name }), printed),
    figures(wish, field, t('plans.column_in_force', { name, day }), inForce),
    { head: t('plans.column_adjustment', { name }), value: by },
  ]
}

/** The columns of a part of a plan, in order, and where each row is printed. */
export function columns(table: PlanPart, wish: Wish): Column[] {
  return [
    ...table.columns.flatMap((field) => columnsOf(wish, field)),
    { head: t('plans.printed_at'), value: (row) => (row.place ? address(row.place) : '') },
  ]
}
