// What is known of a case apart from where it lies, and how it stands in an address.
import type { LocationQuery } from 'vue-router'

export const PURPOSES = ['mining', 'exploration'] as const
export const ACTIONS = ['new', 'renewal', 'extension', 'conversion', 'block_new', 'block_changed'] as const
export interface Case {
  name: string
  purpose: (typeof PURPOSES)[number]
  action: (typeof ACTIONS)[number]
  minerals: string
  plan: string
  asOf: string
  more: Record<string, string>
}
const FIELD = 'f.'
const one = (query: LocationQuery, name: string): string => String([query[name] ?? ''].flat()[0] ?? '')
const today = (): string => new Date().toLocaleDateString('sv')

export function caseFrom(query: LocationQuery): Case {
  const more = Object.keys(query).filter((key) => key.startsWith(FIELD))
  return {
    name: one(query, 'name'),
    purpose: PURPOSES.find((purpose) => purpose === one(query, 'purpose')) ?? 'mining',
    action: ACTIONS.find((action) => action === one(query, 'action')) ?? 'new',
    minerals: one(query, 'minerals'),
    plan: one(query, 'plan'),
    asOf: one(query, 'day') || today(),
    more: Object.fromEntries(more.map((key) => [key.slice(FIELD.length), one(query, key)])),
  }
}

export function queryOf(given: Case): Record<string, string> {
  const more = Object.entries(given.more).map(([path, value]) => [FIELD + path, value])
  const plain = { name: given.name, purpose: given.purpose, action: given.action, minerals: given.minerals, plan: given.plan }
  const day = given.asOf === today() ? '' : given.asOf
  return Object.fromEntries([...Object.entries({ ...plain, day }), ...more].filter(([, value]) => value !== ''))
}

export const mineralsOf = (given: Case): string[] => given.minerals.split(/[、,，;；\s]+/).filter(Boolean)
export const filled = (more: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(more).filter(([, value]) => value.trim() !== ''))
