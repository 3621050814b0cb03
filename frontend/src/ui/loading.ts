// Data of a page: what is loaded, whether it is on its way, and why it failed.
import { ref, shallowRef, watch, type WatchSource } from 'vue'

export function useLoaded<T>(load: () => Promise<T>, when: WatchSource[] = []) {
  const data = shallowRef<T>()
  const error = ref('')
  const busy = ref(false)
  let latest = 0

  async function reload(): Promise<void> {
    const mine = ++latest
    busy.value = true
    error.value = ''
    try {
      const loaded = await load()
      if (mine === latest) data.value = loaded
    } catch (caught) {
      if (mine === latest) error.value = caught instanceof Error ? caught.message : String(caught)
    } finally {
      if (mine === latest) busy.value = false
    }
  }

  watch(when, reload)
  void reload()
  return { data, error, busy, reload }
}
