// A deadline in words.
import type { Deadline } from '@/api/client'
import { named, t } from '@/i18n'

export const KINDS = ['monitoring', 'annual_batch', 'period_end', 'renewal'] as const
const SOON = 60 // days
const DAY = 86_400_000

export function titleOf(deadline: Deadline): string {
  if (deadline.kind === 'monitoring') return t('calendar.monitoring', { year: deadline.year })
  if (deadline.kind === 'annual_batch') return t('calendar.annual_batch', { year: deadline.year })
  if (deadline.kind === 'period_end') return t('calendar.period_end', { year: deadline.year })
  return t('calendar.renewal', { name: deadline.name ?? '', day: deadline.expires ?? '' })
}

export const today = (): string => new Date().toLocaleDateString('sv')

/** How near a deadline is: done, past, soon, open (its time to act has begun) or later. */
export function stateOf(deadline: Deadline): 'done' | 'past' | 'soon' | 'open' | 'later' {
  if (deadline.done) return 'done'
  const days = (Date.parse(deadline.day) - Date.parse(today())) / DAY
  if (days < 0) return 'past'
  if (days <= SOON) return 'soon'
  return deadline.opens && deadline.opens <= today() ? 'open' : 'later'
}
export const TONES = { done: 'good', past: '', soon: 'warning', open: 'info', later: '' } as const

export const whoOf = (deadline: Deadline): string => named('duty', deadline.who)
