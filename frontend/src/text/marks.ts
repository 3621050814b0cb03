import type { ComputedRef, InjectionKey } from 'vue'
import type { Stretch } from '@/api/client'
import type { Marked } from './anchors'

/** What is marked in a document, how each mark looks, and what happens when one is chosen. */
export interface Marks {
  of: Map<Stretch, Marked[]>
  kind: (id: string) => string
  choose: (ids: string[]) => void
}

export const MARKS: InjectionKey<ComputedRef<Marks>> = Symbol('marks')
