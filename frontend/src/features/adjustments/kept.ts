// Work that is not saved yet is kept on this computer, one draft for each adjustment or plan.
import type { Edit, TargetEdit } from './drawing'

export interface Head {
  type: string
  title: string
  reason: string
  basis: string
}
export interface Kept {
  at: string
  head: Head
  edits: Edit[]
  targets?: TargetEdit[]
}

const key = (of: string): string => `kuanggui.adjustment.${of}`

export function keep(of: string, kept: Kept): void {
  try {
    localStorage.setItem(key(of), JSON.stringify(kept))
  } catch {
    // A full store must not stop the work.
  }
}

export function keptOf(of: string): Kept | undefined {
  try {
    const read = JSON.parse(localStorage.getItem(key(of)) ?? 'null') as Kept | null
    return read && Array.isArray(read.edits) ? read : undefined
  } catch {
    return undefined
  }
}

export function forget(of: string): void {
  localStorage.removeItem(key(of))
}
