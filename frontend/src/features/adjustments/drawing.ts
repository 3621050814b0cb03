// What an editor does to a plan, as a list of edits; every step gives a new list, so that undoing is going back to an older one.
import type { ChangeKind, MapFeature } from '@/api/client'

export type Geometry = { type: string; [key: string]: unknown }
export interface Item {
  id: string
  kind: string
  name: string
  number: string
  status: string
  level: string
  minerals: string
  adcodes: string
  stated: string
  mark: string
  geometry: Geometry | null
}
export interface Token {
  id: string
  version: number
}
/** Features give way to others: `before` with their versions, `was` as they were when the edit was made. */
export interface Edit {
  kind: Exclude<ChangeKind, 'move'>
  before: Token[]
  was: Item[]
  after: Item[]
}
/** A figure of an indicator, cap or mine limit that gives way to another one. */
export interface TargetEdit {
  item: string
  field: string
  name: string
  old: string
  value: string
}
export interface Known {
  item: Item
  version: number
}
export type Base = ReadonlyMap<string, Known>
export interface Order {
  changes: Record<string, unknown>[]
  seen: Record<string, number>
}
/** An edit that cannot be made; the key of the words that say why. */
export class Impossible extends Error {}

const LISTS = /[、,，;；\s]+/
const PREFIX: Record<string, string> = { mining_block: 'CK', exploration_block: 'KC' }

export function itemOf(feature: MapFeature): Item {
  const read = (name: string): unknown => feature.properties[name]
  const list = (name: string): string => ([read(name) ?? []].flat() as string[]).join('、')
  return {
    id: String(feature.properties['id'] ?? feature.id),
    kind: String(read('kind')),
    name: String(read('name') ?? ''),
    number: String(read('number') ?? ''),
    status: String(read('status') ?? 'planned'),
    level: String(read('level') ?? ''),
    minerals: list('mineral_names'),
    adcodes: list('adcodes'),
    stated: String(read('stated_area_km2') ?? ''),
    mark: String(read('geometry') ?? 'none'),
    geometry: feature.geometry as Geometry | null,
  }
}

export function baseOf(features: MapFeature[]): Base {
  return new Map(features.map((one) => [one.id, { item: itemOf(one), version: Number(one.properties['version']) }]))
}

/** What lies on the map: the plan as it is, with the edits made. */
export function visible(base: Base, edits: Edit[]): Item[] {
  const gone = new Set(edits.flatMap((edit) => edit.before.map(({ id }) => id)))
  return [...[...base.values()].map(({ item }) => item).filter(({ id }) => !gone.has(id)), ...edits.flatMap((edit) => edit.after)]
}

export const editOf = (edits: Edit[], id: string): Edit | undefined => edits.find((edit) => edit.after.some((item) => item.id === id))
export const isRight = (item: Item): boolean => item.kind.endsWith('_right')

export function newItem(base: Base, edits: Edit[], kind: string, geometry: Geometry, mark: string): Item {
  const id = freeId(base, edits, PREFIX[kind] ?? 'QY')
  return { id, kind, name: '', number: '', status: 'planned', level: '', minerals: '', adcodes: '', stated: '', mark, geometry }
}

function freeId(base: Base, edits: Edit[], prefix: string, between = ''): string {
  const taken = new Set([...base.keys(), ...edits.flatMap((edit) => edit.after.map(({ id }) => id))])
  for (let n = 1; ; n += 1) {
    const id = between ? `${prefix}${between}${n}` : prefix + String(n).padStart(2, '0')
    if (!taken.has(id)) return id
  }
}

export function add(edits: Edit[], item: Item): Edit[] {
  return [...edits, { kind: 'add', before: [], was: [], after: [item] }]
}

/** The item with these values instead, by its id so far. */
export function put(base: Base, edits: Edit[], id: string, item: Item): Edit[] {
  if (editOf(edits, id)) {
    return edits.map((edit) => ({ ...edit, after: edit.after.map((one) => (one.id === id ? item : one)) }))
  }
  return [...edits, { kind: 'change', ...from(base, [id]), after: [item] }]
}

export function retire(base: Base, edits: Edit[], id: string): Edit[] {
  const edit = editOf(edits, id)
  if (edit && (edit.kind === 'split' || edit.kind === 'merge')) throw new Impossible('undo_first')
  const rest = edits.filter((one) => one !== edit)
  if (edit?.kind === 'add') return rest
  return [...rest, edit ? { ...edit, kind: 'retire', after: [] } : { kind: 'retire', ...from(base, [id]), after: [] }]
}

/** Parts take the place of an item; the first keeps its fields but for name and number, which have to be told apart. */
export function split(base: Base, edits: Edit[], id: string, parts: Geometry[]): Edit[] {
  const edit = editOf(edits, id)
  if (edit?.kind === 'merge') throw new Impossible('undo_first')
  const whole = edit?.after.find((one) => one.id === id) ?? base.get(id)?.item
  if (!whole) return edits
  const items: Item[] = []
  for (const geometry of parts) {
    const part = freeId(base, [...edits, { kind: 'add', before: [], was: [], after: items }], id, '-')
    items.push({ ...whole, id: part, name: `${whole.name}-${items.length + 1}`, number: '', stated: '', geometry })
  }
  const rest = edits.filter((one) => one !== edit)
  if (edit?.kind === 'add') return items.reduce(add, rest)
  if (edit?.kind === 'split') {
    const after = edit.after.flatMap((item) => (item.id === id ? items : [item]))
    return edits.map((one) => (one === edit ? { ...one, after } : one))
  }
  const { before, was } = edit ?? from(base, [id])
  return [...rest, { kind: 'split', before, was, after: items }]
}

