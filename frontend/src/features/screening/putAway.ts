import { api, take, type KeptHead } from '@/api/client'
import { t } from '@/i18n'

/** Put a kept answer away after asking; whether it was. */
export async function putAway(one: KeptHead): Promise<boolean> {
  if (!window.confirm(t('screening.put_away_sure', { name: one.name }))) return false
  await take(api.DELETE('/api/screenings/kept/{answer}', { params: { path: { answer: one.id } } }))
  return true
}
