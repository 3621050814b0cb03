// What may be coordinates, and what reference systems are called.
import { t } from '@/i18n'

// In one line nothing but numbers, signs of degrees and names of axes; what spans several lines may have headers.
const ONE_LINE = /^[\d\s.,，;；、°º˚\u5ea6\u5206\u79d2′'’‘″"“”:：=()（）\-+EeNnXxYyLlBb\u4e1c\u897f\u5357\u5317\u7ecf\u7eac]+$/
const FEWEST_DIGITS = 4
const LONGITUDE = [70, 141] as const
const LATITUDE = [3, 60] as const
const LARGE = 10_000 // metres on a plane, or degrees, minutes and seconds in one number

/** Whether a text has two numbers that together can be a place in China; numbers of rights and years are words. */
export function looksLikeCoordinates(text: string): boolean {
  const plain = text.trim()
  if (!plain.includes('\n') && !ONE_LINE.test(plain)) return false
  const numbers = (plain.match(/\d+(?:\.\d+)?/g) ?? []).map(Number)
  const some = ([low, high]: readonly [number, number]): boolean => numbers.some((value) => value >= low && value <= high)
  const degrees = some(LONGITUDE) && some(LATITUDE)
  const large = numbers.filter((value) => value >= LARGE).length > 1
  return plain.replace(/\D/g, '').length >= FEWEST_DIGITS && (degrees || large)
}

// The geographic system has a long name that says less than this one.
const GEOGRAPHIC = 'China Geodetic Coordinate System 2000'

const ON_A_PLANE = /^CGCS2000 \/ (3-degree )?Gauss-Kruger (?:zone (\d+)|CM (\d+)E)$/

/** A reference system by a name that says no more than is needed. */
export function systemName(name: string): string {
  if (name === GEOGRAPHIC) return t('crs.EPSG:4490')
  const found = ON_A_PLANE.exec(name)
  if (!found) return name
  const [, three, zone, meridian] = found
  const width = three ? 3 : 6
  return zone ? t('crs.numbered', { width, zone }) : t('crs.meridian', { width, zone: meridian ?? '' })
}
