import type { PlanPart, PlanRow } from '@/api/client'
import { takeTable } from '@/ui/sheet'
import { columns, type Value } from './columns'

const plain = (value: Value): string => (typeof value === 'object' ? (value?.text ?? '') : String(value))

/** Take the shown rows of a part of a plan away as CSV, in the words of the page. */
export function takeCsv(title: string, table: PlanPart, shown: PlanRow[], day: string): Promise<void> {
  const wanted = columns(table, { rows: shown, day, numbers: false })
  const rows = shown.map((row) => wanted.map((column) => plain(column.value(row))))
  return takeTable({ title, columns: wanted.map((column) => column.head), rows }, 'csv')
}
