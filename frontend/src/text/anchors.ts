// From places in a source file to characters on the page.
import type { Place, ReadingText, Stretch } from '@/api/client'

export interface Anchor {
  item: string
  stretch: Stretch
  start: number
  end: number
}

interface Home {
  item: string
  stretch: Stretch
}

/** The strings of a document by page and line of its file; places in another file are not to be looked for in it. */
export interface Index {
  sha256: string
  lines: Map<string, Home[]>
}

function* stretches(text: ReadingText): Generator<Home> {
  for (const { id, stretch, box } of text.items) {
    if (stretch) yield { item: id, stretch }
    if (!box) continue
    // A text that was kept by an earlier version has no captions.
    if (box.caption) yield { item: id, stretch: box.caption }
    for (const row of [...box.header, ...box.rows]) {
      for (const cell of row.cells) if (cell) yield { item: id, stretch: cell.stretch }
    }
    for (const other of [...box.items, ...box.notes]) yield { item: id, stretch: other }
  }
}

/** Which strings begin or go on in a line of the source. */
export function indexLines(text: ReadingText): Index {
  const lines: Index['lines'] = new Map()
  for (const home of stretches(text)) {
    const keys = new Set(home.stretch.marks.map(([, line, , page]) => `${page}:${line}`))
    for (const key of keys) lines.set(key, [...(lines.get(key) ?? []), home])
  }
  return { sha256: text.sha256, lines }
}

/** The characters of a place; undefined where the text on the page does not have them. */
export function locate(index: Index, place: Place): Anchor | undefined {
  if (place.sha256 !== index.sha256) return undefined
  const page = place.page ?? 0
  for (const { item, stretch } of index.lines.get(`${page}:${place.line}`) ?? []) {
    for (const [n, mark] of stretch.marks.entries()) {
      const [begin = 0, line = 0, column = 0, onPage = 0] = mark
      const following = stretch.marks[n + 1]?.[0] ?? stretch.text.length
      const start = begin + place.start - column
      if (line === place.line && onPage === page && begin <= start && start < Math.max(following, begin + 1)) {
        // A place counts the blanks of its line, which are not on the page; its quote is what is.
        const length = place.quote.length || place.end - place.start
        return { item, stretch, start, end: Math.min(stretch.text.length, start + length) }
      }
    }
  }
  return undefined
}

/** Characters between two edges: `ids` of the marks that cover them, the shortest first, and of those that end with them; `here` begins what is sought. */
export interface Run {
  text: string
  ids: string[]
  ending: string[]
  whole: string
  target: boolean
  here: boolean
}

/** A mark; one of a `whole` passage has others in it, and its characters can be chosen where those leave them free. */
export interface Marked {
  id: string
  start: number
  end: number
  whole?: boolean
}

/** Runs side by side in the same whole passage, or in none. */
export interface Passage {
  whole: string
  runs: Run[]
}

const covers = (outer: { start: number; end: number }, start: number, end: number): boolean => outer.start <= start && end <= outer.end
const unique = (ids: string[]): string[] => [...new Set(ids)]

/** A string cut where marks begin and end, and where the characters that are `sought` do. */
export function cut(text: string, marks: Marked[], sought?: { start: number; end: number }): Run[] {
  const bounds = sought ? [...marks, sought] : marks
  const edges = [...new Set([0, text.length, ...bounds.flatMap((mark) => [mark.start, mark.end])])].sort((a, b) => a - b)
  const shortest = marks.toSorted((a, b) => a.end - a.start - (b.end - b.start))
  return edges.slice(0, -1).map((from, n) => {
    const to = edges[n + 1] ?? from
    const over = shortest.filter((mark) => covers(mark, from, to))
    const whole = over.find((mark) => mark.whole)
    const inner = over.filter((mark) => !mark.whole)
    // Where another mark leaves nothing of the passage free, choosing it chooses the passage too.
    const both = whole && inner.some((mark) => covers(mark, whole.start, whole.end)) ? [whole.id] : []
    return {
      text: text.slice(from, to),
      ids: unique([...inner.map((mark) => mark.id), ...both]),
      ending: unique(inner.filter((mark) => mark.end === to).map((mark) => mark.id)),
      whole: whole?.id ?? '',
      target: sought !== undefined && covers(sought, from, to),
      here: sought?.start === from,
    }
  })
}

/** The passages of a string, in order. */
export function passages(runs: Run[]): Passage[] {
  const found: Passage[] = []
  for (const run of runs) {
    const last = found.at(-1)
    if (last?.whole === run.whole) last.runs.push(run)
    else found.push({ whole: run.whole, runs: [run] })
  }
  return found
}

export interface Wanted {
  id: string
  place: Place
  whole?: boolean
}

/** Marks by the string they stand in. */
export function place(index: Index, wanted: Wanted[]): Map<Stretch, Marked[]> {
  const found = new Map<Stretch, Marked[]>()
  for (const { id, place: where, whole } of wanted) {
    const anchor = locate(index, where)
    if (!anchor) continue
    const mark = { id, start: anchor.start, end: anchor.end, whole: whole ?? false }
    found.set(anchor.stretch, [...(found.get(anchor.stretch) ?? []), mark])
  }
  return found
}
