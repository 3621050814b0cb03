import type { ComputedRef, InjectionKey } from 'vue'
import type { Stretch } from '@/api/client'
import type { Anchor, Marked } from './anchors'

/** What is marked in a document, where the reader is led, how each mark looks, what is said behind it, and what happens when one is chosen. */
export interface Marks {
  of: Map<Stretch, Marked[]>
  at: Anchor | undefined
  kind: (id: string) => string
  note: (id: string) => string
  choose: (ids: string[]) => void
}

export const MARKS: InjectionKey<ComputedRef<Marks>> = Symbol('marks')
