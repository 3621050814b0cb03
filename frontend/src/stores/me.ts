// Who sits at this browser, and what he may do: asked once, and again after logging in or out.
import { computed, ref } from 'vue'
import { api, onStranger, take, type Me } from '@/api/client'

export type Action = Me['may'][number]

export const me = ref<Me>()
/** The database has users, and nobody has logged in here. */
export const isStranger = computed(() => me.value !== undefined && !me.value.known)
let asking: Promise<Me> | undefined

/** Who I am; asks the server the first time only. */
export function whoAmI(): Promise<Me> {
  asking ??= take(api.GET('/api/me'))
    .then((answer) => (me.value = answer))
    .catch((error: unknown) => {
      asking = undefined
      throw error
    })
  return asking
}

/** Whether I may do something, in my region; the server decides in the end. */
export function may(action: Action): boolean {
  return me.value?.may.includes(action) ?? false
}

export async function logIn(name: string, password: string): Promise<void> {
  me.value = await take(api.POST('/api/login', { body: { name, password } }))
  asking = Promise.resolve(me.value)
}

export async function logOut(): Promise<void> {
  await take(api.POST('/api/logout'))
  await reload()
}

/** Ask again who I am: what I may do has changed. */
export async function reload(): Promise<void> {
  forget()
  await whoAmI()
}

function forget(): void {
  asking = undefined
}

// A session may end while a page is open: the next question says so.
onStranger(() => {
  if (!me.value?.known) return
  forget()
  void whoAmI()
})
