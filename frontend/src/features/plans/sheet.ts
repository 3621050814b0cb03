import { api, take, type PlanPart, type PlanRow } from '@/api/client'
import { named, t } from '@/i18n'
import { hand } from '@/ui/download'
import { address, said } from './words'

type Cell = string | number | null

/** The unit that all values of a column have, when each of its cells holds one number at most; undefined otherwise. */
function unitOf(rows: PlanRow[], column: string): string | undefined {
  const cells = rows.flatMap((row) => row.cells[column] ?? [])
  const single = cells.length > 0 && rows.every((row) => (row.cells[column]?.length ?? 0) <= 1) && cells.every((cell) => cell.kind === 'figure' && cell.value)
  const units = new Set(cells.map((cell) => cell.unit))
  return single && units.size === 1 ? [...units][0] : undefined
}

/** Take a table away as a workbook; columns of plain numbers are numbers there, with the unit in the head. */
export async function takeSheet(table: PlanPart, rows: PlanRow[]): Promise<void> {
  const units = new Map(table.columns.map((column) => [column, unitOf(rows, column)]))
  const head = (column: string): string => {
    const unit = units.get(column)
    return unit ? t('plans.in_unit', { name: named('field', column), unit }) : named('field', column)
  }
  const cell = (row: PlanRow, column: string): Cell => {
    const cells = row.cells[column] ?? []
    if (units.get(column) === undefined) return cells.map(said).join('、')
    return cells[0] ? Number(cells[0].value) : null
  }
  const body = {
    title: named('part', table.part),
    columns: [...table.columns.map(head), t('plans.printed_at')],
    rows: rows.map((row) => [...table.columns.map((column) => cell(row, column)), row.place ? address(row.place) : '']),
  }
  hand((await take(api.POST('/api/sheet', { body, parseAs: 'blob' }))) as unknown as Blob, `${body.title}.xlsx`)
}
