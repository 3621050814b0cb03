// What the map shows stands in its address: every view is a link.
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { At, Picked } from './canvas'
import { CHOICES, CGCS2000, type Crs } from './projections'

export const PANELS = ['layers', 'time', 'statistics'] as const
export type Panel = (typeof PANELS)[number]
export const PLAN = 'plan' // the name under which the opacity of the plan stands

export function useAddress() {
  const route = useRoute()
  const router = useRouter()
  const one = (name: string): string => String([route.query[name] ?? ''].flat()[0] ?? '')
  const numbers = (name: string): number[] => (one(name) ? one(name).split(',').map(Number) : [])

  function ask(changes: Record<string, string | undefined>): void {
    void router.replace({ query: { ...route.query, ...changes } })
  }

  const today = new Date().toLocaleDateString('sv')
  const crs = computed<Crs>(() => CHOICES.find((choice) => choice === one('crs')) ?? CGCS2000)
  const at = computed<At | undefined>(() => {
    const [lon, lat, zoom] = numbers('at')
    return lon && lat && zoom ? { lon, lat, zoom } : undefined
  })
  const pick = computed<Picked | undefined>(() => {
    const [lon, lat, reach = 0] = numbers('pick')
    return lon && lat ? { lon, lat, reach } : undefined
  })
  const opacities = computed(() => new Map(one('opacity').split(',').filter(Boolean).map((part): [string, number] => {
    const cut = part.lastIndexOf(':')
    return [part.slice(0, cut), Math.min(1, Math.max(0, Number(part.slice(cut + 1)) || 0))]
  })))
  function setOpacity(name: string, opacity: number): void {
    const all = new Map(opacities.value)
    if (opacity >= 1) all.delete(name)
    else all.set(name, opacity)
    ask({ opacity: [...all].map(([key, value]) => `${key}:${value}`).join(',') || undefined })
  }

  return {
    ask,
    at,
    crs,
    opacities,
    pick,
    setOpacity,
    today,
    plan: computed(() => one('plan')),
    day: computed(() => one('day') || today),
    other: computed(() => one('with')),
    share: computed(() => Number(one('swipe') || 50) / 100),
    hidden: computed(() => one('hide').split(',').filter(Boolean)),
    /** Constraint layers that are shown; undefined where the address does not say. */
    layers: computed(() => (route.query['layers'] === undefined ? undefined : one('layers').split(',').filter(Boolean))),
    feature: computed(() => one('feature')),
    base: computed(() => one('base')),
    panel: computed<Panel>(() => PANELS.find((panel) => panel === one('panel')) ?? 'layers'),
    printing: computed(() => one('print') === '1'),
  }
}
export type Address = ReturnType<typeof useAddress>
