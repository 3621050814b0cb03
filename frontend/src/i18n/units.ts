// Units of a plan in the language chosen. Words that go on behind a unit are those of the plan and stay as they are.
import { isChinese, named } from '.'
import catalogue from './zh.json'

const TOPIC = 'unit.'
const UNITS = Object.keys(catalogue)
  .filter((key) => key.startsWith(TOPIC))
  .map((key) => key.slice(TOPIC.length))
  .toSorted((one, other) => other.length - one.length)
const AMOUNT = new RegExp(`(\\d)\\s*(${UNITS.join('|')})(?![\\u4e00-\\u9fff/])(\\u3001?)`, 'g')

const COUNT = '1' // things are counted without a word for them

export function unit(word: string): string {
  const said = named('unit', word)
  return said === COUNT ? '' : said
}

/** A figure with its unit. */
export function figure(value: string, word: string): string {
  return isChinese.value ? value + word : `${value} ${unit(word)}`.trim()
}

/** Chinese punctuation between figures as English has it. */
const plainly = (text: string): string =>
  text
    .replaceAll('\uff0d', '–')
    .replace(/([\x20-\x7e])\uff1b/g, '$1; ')
    .replace(/([\x20-\x7e])\u3001/g, '$1, ')

/** A text in which every amount has its unit in the language chosen. */
export function amounts(text: string): string {
  return isChinese.value ? text : plainly(text).replace(AMOUNT, (_, digit: string, word: string, comma: string) => `${digit} ${unit(word)}`.trim() + (comma && ', '))
}
