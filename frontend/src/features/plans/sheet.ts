import type { PlanPart, PlanRow } from '@/api/client'
import { named } from '@/i18n'
import { takeTable, type Cell } from '@/ui/sheet'
import { columns, type Value } from './columns'

function cell(value: Value): Cell {
  if (typeof value !== 'object' || value === null) return value
  return { text: value.text, address: `${location.origin}/adjustments/${encodeURIComponent(value.adjustment)}` }
}

/** Take a table away as a workbook; columns of plain numbers are numbers there, with the unit in the head. */
export async function takeSheet(table: PlanPart, rows: PlanRow[], day: string): Promise<void> {
  const wanted = columns(table, { rows, day, numbers: true })
  const body = {
    title: named('part', table.part),
    columns: wanted.map((column) => column.head),
    rows: rows.map((row) => wanted.map((column) => cell(column.value(row)))),
  }
  await takeTable(body, 'xlsx')
}
