// Every word a person reads stands in zh.json and en.json; a key that is missing does not compile.
import { computed, ref, watchEffect } from 'vue'
import en from './en.json'
import zh from './zh.json'

export type Language = 'zh' | 'en'
export type Key = keyof typeof zh
const catalogues: Record<Language, Record<Key, string>> = { zh, en }
const KEPT = 'kuanggui.language'

function first(): Language {
  const kept = localStorage.getItem(KEPT)
  if (kept === 'zh' || kept === 'en') return kept
  return navigator.language.toLowerCase().startsWith('zh') || !navigator.language ? 'zh' : 'en'
}

export const language = ref<Language>(first())
export const isChinese = computed(() => language.value === 'zh')

watchEffect(() => {
  localStorage.setItem(KEPT, language.value)
  document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en'
})

/** The words of a key in the language chosen; `{name}` stands for a value. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  return catalogues[language.value][key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}

/** The words of a key that the data brings (a field, an enumeration); the key itself where there are none. */
export function named(topic: string, key: string): string {
  const catalogue: Record<string, string> = catalogues[language.value]
  return catalogue[`${topic}.${key}`] ?? key
}

/** One of two texts that the data itself has in both languages. */
export function either(chinese: string, english: string): string {
  return language.value === 'en' && english ? english : chinese
}

/** The language of words that are either of a plan or of this site. */
export function tongue(words: string): 'zh-CN' | undefined {
  return /[\u3400-\u9fff]/.test(words) ? 'zh-CN' : undefined
}

/** A moment as people write it. */
export function moment(iso: string): string {
  const locale = language.value === 'zh' ? 'zh-CN' : 'en-GB'
  return new Date(iso).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' })
}
