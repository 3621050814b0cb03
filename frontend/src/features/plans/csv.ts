import type { PlanPart, PlanRow } from '@/api/client'
import { hand } from '@/ui/download'
import { columns, type Value } from './columns'

const plain = (value: Value): string => (typeof value === 'object' ? (value?.text ?? '') : String(value))

/** A part of a plan for a spreadsheet, in the words of the page. */
export function toCsv(table: PlanPart, shown: PlanRow[], day: string): string {
  const wanted = columns(table, { rows: shown, day, numbers: false })
  return rowsToCsv([wanted.map((column) => column.head), ...shown.map((row) => wanted.map((column) => plain(column.value(row))))])
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
