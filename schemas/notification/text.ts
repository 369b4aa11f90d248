import * as z from 'zod'
import { NOTHING_WRITTEN, type ProblemCode } from '../problem.ts'

/** A rule of ours with a stable code and a sentence that says how to mend; it never repeats what was written. */
export const rule = <T>(code: ProblemCode, mend: string, holds: (value: T) => boolean) =>
  z.refine<T>(holds, { error: mend, params: { code }, abort: true })

const MEND_CHARACTERS =
  'Take out the control characters or broken characters, for example by typing the text again instead of pasting it.'

/** What no keyboard types: control characters, halves of a character, code points that are no characters. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u
const UNPRINTABLE_IN_PARAGRAPHS = /(?![\n\t])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u
const VISIBLE = /[^\p{Z}\p{Cf}]/u

const written = (max: number, unprintable: RegExp, tidy: (text: string) => string) =>
  z
    .string()
    .overwrite(tidy)
    .min(1)
    .check(
      rule('control-characters', MEND_CHARACTERS, (text) => !unprintable.test(text)),
      rule('empty', NOTHING_WRITTEN, (text) => VISIBLE.test(text)),
    )
    .max(max)

/** One line in any script, emoji included: trimmed and in Unicode NFC, so that the same name is the same text. */
export const line = (max: number) => written(max, UNPRINTABLE, (text) => text.trim().normalize('NFC'))

/** Text of several lines. */
export const paragraphs = (max: number) =>
  written(max, UNPRINTABLE_IN_PARAGRAPHS, (text) => text.replace(/\r\n?/g, '\n').trim().normalize('NFC'))

/** Text that has to match a form, tidied first. */
export const formatted = (pattern: RegExp, mend: string, tidy = (text: string) => text) =>
  z
    .string()
    .overwrite((text) => tidy(text.trim()))
    .check(rule('empty', NOTHING_WRITTEN, (text) => text !== ''))
    .regex(pattern, { error: mend })

/** *Not known* as an answer of its own, beside a value. */
export const orNotKnown = <T extends z.ZodType>(value: T, mend: string) =>
  z.union([value, z.literal('not-known')], { error: `${mend} Or answer not-known.` })

export const LINE = 200
export const PARAGRAPHS = 10_000

/** A number, extension or bleep: what somebody can dial. */
export const PhoneSchema = line(60).check(
  rule('format', 'Give a telephone number, an extension or a bleep: at least three digits.', (text) =>
    /\d\D*\d\D*\d/.test(text),
  ),
)

export const EmailSchema = line(254).regex(z.regexes.email, {
  error: 'Give an e-mail address, for example name@nhs.example.',
})

/** Upper-tier local authority in England: unitary, metropolitan borough, London borough or county. */
export const AuthoritySchema = formatted(
  /^E(06|08|09|10)\d{6}$/,
  'Give the ONS code of an upper-tier local authority in England: E06, E08, E09 or E10 and six digits.',
  (text) => text.toUpperCase(),
)

const spacedPostcode = (text: string) => {
  const letters = text.toUpperCase().replace(/\s/g, '')
  return letters.length < 5 ? letters : `${letters.slice(0, -3)} ${letters.slice(-3)}`
}

/** A UK postcode in its usual spelling. Whether it exists is the directory's business: a new one must never block. */
export const PostcodeSchema = formatted(
  /^([A-Z]{1,2}\d[A-Z\d]?|GIR) \d[A-Z]{2}$/,
  'Give a full UK postcode, for example NN1 1CV.',
  spacedPostcode,
).brand<'Postcode'>()
export type Postcode = z.infer<typeof PostcodeSchema>
