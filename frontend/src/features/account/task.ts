// Something a page does for a person: whether it is on its way, what came of it, and why it failed.
import { ref } from 'vue'

export function useTask() {
  const busy = ref(false)
  const error = ref('')
  const done = ref('')

  /** Run it; the text it gives is shown when it is done. */
  async function run(work: () => Promise<string>): Promise<void> {
    busy.value = true
    error.value = done.value = ''
    try {
      done.value = await work()
    } catch (caught) {
      error.value = caught instanceof Error ? caught.message : String(caught)
    } finally {
      busy.value = false
    }
  }
  return { busy, error, done, run }
}
