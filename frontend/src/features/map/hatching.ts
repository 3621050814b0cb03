// Fills that keep apart without colour: tinted, hatched in one or two directions, dotted.
const STEP = 9 // pixels between lines
const known = new Map<string, CanvasPattern | string>()

/** A fill of a colour; `none` still has a trace of it, so that the inside of a shape can be hit. */
export function hatched(colour: string, fill: string, angle: number, strong: boolean): CanvasPattern | string {
  if (fill === 'none') return `${colour}${strong ? '33' : '0d'}`
  if (fill === 'plain') return `${colour}${strong ? '66' : '38'}`
  const key = [colour, fill, angle, strong].join('|')
  let found = known.get(key)
  if (found === undefined) {
    found = draw(colour, fill, angle, strong) ?? `${colour}22`
    known.set(key, found)
  }
  return found
}

function draw(colour: string, fill: string, angle: number, strong: boolean): CanvasPattern | null {
  const tile = document.createElement('canvas')
  tile.width = tile.height = STEP * 2
  const pen = tile.getContext('2d')
  if (!pen) return null
  pen.fillStyle = `${colour}${strong ? '44' : '14'}`
  pen.fillRect(0, 0, tile.width, tile.height)
  pen.strokeStyle = pen.fillStyle = `${colour}${strong ? 'dd' : '99'}`
  pen.lineWidth = 1.2
  if (fill === 'dots') {
    for (const [x, y] of [[4, 4], [4 + STEP, 4 + STEP]] as const) {
      pen.beginPath()
      pen.arc(x, y, 1.6, 0, 2 * Math.PI)
      pen.fill()
    }
  } else {
    line(pen, angle, tile.width)
    if (fill === 'cross') line(pen, angle + 90, tile.width)
  }
  return pen.createPattern(tile, 'repeat')
}

/** Lines that go on without a step from one copy of the tile to the next. */
function line(pen: CanvasRenderingContext2D, angle: number, side: number): void {
  const turned = ((angle % 180) + 180) % 180
  pen.beginPath()
  for (let at = -side; at <= 2 * side; at += STEP) {
    if (turned === 0) stretch(pen, [-1, at + STEP / 2], [side + 1, at + STEP / 2])
    else if (turned === 90) stretch(pen, [at + STEP / 2, -1], [at + STEP / 2, side + 1])
    else if (turned === 45) stretch(pen, [at, side], [at + side, 0])
    else stretch(pen, [at, 0], [at + side, side])
  }
  pen.stroke()
}
function stretch(pen: CanvasRenderingContext2D, from: [number, number], to: [number, number]): void {
  pen.moveTo(...from)
  pen.lineTo(...to)
}
