// Words for evidence and for why numbers stay unchecked; the server has them, because its reports use the same.
import { shallowRef } from 'vue'
import { api, take, type Evidence, type Finding, type Words } from '@/api/client'
import { either, isChinese } from '@/i18n'
import { amounts } from '@/i18n/units'

const words = shallowRef<Words>({})
let asked: Promise<void> | undefined

export function loadWords(): Promise<void> {
  asked ??= take(api.GET('/api/words')).then(
    (loaded) => {
      words.value = loaded
    },
    (error: unknown) => {
      asked = undefined
      throw error
    },
  )
  return asked
}

export function word(topic: string, key: string): string {
  const stem = key.replace(/_\d+$/, '')
  return words.value[topic]?.[stem]?.[isChinese.value ? 0 : 1] ?? key
}

export const title = (finding: Finding): string => either(finding.title, finding.title_en)
export const message = (finding: Finding): string => amounts(either(finding.message, finding.message_en))
export const remedy = (finding: Finding): string => amounts(either(finding.remedy, finding.remedy_en))

const isArithmetic = (item: Evidence): boolean => /^arithmetic(_\d+)?$/.test(item.name)
export const arithmetic = (finding: Finding): string[] => finding.evidence.filter(isArithmetic).map((item) => amounts(item.value))
export const figures = (finding: Finding): Evidence[] => finding.evidence.filter((item) => !isArithmetic(item))
