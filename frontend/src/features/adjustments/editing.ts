// The state of an editor: edits that can be undone, and what the server says of the shapes.
import { computed, onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue'
import { api, take, type Judged } from '@/api/client'
import type { Edit, Geometry } from './drawing'

const PAUSE = 350 // milliseconds without an edit before the server is asked

export function useEdits() {
  const history = shallowRef<Edit[][]>([[]])
  const at = ref(0)
  const edits = computed(() => history.value[at.value] ?? [])

  function make(next: Edit[]): void {
    history.value = [...history.value.slice(0, at.value + 1), next]
    at.value += 1
  }
  function start(first: Edit[]): void {
    history.value = [first]
    at.value = 0
  }
  const canUndo = computed(() => at.value > 0)
  const canRedo = computed(() => at.value < history.value.length - 1)
  const undo = (): void => void (canUndo.value && (at.value -= 1))
  const redo = (): void => void (canRedo.value && (at.value += 1))
  return { edits, make, start, undo, redo, canUndo, canRedo }
}

/** Official areas and warnings of everything drawn, by id, a moment after the last edit. */
export function useJudged(plan: Ref<string>, edits: Ref<Edit[]>) {
  const judged = shallowRef(new Map<string, Judged>())
  const error = ref('')
  let pause: ReturnType<typeof setTimeout> | undefined
  let latest = 0

  async function judge(): Promise<void> {
    const mine = ++latest
    const shapes = edits.value.flatMap((edit) =>
      edit.after.flatMap((item) => (item.geometry && polygonal(item.geometry) ? [{ id: item.id, kind: item.kind as Judged['kind'], geometry: item.geometry }] : [])),
    )
    const without = edits.value.flatMap((edit) => edit.before.map(({ id }) => id))
    try {
      const params = { path: { plan: plan.value } }
      const answer = shapes.length ? await take(api.POST('/api/plans/{plan}/drawing/judge', { params, body: { shapes, without } })) : []
      if (mine !== latest) return
      judged.value = new Map(answer.map((one) => [one.id, one]))
      error.value = ''
    } catch (caught) {
      if (mine === latest) error.value = caught instanceof Error ? caught.message : String(caught)
    }
  }
  watch(edits, () => {
    clearTimeout(pause)
    pause = setTimeout(() => void judge(), PAUSE)
  })
  onBeforeUnmount(() => clearTimeout(pause))
  return { judged, error }
}

export const polygonal = (geometry: Geometry): boolean => geometry.type === 'Polygon' || geometry.type === 'MultiPolygon'
