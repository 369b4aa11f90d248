import type { SectionAnswers } from '../../schemas/agency-forms/answers.ts'
import type { AgencyFormCode, FormRequestStanding, LinkRefusal } from '../../schemas/agency-forms/codes.ts'
import type { Circumstance } from '../../schemas/supplementary/form-list.ts'
import { editSection } from '../analysis/edit-section.ts'
import { resolveAlternative } from '../analysis/resolve-alternative.ts'
import { emptyForm, type SectionedForm } from '../analysis/sectioned-form.ts'
import type { Instant } from '../calendar/instant.ts'
import type { Actor, CaseEvent } from '../case/events.ts'
import type { KeptAdjustment } from '../supplementary/forms-needed.ts'
import type { AgencyFormEvents, IssuedLink } from './events.ts'

/** An agency as the notification names it, or as whoever asked described it. */
export interface AskedAgency {
  /** Its place among the agencies of the notification, from 1. */
  readonly position?: number
  readonly type?: string
  readonly name?: string
  readonly role?: string
}

export interface FormLink extends IssuedLink {
  readonly issuedAt: Instant
  readonly openedAt?: Instant
  readonly replacedAt?: Instant
  readonly wrongPasscodes: number
  /** Each reason once, save a wrong passcode: what an attacker repeats is metered, so that the record cannot be flooded. */
  readonly refusals: readonly { readonly because: LinkRefusal; readonly at: Instant }[]
}

export type FormText = SectionedForm<Record<string, SectionAnswers>>

/** A form asked of one agency, with its links and what was written through them. */
export interface FormRequest {
  /** Id of the event that made it, for ever. */
  readonly id: string
  readonly form: AgencyFormCode
  readonly agency: AskedAgency
  /** The sections asked for; all, where it names none. */
  readonly sections?: readonly string[]
  readonly requestedAt: Instant
  readonly by: Actor
  readonly dueAt: Instant
  readonly standing: FormRequestStanding
  readonly links: readonly FormLink[]
  /** Work in progress: the panel sees it once it is sent. */
  readonly text: FormText
  readonly answered?: { readonly at: Instant; readonly answers: Readonly<Record<string, SectionAnswers>> }
  readonly withdrawn?: { readonly at: Instant; readonly by: Actor; readonly reason: string }
}

/** What a case knows of the forms that it needs and of those that were asked for. */
export interface FormWork {
  readonly circumstances: readonly Circumstance[]
  readonly adjustments: readonly KeptAdjustment[]
  readonly requests: readonly FormRequest[]
}

export const noForms: FormWork = { circumstances: [], adjustments: [], requests: [] }

export type AgencyFormEvent = Extract<CaseEvent, { type: keyof AgencyFormEvents }>
type Of<T extends keyof AgencyFormEvents> = Extract<AgencyFormEvent, { type: T }>

/** Folds one more event about an agency's forms. */
export function evolveForms(known: FormWork, event: AgencyFormEvent): FormWork {
  switch (event.type) {
    case 'CircumstancesSet':
      return { ...known, circumstances: event.happened.circumstances }
    case 'FormNeedChanged':
      return { ...known, adjustments: [...known.adjustments, adjustmentOf(event)] }
    case 'FormRequested':
      return { ...known, requests: [...known.requests, requestOf(event)] }
    case 'FormRequestMoved':
      return { ...known, requests: [...known.requests, event.happened.moved] }
    case 'FormLinkIssued':
    case 'FormRequestWithdrawn':
    case 'FormLinkOpened':
    case 'FormLinkRefused':
    case 'FormSectionWritten':
    case 'FormSectionChosen':
    case 'FormAnswered':
      return {
        ...known,
        requests: known.requests.map((one) => (one.id === event.happened.form ? evolveRequest(one, event) : one)),
      }
  }
}

function adjustmentOf({ at, by, happened }: Of<'FormNeedChanged'>): KeptAdjustment {
  const { form, act, reason, onRules } = happened
  return { form, act, reason, onRules, by: by.kind === 'person' ? by.subject : by.kind, at }
}

function requestOf({ reference, sequence, at, by, happened }: Of<'FormRequested'>): FormRequest {
  const { form, agency, sections, dueAt, link } = happened
  return {
    id: requestId({ reference, sequence }),
    form,
    agency,
    ...(sections && { sections }),
    requestedAt: at,
    by,
    dueAt,
    standing: 'awaited',
    links: [linkOf(link, at)],
    text: emptyForm(form),
  }
}

/** The id of the event that made a request names it. */
export const requestId = ({ reference, sequence }: Pick<CaseEvent, 'reference' | 'sequence'>) =>
  `${reference}.${sequence}`

const linkOf = (link: IssuedLink, at: Instant): FormLink => ({ ...link, issuedAt: at, wrongPasscodes: 0, refusals: [] })

function evolveRequest(
  known: FormRequest,
  event: Exclude<AgencyFormEvent, Of<'CircumstancesSet' | 'FormNeedChanged' | 'FormRequested' | 'FormRequestMoved'>>,
): FormRequest {
  const { at, by } = event
  switch (event.type) {
    case 'FormLinkIssued': {
      const { link } = event.happened
      const before = link.for === 'agency' ? known.links.map((one) => replaced(one, at)) : known.links
      return { ...known, links: [...before, linkOf(link, at)] }
    }
    case 'FormRequestWithdrawn':
      return { ...known, standing: 'withdrawn', withdrawn: { at, by, reason: event.happened.reason } }
    case 'FormLinkOpened':
      return withLink(known, event.happened.link, (link) => ({ ...link, openedAt: at }))
    case 'FormLinkRefused': {
      const { because } = event.happened
      return withLink(known, event.happened.link, (link) => ({
        ...link,
        wrongPasscodes: link.wrongPasscodes + (because === 'wrong-passcode' ? 1 : 0),
        refusals: [...link.refusals, { because, at }],
      }))
    }
    case 'FormSectionWritten': {
      const edit = { ...event.happened, by: writerOf(event.happened.link), at }
      const edited = editSection(known.text, edit)
      return edited.outcome === 'refused' ? known : { ...known, text: edited.form }
    }
    case 'FormSectionChosen': {
      const { choice, ...chosen } = event.happened
      const resolution = { ...chosen, choice: { kind: choice }, by: writerOf(event.happened.link), at }
      const resolved = resolveAlternative(known.text, resolution)
      return resolved.outcome === 'refused' ? known : { ...known, text: resolved.form }
    }
    case 'FormAnswered':
      return { ...known, standing: 'answered', answered: { at, answers: event.happened.answers } }
  }
}

/** Who wrote a text: nobody at an agency has an account, so the link that they came by. */
export const writerOf = (link: number) => `link-${link}`

const replaced = (link: FormLink, at: Instant): FormLink => (link.replacedAt ? link : { ...link, replacedAt: at })

const withLink = (known: FormRequest, number: number, change: (link: FormLink) => FormLink): FormRequest => ({
  ...known,
  links: known.links.map((link) => (link.number === number ? change(link) : link)),
})
