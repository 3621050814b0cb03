// One picture on one page of PDF 1.4: all that printing a map needs.
const POINTS_A_MILLIMETRE = 72 / 25.4

/** A page of a size in millimetres that a JPEG picture fills. */
export function pageOf(jpeg: Uint8Array<ArrayBuffer>, picture: { width: number; height: number }, page: { width: number; height: number }, title: string): Blob {
  const [width, height] = [page.width * POINTS_A_MILLIMETRE, page.height * POINTS_A_MILLIMETRE].map((value) => value.toFixed(2))
  const drawing = `q ${width} 0 0 ${height} 0 0 cm /Map Do Q`
  const objects: (string | Uint8Array<ArrayBuffer>)[][] = [
    ['<< /Type /Catalog /Pages 2 0 R >>'],
    ['<< /Type /Pages /Kids [3 0 R] /Count 1 >>'],
    [`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Resources << /XObject << /Map 5 0 R >> >> /Contents 4 0 R >>`],
    [`<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`],
    [
      `<< /Type /XObject /Subtype /Image /Width ${picture.width} /Height ${picture.height} /ColorSpace /DeviceRGB /BitsPerComponent 8 ` +
        `/Filter /DCTDecode /Length ${jpeg.length} >>\nstream\n`,
      jpeg,
      '\nendstream',
    ],
    [`<< /Title <${utf16(title)}> /Producer (Kuanggui) >>`],
  ]
  return assemble(objects)
}

function assemble(objects: (string | Uint8Array<ArrayBuffer>)[][]): Blob {
  const parts: BlobPart[] = ['%PDF-1.4\n']
  const starts: number[] = []
  let at = '%PDF-1.4\n'.length
  const write = (part: string | Uint8Array<ArrayBuffer>): void => {
    parts.push(part)
    at += part.length // all text is ASCII
  }
  objects.forEach((object, n) => {
    starts.push(at)
    for (const part of [`${n + 1} 0 obj\n`, ...object, '\nendobj\n']) write(part)
  })
  const table = at
  const lines = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  write(`xref\n0 ${size}\n0000000000 65535 f \n${lines}trailer\n<< /Size ${size} /Root 1 0 R /Info ${objects.length} 0 R >>\nstartxref\n${table}\n%%EOF\n`)
  return new Blob(parts, { type: 'application/pdf' })
}

function utf16(text: string): string {
  return `FEFF${[...text].flatMap((sign) => Array.from({ length: sign.length }, (_, k) => sign.charCodeAt(k).toString(16).padStart(4, '0'))).join('')}`
}
