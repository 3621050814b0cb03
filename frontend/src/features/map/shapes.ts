// Shapes as GeoJSON has them.
import type { Box } from './canvas'

/** The box around all coordinates of a geometry, however deep they are nested. */
export function boxOf(geometry: Record<string, unknown>): Box {
  const box: Box = [180, 90, -180, -90]
  const walk = (part: unknown): void => {
    if (!Array.isArray(part)) return
    const [x, y] = part as unknown[]
    if (typeof x === 'number' && typeof y === 'number') {
      box[0] = Math.min(box[0], x)
      box[1] = Math.min(box[1], y)
      box[2] = Math.max(box[2], x)
      box[3] = Math.max(box[3], y)
    } else part.forEach(walk)
  }
  walk(geometry['coordinates'])
  return box
}
