import { inflateSync } from 'node:zlib'

/*
 * Reads as much of a PDF as Chromium writes: enough to know what a reader would see on which page. Text stands as numbers of glyphs,
 * and each font says which letters these are.
 */

type Objects = ReadonlyMap<string, string>
type Letters = ReadonlyMap<string, string>

const objectsIn = (pdf: Buffer): Objects =>
  new Map(
    Array.from(pdf.toString('latin1').matchAll(/(\d+) 0 obj\s(.*?)endobj/gs), ([, id = '', body = '']) => [id, body]),
  )

const pageObjects = (objects: Objects) => [...objects.values()].filter((body) => /\/Type\s*\/Page\b/.test(body))

export const pagesOf = (pdf: Buffer): number => pageObjects(objectsIn(pdf)).length

/** The text of each page, in the order in which it is drawn. */
export function textsOf(pdf: Buffer): string[] {
  const objects = objectsIn(pdf)
  return pageObjects(objects).map((page) => {
    const content = streamOf(objects.get(/\/Contents (\d+)/.exec(page)?.[1] ?? ''))
    const resources = objects.get(/\/Resources (\d+)/.exec(page)?.[1] ?? '') ?? page
    const fonts = /\/Font\s*<<(.*?)>>/s.exec(resources)?.[1] ?? ''
    const letters = new Map(
      Array.from(fonts.matchAll(/\/(\w+) (\d+) 0 R/g), ([, name = '', id = '']) => [name, lettersOf(objects, id)]),
    )
    return drawn(content, letters)
  })
}

function streamOf(body = ''): string {
  // By its length: the last byte of what is packed may be half of a line end.
  const length = Number(/\/Length (\d+)/.exec(body)?.[1] ?? 0)
  const from = /\bstream\r?\n/.exec(body)
  const begins = from ? from.index + from[0].length : 0
  const bytes = Buffer.from(body.slice(begins, begins + length), 'latin1')
  return (body.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1')
}

/** From the map to Unicode that a font carries: single glyphs, and runs of them. */
function lettersOf(objects: Objects, font: string): Letters {
  const map = streamOf(objects.get(/\/ToUnicode (\d+)/.exec(objects.get(font) ?? '')?.[1] ?? ''))
  const letters = new Map<string, string>()
  for (const [, from = '', to = '', first = ''] of map.matchAll(/<(\w{4})> <(\w{4})> <(\w{4})>/g))
    for (let glyph = parseInt(from, 16); glyph <= parseInt(to, 16); glyph++)
      letters.set(hex(glyph), String.fromCharCode(parseInt(first, 16) + glyph - parseInt(from, 16)))
  for (const [, glyph = '', letter = ''] of map.matchAll(/^<(\w{4})> <(\w{4,})>$/gm))
    letters.set(glyph.toUpperCase(), Buffer.from(letter, 'hex').swap16().toString('utf16le'))
  return letters
}

const hex = (glyph: number) => glyph.toString(16).toUpperCase().padStart(4, '0')

function drawn(content: string, fonts: ReadonlyMap<string, Letters>): string {
  let letters: Letters = new Map()
  let text = ''
  for (const [, font, glyphs] of content.matchAll(/\/(\w+) [\d.]+ Tf|<([\dA-Fa-f]+)>/g)) {
    if (font !== undefined) letters = fonts.get(font) ?? new Map<string, string>()
    else
      text +=
        glyphs
          ?.match(/.{4}/g)
          ?.map((glyph) => letters.get(glyph.toUpperCase()) ?? '\u{FFFD}')
          .join('') ?? ''
  }
  return text
}
