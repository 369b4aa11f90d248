import {
  answerForm as decide,
  opensSection,
  type AnswerAct,
  type AnswerRefusal,
} from '../../domain/agency-forms/answer.ts'
import type { FormLink, FormRequest } from '../../domain/agency-forms/form-work.ts'
import { useSession } from '../../domain/agency-forms/links.ts'
import { AnswerActSchema } from '../../schemas/agency-forms/agency.ts'
import type { AfterAct } from '../../schemas/agency-forms/agency-view.ts'
import { countUnasked, readSection } from '../../schemas/agency-forms/answers.ts'
import { sectionsOf } from '../../schemas/agency-forms/forms.ts'
import type { GivenLink } from '../../schemas/agency-forms/link.ts'
import { readAs, type Reading } from '../../schemas/field-problems.ts'
import type { FieldProblem } from '../../schemas/problem.ts'
import { newLink, sessionHash } from '../shared/form-links.ts'
import { onCaseOf, ownForm, type AgencyFormDeps, type OwnForm } from './agency-case.ts'

export type Answered =
  | ({ readonly outcome: AfterAct['outcome']; readonly unrecognised?: number; readonly given?: GivenLink } & OwnForm)
  | { readonly outcome: 'refused'; readonly because: AnswerRefusal }
  | { readonly outcome: 'invalid'; readonly errors: FieldProblem[] }

/** The form to which a session leads, as it stands; nothing where the session does not work. */
export async function formOfSession(session: string, deps: AgencyFormDeps): Promise<OwnForm | undefined> {
  const key = await deps.cases.findFormKey(sessionHash(session, deps.hash))
  const own =
    key &&
    (await onCaseOf(key, deps, (before, at) => {
      const { mayUse, decided = [] } = useSession(before, key.form, key.link, at)
      return { decided, answer: (known) => (mayUse ? ownForm(known, key) : undefined) }
    }))
  if (!own) deps.meter.count('FormLinksRefused')
  return own
}

/** Does what somebody at an agency asks of its own form. `undefined` where the session stopped working meanwhile. */
export async function answerForm(own: OwnForm, json: unknown, deps: AgencyFormDeps): Promise<Answered | undefined> {
  const { key } = own
  const reading = readAct(own.request, own.link, json)
  if (!reading.ok) return { outcome: 'invalid', errors: reading.errors }
  const act = reading.value
  const answered = await onCaseOf<Answered | undefined>(key, deps, (before, at) => {
    const use = useSession(before, key.form, key.link, at)
    if (!use.mayUse) return { decided: use.decided, answer: () => undefined }
    const done = decide(use.request, use.link, act, at)
    if (done.outcome === 'refused') return { decided: [], answer: () => done }
    const [first] = done.decided
    const issued =
      first?.type === 'FormLinkIssued' ? newLink(before.reference, key.form, first.happened.link, deps) : undefined
    return {
      decided: done.decided,
      formKey: issued?.key,
      answer: (known) => {
        const after = ownForm(known, key)
        return (
          after && { outcome: done.outcome, ...unasked(act, json), ...(issued && { given: issued.given }), ...after }
        )
      },
    }
  })
  count(answered, deps)
  return answered
}

const unasked = (act: AnswerAct, json: unknown) =>
  act.act === 'write' ? { unrecognised: countUnasked(json, act.value) } : {}

function count(answered: Answered | undefined, { meter }: AgencyFormDeps) {
  if (answered?.outcome === 'saved' || answered?.outcome === 'beside') meter.count('FormSectionsWritten')
  if (answered?.outcome === 'submitted') meter.count('FormsAnswered')
}

/** An act on a section that the link opens; what is written there, as the form has it. */
function readAct(request: FormRequest, link: FormLink, json: unknown): Reading<AnswerAct> {
  const reading = readAs(AnswerActSchema, json)
  if (!reading.ok) return reading
  const act = reading.value
  if (act.act === 'submit') return { ok: true, value: act }
  const sections = sectionsOf(request.form)
  const own = Object.keys(sections).filter((name) => opensSection(request, link, name))
  const part = own.includes(act.section) ? sections[act.section] : undefined
  if (!part) return { ok: false, errors: [notASection(own)] }
  if (act.act !== 'write') return { ok: true, value: act }
  const { section, basedOn, ...written } = act
  const value = readSection(part, written)
  return value.ok ? { ok: true, value: { act: 'write', section, basedOn, value: value.value } } : value
}

const notASection = (own: readonly string[]): FieldProblem => ({
  pointer: '/section',
  code: 'not-a-choice',
  detail: `Name a section that your link opens: ${own.join(', ')}.`,
})
