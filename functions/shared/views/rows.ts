import type { MaskedText } from '../../../schemas/anonymised-case.ts'
import { ANALYSIS_FORM_VERSIONS, CURRENT_ANALYSIS_FORM } from '../../../schemas/analysis/form-versions.ts'
import { MODIFIABLE_FACTORS } from '../../../schemas/analysis/modifiable-factors.ts'
import { LEVELS } from '../../../schemas/analysis/recommendation.ts'
import { AGENCIES_REPRESENTED } from '../../../schemas/analysis/panel.ts'
import { HOLD_REASONS } from '../../../schemas/panel-work/codes.ts'
import {
  AGENCY_TYPES,
  CATEGORIES_OF_DEATH,
  COUNTRIES,
  GENDER_IDENTITIES,
  MODES_OF_DEATH,
  OTHER_REVIEWS,
  PLACES,
  POST_MORTEMS,
  SEXES_AT_BIRTH,
} from '../../../schemas/value-sets.ts'

export interface Section {
  readonly title: string
  readonly rows: readonly Row[]
}

export interface Row {
  readonly label: string
  readonly pieces: readonly Piece[]
}

/** A piece of a text. What was masked is shown apart. */
interface Piece {
  readonly text: string
  readonly isMask: boolean
}

/** Whatever a view holds, one row for each answer, so that a new field of a form is printed without anyone thinking of it. */
export function rowsOf(value: unknown, label = ''): Row[] {
  if (value === undefined || value === null) return []
  if (isMaskedText(value)) return [{ label: titleOf(label), pieces: piecesOf(value.text) }]
  if (Array.isArray(value)) return rowsOfList(value, label)
  if (isObject(value))
    return Object.entries(value).flatMap(([field, one]) =>
      rowsOf(one, label === '' ? field : `${label}: ${wordsOf(field)}`),
    )
  return [{ label: titleOf(label), pieces: [{ text: inWords(value, label), isMask: false }] }]
}

/** Codes side by side; whatever says more than a code, one by one. */
function rowsOfList(values: readonly unknown[], label: string): Row[] {
  if (values.some(isObject)) return values.flatMap((one, index) => rowsOf(one, `${label} ${index + 1}`))
  const text = values.map((one) => inWords(one, label)).join('; ')
  return values.length === 0 ? [] : [{ label: titleOf(label), pieces: [{ text, isMask: false }] }]
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const isMaskedText = (value: unknown): value is MaskedText => isObject(value) && 'masked' in value

const MASK = /(\[(?:name|place|number|contact|date|time)(?:: [^\]]+)?\])/

const piecesOf = (text: string): Piece[] =>
  text
    .split(MASK)
    .map((piece, index) => ({ text: piece, isMask: index % 2 === 1 }))
    .filter((piece) => piece.text !== '')

/** Where the name of a field alone says too little. */
const LABELS: Readonly<Record<string, string>> = {
  dayOfDeath: 'How exactly the day of death is known',
  gestationAtBirthWeeks: 'Gestation at birth, in weeks',
  gestationAtBirthDays: 'Gestation at birth, and days',
  birthWeightGrams: 'Birth weight, in grams',
}

/** `placeOfDeath` as `place of death`, `causeIa` as `cause Ia`. */
const wordsOf = (field: string) =>
  field
    .replace(/(?<=[a-z])(?=[A-Z\d])|(?<=\d)(?=[A-Z])/g, ' ')
    .replace(/\b[A-Z](?!I|[abc]\b)/g, (letter) => letter.toLowerCase())

export function titleOf(field: string): string {
  if (Object.hasOwn(LABELS, field)) return LABELS[field] ?? field
  const words = wordsOf(field)
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}

const CODE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

/** By the name of the field, without what it stands in; the rest speak for themselves. */
const CHOICES: Readonly<Record<string, Readonly<Record<string, { readonly label: string }>>>> = {
  agenciesRepresented: AGENCIES_REPRESENTED,
  category: CATEGORIES_OF_DEATH,
  choice: CATEGORIES_OF_DEATH,
  countryOfDeath: COUNTRIES,
  genderIdentity: GENDER_IDENTITIES,
  hold: HOLD_REASONS,
  level: LEVELS,
  modeOfDeath: MODES_OF_DEATH,
  otherReviews: OTHER_REVIEWS,
  outcome: MODIFIABLE_FACTORS,
  placeOfDeath: PLACES,
  placeOfEvent: PLACES,
  postMortem: POST_MORTEMS,
  reasonable: CATEGORIES_OF_DEATH,
  relevance: ANALYSIS_FORM_VERSIONS[CURRENT_ANALYSIS_FORM].relevance,
  sexAtBirth: SEXES_AT_BIRTH,
  suspectedCategory: CATEGORIES_OF_DEATH,
  type: AGENCY_TYPES,
}

/** A code by its label, or `not-known` as `not known`. */
function inWords(value: unknown, label: string): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  const code = String(value)
  const field = label.replace(/^.*: /, '').replaceAll(/ (.)/g, (_, letter: string) => letter.toUpperCase())
  const known = CHOICES[field]
  if (known && Object.hasOwn(known, code)) return known[code]?.label ?? code
  return CODE.test(code) ? code.replaceAll('-', ' ') : code
}