export function merge(base: Base, edits: Edit[], ids: string[], geometry: Geometry): Edit[] {
  const touched = [...new Set(ids.map((id) => editOf(edits, id)))].filter((edit) => edit !== undefined)
  if (touched.some((edit) => edit.kind === 'split' || edit.kind === 'merge')) throw new Impossible('undo_first')
  const items = ids.map((id) => editOf(edits, id)?.after.find((one) => one.id === id) ?? base.get(id)?.item).filter((item) => item !== undefined)
  const first = items[0]
  if (!first) return edits
  if (items.some((item) => item.kind !== first.kind)) throw new Impossible('other_kind')
  const rest = edits.filter((edit) => !touched.includes(edit))
  const old = [
    ...touched.map(({ before, was }) => ({ before, was })),
    ...ids.filter((id) => !editOf(edits, id)).map((id) => from(base, [id])),
  ]
  const before = old.flatMap((one) => one.before)
  const was = old.flatMap((one) => one.was)
  if (before.length === 0) return add(rest, { ...first, geometry })
  if (before.length === 1) return [...rest, { kind: 'change', before, was, after: [{ ...first, id: before[0]?.id ?? first.id, geometry }] }]
  const id = freeId(base, edits, PREFIX[first.kind] ?? 'QY')
  return [...rest, { kind: 'merge', before, was, after: [{ ...first, id, number: '', stated: '', geometry }] }]
}

export const drop = (edits: Edit[], edit: Edit): Edit[] => edits.filter((one) => one !== edit)

function from(base: Base, ids: string[]): { before: Token[]; was: Item[] } {
  const known = ids.map((id) => base.get(id)).filter((one) => one !== undefined)
  return { before: known.map(({ item, version }) => ({ id: item.id, version })), was: known.map(({ item }) => item) }
}

/** The edits on the plan as it is now: what others changed stays, what was edited here comes on top; edits of what is gone fall away. */
export function onto(base: Base, edits: Edit[]): { edits: Edit[]; lost: Edit[] } {
  const lost = edits.filter((edit) => edit.before.some(({ id }) => !base.has(id)))
  const kept = edits
    .filter((edit) => !lost.includes(edit))
    .map((edit) => {
      const now = from(base, edit.before.map(({ id }) => id))
      const [old, fresh, mine] = [edit.was[0], now.was[0], edit.after[0]]
      const after = edit.kind === 'change' && old && fresh && mine ? [{ ...fresh, ...differing(old, mine) }] : edit.after
      return { ...edit, ...now, after }
    })
  return { edits: kept, lost }
}

function differing(old: Item, now: Item): Partial<Item> {
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => !same(old[name as keyof Item], value)))
}
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** The edits as the server takes them; those that change nothing are left out. */
export function toOrder(edits: Edit[], targets: TargetEdit[] = []): Order {
  const changes = [...edits.flatMap(written), ...targets.map(({ item, field, value }) => ({ target: item, set: { [field]: value } }))]
  const seen = Object.fromEntries(edits.flatMap((edit) => edit.before.map(({ id, version }) => [id, version])))
  return { changes, seen }
}

function written(edit: Edit): Record<string, unknown>[] {
  const ids = edit.before.map(({ id }) => id)
  const [item, old] = [edit.after[0], edit.was[0]]
  if (edit.kind === 'add' && item) return [{ add: { id: item.id, kind: item.kind, ...fields(item) } }]
  if (edit.kind === 'retire') return ids.map((id) => ({ retire: id }))
  if (edit.kind === 'split') return [{ split: ids[0], into: edit.after.map((part) => ({ id: part.id, ...fields(part) })) }]
  if (edit.kind === 'merge' && item) return [{ merge: ids, into: { id: item.id, ...fields(item) } }]
  if (!item || !old) return []
  const changed = differing(old, item)
  const names = Object.keys(changed)
  if (!names.length) return []
  const all = fields({ ...item }, new Set(names))
  const onlyMoved = names.every((name) => name === 'geometry' || name === 'mark') && 'geojson' in all
  return Object.keys(all).length ? [onlyMoved ? { move: ids[0], to: all } : { change: ids[0], set: all }] : []
}

/** The fields of an item that say something, of these alone where they are given. */
function fields(item: Item, only?: Set<string>): Record<string, unknown> {
  const list = (words: string): string[] => words.split(LISTS).filter(Boolean)
  const all: [keyof Item, string, unknown][] = [
    ['name', 'name', item.name.trim()],
    ['number', 'number', item.number.trim()],
    ['status', 'status', item.status],
    ['level', 'level', item.level],
    ['minerals', 'minerals', list(item.minerals)],
    ['adcodes', 'adcodes', list(item.adcodes)],
    ['stated', 'stated_area_km2', item.stated.trim()],
    ['geometry', 'geojson', item.geometry],
    ['mark', 'geometry', item.geometry && item.mark !== 'none' ? item.mark : ''],
  ]
  const needed = all.filter(([name, , value]) => value && (!only || only.has(name)))
  return Object.fromEntries(needed.map(([, key, value]) => [key, value]))
}
