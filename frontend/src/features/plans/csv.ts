import type { PlanPart, PlanRow } from '@/api/client'
import { named, t } from '@/i18n'
import { hand } from '@/ui/download'
import { address, said } from './words'

/** A part of a plan for a spreadsheet. */
export function toCsv(table: PlanPart, shown: PlanRow[]): string {
  const head = [...table.columns.map((column) => named('field', column)), t('plans.printed_at')]
  const rows = shown.map((row) => [
    ...table.columns.map((column) => (row.cells[column] ?? []).map(said).join('、')),
    row.place ? address(row.place) : '',
  ])
  return rowsToCsv([head, ...rows])
}

/** Rows for a spreadsheet: UTF-8 with a byte order mark, and no cell that a spreadsheet would run as a formula. */
export function rowsToCsv(rows: string[][]): string {
  return `\ufeff${rows.map((row) => row.map(field).join(',')).join('\r\n')}\r\n`
}

/** Give a text to the visitor as a file. */
export function saveText(name: string, text: string): void {
  hand(new Blob([text], { type: 'text/csv' }), name)
}

function field(text: string): string {
  const safe = /^[=+@\t\r-]/.test(text) && !/^-?\d/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
