import { api, take } from '@/api/client'
import { hand } from './download'

export type Cell = string | number | null | { text: string; address: string }
export interface Sheet {
  title: string
  columns: string[]
  rows: Cell[][]
}

/** Take a table away; the server writes it, so that it is on record. */
export async function takeTable(sheet: Sheet, form: 'xlsx' | 'csv'): Promise<void> {
  hand((await take(api.POST('/api/sheet', { body: { ...sheet, form }, parseAs: 'blob' }))) as unknown as Blob, `${sheet.title}.${form}`)
}
