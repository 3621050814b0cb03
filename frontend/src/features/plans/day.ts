// The day whose figures are shown; the address keeps it, so that a link shows the same.
import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export function useDay(): { day: ComputedRef<string>; asked: ComputedRef<string | undefined>; choose: (day: string) => void } {
  const route = useRoute()
  const router = useRouter()
  const today = new Date().toLocaleDateString('sv')
  const asked = computed(() => (/^\d{4}-\d\d-\d\d$/.test(String(route.query['day'])) ? String(route.query['day']) : undefined))
  const day = computed(() => asked.value ?? today)
  const choose = (wanted: string): void => {
    void router.replace({ query: { ...route.query, day: wanted && wanted !== today ? wanted : undefined } })
  }
  return { day, asked, choose }
}
