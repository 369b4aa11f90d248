import type { SectionAnswers } from '../../schemas/agency-forms/answers.ts'
import { editSection } from '../analysis/edit-section.ts'
import { resolveAlternative } from '../analysis/resolve-alternative.ts'
import { sectionsToChoose } from '../analysis/sectioned-form.ts'
import type { Instant } from '../calendar/instant.ts'
import type { Decided } from '../case/events.ts'
import { writerOf, type FormLink, type FormRequest } from './form-work.ts'

/** Links of one request, so that handing on has an end. */
export const MOST_LINKS = 30

export type AnswerAct =
  | { readonly act: 'write'; readonly section: string; readonly value: SectionAnswers; readonly basedOn: number }
  | {
      readonly act: 'choose'
      readonly section: string
      readonly alternative: number
      readonly choice: 'keep-current' | 'take-alternative'
      readonly basedOn: number
    }
  | { readonly act: 'hand-over'; readonly section: string; readonly expiresAt?: Instant | undefined }
  | { readonly act: 'submit' }

/** Why an agency's act is refused. It is told: it has a session, and the form is its own. */
export type AnswerRefusal =
  | 'sent-already'
  | 'not-your-section'
  | 'not-for-this-link'
  | 'unknown-version'
  | 'choose-first'
  | 'nothing-written'
  | 'too-many-links'

export type AnswerOutcome =
  | { readonly outcome: 'refused'; readonly because: AnswerRefusal }
  /** `beside`: somebody wrote meanwhile, and both texts stand until somebody chooses. */
  | {
      readonly outcome: 'saved' | 'beside' | 'unchanged' | 'handed-over' | 'submitted'
      readonly decided: readonly Decided[]
    }

/** What an agency's act on its form comes to. */
export function answerForm(request: FormRequest, link: FormLink, act: AnswerAct, at: Instant): AnswerOutcome {
  if (request.standing === 'answered')
    return act.act === 'submit' ? { outcome: 'submitted', decided: [] } : refused('sent-already')
  if ('section' in act && !opensSection(request, link, act.section)) return refused('not-your-section')
  switch (act.act) {
    case 'write':
      return write(request, link, act, at)
    case 'choose':
      return choose(request, link, act, at)
    case 'hand-over':
      return handOver(request, link, act)
    case 'submit':
      return submit(request, link)
  }
}

/** Whether a link opens a section; which sections the form has is for the form to say. */
export const opensSection = (request: FormRequest, link: FormLink, section: string) =>
  (link.sections ?? request.sections)?.includes(section) ?? true

const refused = (because: AnswerRefusal): AnswerOutcome => ({ outcome: 'refused', because })

type Act<N extends AnswerAct['act']> = Extract<AnswerAct, { act: N }>

function write(request: FormRequest, link: FormLink, act: Act<'write'>, at: Instant): AnswerOutcome {
  const { section, value, basedOn } = act
  const edited = editSection(request.text, { section, value, basedOn, by: writerOf(link.number), at })
  if (edited.outcome === 'refused') return refused('unknown-version')
  // An alternative of the same words is there already, and nothing is to be kept.
  if (edited.form === request.text)
    return { outcome: edited.outcome === 'conflict' ? 'beside' : 'unchanged', decided: [] }
  const happened = { form: request.id, link: link.number, section, value, basedOn }
  return {
    outcome: edited.outcome === 'conflict' ? 'beside' : 'saved',
    decided: [{ type: 'FormSectionWritten', happened }],
  }
}

function choose(request: FormRequest, link: FormLink, act: Act<'choose'>, at: Instant): AnswerOutcome {
  const { section, alternative, choice, basedOn } = act
  const chosen = { section, alternative, basedOn, choice: { kind: choice }, by: writerOf(link.number), at }
  if (resolveAlternative(request.text, chosen).outcome === 'refused') return refused('unknown-version')
  const happened = { form: request.id, link: link.number, section, alternative, choice, basedOn }
  return { outcome: 'saved', decided: [{ type: 'FormSectionChosen', happened }] }
}

/** A colleague's link opens one section, and never longer than the agency's own. */
function handOver(request: FormRequest, { for: whose, expiresAt }: FormLink, act: Act<'hand-over'>): AnswerOutcome {
  if (whose !== 'agency') return refused('not-for-this-link')
  if (request.links.length >= MOST_LINKS) return refused('too-many-links')
  const wanted = act.expiresAt ?? expiresAt
  const link = {
    number: request.links.length + 1,
    for: 'colleague',
    sections: [act.section],
    expiresAt: wanted < expiresAt ? wanted : expiresAt,
  } as const
  return { outcome: 'handed-over', decided: [{ type: 'FormLinkIssued', happened: { form: request.id, link } }] }
}

function submit({ id, text }: FormRequest, { for: whose, number }: FormLink): AnswerOutcome {
  if (whose !== 'agency') return refused('not-for-this-link')
  if (sectionsToChoose(text).length > 0) return refused('choose-first')
  const answers = Object.fromEntries(
    Object.entries(text.sections).flatMap(([section, { current } = { current: undefined }]) =>
      current ? [[section, current.value]] : [],
    ),
  )
  if (Object.keys(answers).length === 0) return refused('nothing-written')
  return { outcome: 'submitted', decided: [{ type: 'FormAnswered', happened: { form: id, link: number, answers } }] }
}
