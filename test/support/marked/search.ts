import { brotliDecompressSync } from 'node:zlib'
import { nhsNumber } from '../builders/nhs-number.ts'

/** By which somebody could be known: a family that nobody has, in a place that is on no map. */
export const identities = {
  name: 'Quuxington',
  givenNames: 'Xanthippina',
  nhsNumber: nhsNumber(777_777),
  postcode: 'NN14 1KC',
  phone: '01632 960777',
} as const
/** By itself it says nothing of who it was; members of a panel read it. */
export const circumstances = 'Xyzzy-marked-circumstances'
/** Of another child: whoever may see the one has nothing to do with the other. */
export const another = { name: 'Plughleigh', nhsNumber: nhsNumber(777_778) } as const
/** Typed and never sent. */
export const unsent = { name: 'Foobarsby', nhsNumber: nhsNumber(777_779) } as const
/** What an agency answers. */
export const answered = 'Frobnitz-marked-answer'

export type Marks = readonly string[]
export const ofTheChild: Marks = [...Object.values(identities), circumstances]
export const ofAnother: Marks = Object.values(another)
export const ofTheDraft: Marks = Object.values(unsent)
export const identifying: Marks = [...Object.values(identities), ...ofAnother, ...ofTheDraft]
export const all: Marks = [...ofTheChild, ...ofAnother, ...ofTheDraft, answered]

export const writingsOf = (mark: string): readonly string[] => [
  ...new Set([
    mark,
    mark.toLowerCase(),
    mark.replaceAll(' ', ''),
    mark.replaceAll(' ', '').toLowerCase(),
    mark.replaceAll(' ', '+'),
    encodeURIComponent(mark),
  ]),
]

/** Also what stands there in base 64. */
const readable = (text: string): string =>
  [text, ...(text.match(/[\w+/-]{16,}/g) ?? []).map((run) => Buffer.from(run, 'base64').toString('latin1'))].join('\n')

/** The marks that stand in a text, in whatever writing. */
export const marksIn = (text: string, marks: Marks = all): readonly string[] => {
  const read = readable(text)
  return marks.filter((mark) => writingsOf(mark).some((writing) => read.includes(writing)))
}

/** An item in plain words: what is packed in it is opened. */
export const inPlain = (item: unknown): string =>
  JSON.stringify(item, (_name, value: unknown) => (value instanceof Uint8Array ? openedBytes(value) : value))

function openedBytes(bytes: Uint8Array): string {
  try {
    return brotliDecompressSync(bytes).toString()
  } catch {
    return Buffer.from(bytes).toString('latin1')
  }
}

export type Kind = 'item' | 'message' | 'log' | 'answer' | 'error' | 'export' | 'paper' | 'page' | 'address' | 'cookie'

/** Looks into places in which no mark may stand, counts them, and keeps what it found where. */
export class Search {
  readonly found: string[] = []
  readonly #places = new Map<Kind, number>()

  /** @param marks that may not stand there */
  look(kind: Kind, where: string, text: string, marks: Marks = all): void {
    this.#places.set(kind, this.places(kind) + 1)
    for (const mark of marksIn(text, marks)) this.found.push(`${kind} ${where}: ${mark}`)
  }

  places(...kinds: readonly Kind[]): number {
    const counted = kinds.length > 0 ? kinds.map((kind) => this.#places.get(kind) ?? 0) : [...this.#places.values()]
    return counted.reduce((sum, count) => sum + count, 0)
  }
}
