// Files that go with an adjustment: sent one after the other, each on the version that the one before has made.
import { api, take, type OpenAdjustment } from '@/api/client'
import type { ROLES } from './words'

export type Role = (typeof ROLES)[number]
/** A file that waits for the draft to be saved. */
export interface HeldFile {
  file: File
  role: Role
}

/** Put a file to a draft; the adjustment as it is then. */
export function sendFile(to: OpenAdjustment, { file, role }: HeldFile): Promise<OpenAdjustment> {
  const form = new FormData()
  form.append('document', file)
  form.append('role', role)
  form.append('version', String(to.entry.version))
  const path = { adjustment: to.entry.id }
  // The generated type of a file is a string; the form goes as it is.
  return take(api.POST('/api/adjustments/{adjustment}/attachments', { params: { path }, body: form as never, bodySerializer: (body) => body as never }))
}
