// The only place that speaks to the server; types come from its OpenAPI document (npm run api).
import createClient from 'openapi-fetch'
import type { components, paths } from './schema'

type Schemas = components['schemas']
export type AdjustmentEntry = Schemas['AdjustmentEntry']
export type AdjustmentStep = AdjustmentEntry['steps'][number]
export type Audit = Schemas['AuditJob']
export type ChangeFacts = Schemas['ChangeFacts']
export type ChangeKind = ChangeFacts['kind']
export type Deadline = Schemas['DeadlineAnswer']
export type CheckResult = Schemas['CheckResult']
export type CheckTerms = Schemas['CheckTerms']
export type Evidence = Schemas['Evidence']
export type FeatureFacts = Schemas['FeatureFacts']
export type Finding = Schemas['FindingAnswer']
export type IndicatorGlance = Schemas['IndicatorGlance']
export type InForce = Schemas['InForce']
export type Judged = Schemas['Judged']
export type LayerHit = Schemas['LayerHit']
export type FormField = Schemas['FormField']
export type KeptHead = Schemas['ListedAnswer']
export type KnownBlock = Schemas['KnownBlock']
export type MapFeature = Schemas['MapFeature']
export type MapFound = Schemas['Found']
export type MapKind = Schemas['KindCount']
export type MapGroup = Schemas['Group']
export type MapSource = Schemas['CatalogueLayer']
export type MapLayer = Schemas['MapLayer']
export type Me = Schemas['Me']
export type OpenAdjustment = Schemas['OpenAdjustment']
export type OpenRule = Schemas['OpenRuleAnswer']
export type Override = Schemas['OverrideOrder']
export type Place = Schemas['Place']
export type PlanCell = Schemas['PlanCell']
export type PlanHit = Schemas['PlanHit']
export type PlanEntry = Schemas['ReadablePlan']
export type PlanMark = Schemas['PlanMark']
export type PlanPart = Schemas['PlanPart']
export type PlanRow = Schemas['PlanRow']
export type PlanSummary = Schemas['PlanSummary']
export type PlanTarget = Schemas['PlanTarget']
export type PossibleReading = Schemas['PossibleReading']
export type Provision = Schemas['QuotedProvision']
export type RangeReadings = Schemas['RangeReadings']
export type PublicCell = Schemas['PublicCell']
export type PublicChange = Schemas['PublicChange']
export type PublicFeature = Schemas['PublicFeature']
export type PublicLayerName = Schemas['LayerName']
export type PublicOverview = Schemas['PublicOverview']
export type PublicPlan = Schemas['PublicPlan']
export type PublicTopic = Schemas['Topic']
export type PublishedPlan = Schemas['PublishedPlan']
export type ReceivedOpinion = Schemas['ReceivedOpinion']
export type ReadCorners = Schemas['ReadCorners']
export type ReadingText = Schemas['ReadingText']
export type Review = Schemas['ReviewAnswer']
export type ScreeningOrder = Schemas['ScreeningOrder']
export type ScreeningResult = Schemas['ScreeningResult']
export type Shape = Schemas['Shape']
export type Stretch = Schemas['Stretch']
export type TargetFacts = Schemas['TargetFacts']
export type TextBox = Schemas['TextBox']
export type TextItem = Schemas['TextItem']
export type TextRow = Schemas['TextRow']
export type TrailState = Schemas['Verified']
export type User = Schemas['UserAnswer']
export type Theme = Schemas['ThemeResult']
export type Words = Record<string, Record<string, string[]>>

export const api = createClient<paths>({ baseUrl: '' })

let tellStranger = () => {}
/** Be told when the server no longer knows who asks. */
export function onStranger(tell: () => void): void {
  tellStranger = tell
}
api.use({
  onResponse({ response, schemaPath }) {
    if (response.status === 401 && schemaPath !== '/api/login') tellStranger()
  },
})

/** A problem as the server tells it: one line for people, of the detail and the lines that go with it. */
export class Refused extends Error {
  constructor(
    readonly detail: string,
    readonly lines: string[],
    readonly code: string,
    readonly status: number,
  ) {
    super(detail + (lines.length ? `（${lines.join('；')}）` : ''))
  }
}

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** The data of an answer; throws Refused with the server's own words otherwise. */
export async function take<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked
  if (response.ok) return data as T
  const problem = (typeof error === 'object' && error !== null ? error : {}) as { detail?: string; where?: string[]; code?: string }
  throw new Refused(problem.detail || response.statusText || String(response.status), problem.where ?? [], problem.code ?? '', response.status)
}
