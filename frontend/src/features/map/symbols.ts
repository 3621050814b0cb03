// How each kind of feature is drawn, in the order of the layer tree. Colours keep apart on white and for colour-blind eyes.
import { Circle, Fill, Stroke, Style, Text } from 'ol/style'
import type { FeatureLike } from 'ol/Feature'

export interface Theme {
  key: 'bases' | 'exploration' | 'mining' | 'restoration' | 'rights'
  kinds: string[]
}

export const THEMES: Theme[] = [
  { key: 'bases', kinds: ['energy_resource_base', 'national_planning_mining_area', 'strategic_reserve_area'] },
  { key: 'exploration', kinds: ['survey_area', 'key_exploration_area', 'exploration_block'] },
  {
    key: 'mining',
    kinds: [
      'key_mining_area',
      'concentrated_mining_area',
      'mining_block',
      'reserve_mining_area',
      'restricted_mining_area',
      'prohibited_mining_area',
    ],
  },
  { key: 'restoration', kinds: ['restoration_zone'] },
  { key: 'rights', kinds: ['exploration_right', 'mining_right', 'deposit', 'mine'] },
]

const COLOURS: Record<string, string> = {
  energy_resource_base: '#5b3a8c',
  national_planning_mining_area: '#8c3a76',
  strategic_reserve_area: '#3a4f8c',
  survey_area: '#2f7fb5',
  key_exploration_area: '#1f8a8a',
  exploration_block: '#0b6b6b',
  key_mining_area: '#b5472f',
  concentrated_mining_area: '#c77a12',
  mining_block: '#8f2d17',
  reserve_mining_area: '#9a7b1c',
  restricted_mining_area: '#7a5c3a',
  prohibited_mining_area: '#a3122b',
  restoration_zone: '#3f8a2e',
  exploration_right: '#0e5a8a',
  mining_right: '#6e1f0e',
  deposit: '#444444',
  mine: '#222222',
}

export const colour = (kind: string): string => COLOURS[kind] ?? '#555555'
const LABELS_FROM = 120 // metres a pixel
const METRES_PER_DEGREE = 111_320

/** The style of a feature: dashed where the shape is only an illustration, thicker when it is chosen. */
export function styleOf(feature: FeatureLike, resolution: number, chosen: boolean, degrees: boolean): Style {
  const hue = colour(String(feature.get('kind')))
  const stroke = new Stroke({
    color: hue,
    width: chosen ? 4 : 2,
    ...(feature.get('geometry_mark') === 'illustrative' ? { lineDash: [7, 5] } : {}),
  })
  const fill = new Fill({ color: `${hue}${chosen ? '66' : '2e'}` })
  const metres = degrees ? resolution * METRES_PER_DEGREE : resolution
  const text =
    chosen || metres < LABELS_FROM
      ? new Text({
          text: String(feature.get('name')),
          font: '13px "Noto Sans CJK SC", "Microsoft YaHei", sans-serif',
          fill: new Fill({ color: '#1d2b33' }),
          stroke: new Stroke({ color: '#ffffff', width: 3 }),
          overflow: true,
        })
      : null
  const style = new Style({ stroke, fill, image: new Circle({ radius: 6, fill, stroke }), zIndex: chosen ? 10 : 1 })
  if (text) style.setText(text)
  return style
}

export function divisionStyle(feature: FeatureLike, strong: boolean): Style {
  const style = new Style({
    stroke: new Stroke({ color: strong ? '#7c8b94' : '#c3ccd1', width: strong ? 1.4 : 1 }),
    fill: new Fill({ color: strong ? '#fbfcfc' : '#eef2f4' }),
    zIndex: 0,
  })
  if (strong) {
    style.setText(
      new Text({
        text: String(feature.get('name')),
        font: '12px "Noto Sans CJK SC", "Microsoft YaHei", sans-serif',
        fill: new Fill({ color: '#66757f' }),
        stroke: new Stroke({ color: '#ffffff', width: 3 }),
      }),
    )
  }
  return style
}
