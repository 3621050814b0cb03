// What lies behind a range on the map: the counties of the plan's city, and the features of the plan.
import { api, take, type MapFeature } from '@/api/client'

export interface Ground {
  counties: MapFeature[]
  around: MapFeature[]
  known: MapFeature[]
}
export const EMPTY: Ground = { counties: [], around: [], known: [] }
const INVENTED = '99' // an example city has no province around it
type Divisions = (adcode: string) => Promise<MapFeature[]>

export async function divisionsOf(city: string, load: Divisions): Promise<Pick<Ground, 'counties' | 'around'>> {
  if (!/^\d{6}$/.test(city)) return EMPTY
  const province = city.startsWith(INVENTED) ? [] : load(`${city.slice(0, 2)}0000`)
  const [counties, around] = await Promise.all([load(city), province])
  return { counties, around }
}

export async function groundOf(plan: string | undefined, asOf: string): Promise<Ground> {
  if (!plan) return EMPTY
  const divisions: Divisions = async (adcode) => (await take(api.GET('/api/map/divisions/{adcode}', { params: { path: { adcode } } }))).features
  const [ground, features] = await Promise.all([
    divisionsOf(plan.slice(0, 6), divisions),
    take(api.GET('/api/map/plans/{plan}/features', { params: { path: { plan }, query: { as_of: asOf } } })),
  ])
  return { ...ground, known: features.features }
}
