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

type Index = Map<string, Home[]>

function* stretches(text: ReadingText): Generator<Home> {
  for (const { id, stretch, box } of text.items) {
    if (stretch) yield { item: id, stretch }
    if (!box) continue
    for (const row of [...box.header, ...box.rows]) {
      for (const cell of row.cells) if (cell) yield { item: id, stretch: cell.stretch }
    }
    for (const other of [...box.items, ...box.notes]) yield { item: id, stretch: other }
  }
}

/** Which strings begin or go on in a line of the source. */
export function indexLines(text: ReadingText): Index {
  const index: Index = new Map()
  for (const home of stretches(text)) {
    const keys = new Set(home.stretch.marks.map(([, line, , page]) => `${page}:${line}`))
    for (const key of keys) index.set(key, [...(index.get(key) ?? []), home])
  }
  return index
}

/** The characters of a place; undefined where the text on the page does not have them. */
export function locate(index: Index, place: Place): Anchor | undefined {
  const page = place.page ?? 0
  for (const { item, stretch } of index.get(`${page}:${place.line}`) ?? []) {
    for (const [n, mark] of stretch.marks.entries()) {
      const [begin = 0, line = 0, column = 0, onPage = 0] = mark
      const following = stretch.marks[n + 1]?.[0] ?? stretch.text.length
      const start = begin + place.start - column
      if (line === place.line && onPage === page && begin <= start && start < Math.max(following, begin + 1)) {
        const length = Math.max(place.quote.length, place.end - place.start)
        return { item, stretch, start, end: Math.min(stretch.text.length, start + length) }
      }
    }
  }
  return undefined
}

export interface Run {
  text: string
  start: number
  ids: string[]
}

export interface Marked {
  id: string
  start: number
  end: number
}

/** A string cut where marks begin and end; each run with the ids of the marks that cover it. */
export function cut(text: string, marks: Marked[]): Run[] {
  const edges = [...new Set([0, text.length, ...marks.flatMap((mark) => [mark.start, mark.end])])].sort((a, b) => a - b)
  const runs: Run[] = []
  edges.slice(0, -1).forEach((from, n) => {
    const to = edges[n + 1] ?? from
    const ids = marks.filter((mark) => mark.start <= from && to <= mark.end).map((mark) => mark.id)
    runs.push({ text: text.slice(from, to), start: from, ids: [...new Set(ids)] })
  })
  return runs
}

/** Marks by the string they stand in. */
export function place(index: Index, wanted: { id: string; place: Place }[]): Map<Stretch, Marked[]> {
  const found = new Map<Stretch, Marked[]>()
  for (const { id, place: where } of wanted) {
    const anchor = locate(index, where)
    if (!anchor) continue
    found.set(anchor.stretch, [...(found.get(anchor.stretch) ?? []), { id, start: anchor.start, end: anchor.end }])
  }
  return found
}
