import { formatted } from '../notification/text.ts'

/** `j459` and `J45.9` are the same code; the dagger and asterisk of dual coding say nothing about the death. */
const spelt = (text: string) => {
  const [, letter = '', digits = '', rest = ''] = /^([A-Z])(\d\d)\.?(\d{0,2})[†*+]?$/.exec(text.toUpperCase()) ?? []
  if (letter === '') return text
  return `${letter}${digits}${rest === '' ? '' : `.${rest}`}`
}

/**
 * A code of the International Classification of Diseases, tenth revision, with three to five characters. Whether the code exists
 * is not checked: the classification grows (U07.1) and a new code must never block. `domain/analysis/icd10.ts` says what is odd.
 */
export const Icd10Schema = formatted(
  /^[A-Z]\d{2}(\.\d{1,2})?$/,
  'Give an ICD-10 code: a letter and two digits, and after a point one or two more, for example J45.9.',
  spelt,
)
