import { currentClock } from '../../../../domain/clocks/plan.ts'
import { clockRules } from '../../../../domain/clocks/rules.ts'
import type { CaseRecord, ClocksOfCase } from '../../../../schemas/api.ts'
import { formShown, type FormPage, type Refused } from '../../form/form-shown.ts'
import { momentFields, momentIn, MOMENT_WRONG } from '../../form/moment.ts'
import { refusedBy, requestKey } from '../../form/sent.ts'
import { textOf } from '../../form/typed.ts'
import { NoSuchPageError, type Page, type PageAnswer, type PageRequest } from '../../page.ts'
import { clockInWords } from '../../words/clocks.ts'
import { momentWords } from '../../words/moments.ts'
import { words } from './acts/case-act.ts'
import { casePath, foundCase } from './found-case.ts'

/** Records when it was done that a clock waits for; of one that does not run yet, when that happened which starts it. */
export const clock: Page = {
  path: '/cases/{reference}/clocks/{rule}',
  for: 'record-clock',
  get: async (request, { newId }) => {
    const known = await foundCase(request)
    return formShown(formOf(request, { key: newId(), what: whatOf(known, request) }, known), {})
  },
  post: async (request) => {
    const { typed, api, params } = request
    const what: What = textOf(typed, 'what') === 'startedAt' ? 'startedAt' : 'metAt'
    const hidden = { key: textOf(typed, 'key'), what }
    const moment = momentIn(fieldsOf(what).moment, typed)
    if (moment === undefined || moment === 'wrong') {
      const [field] = fieldsOf(what).moment
      return again(request, hidden, { fields: [{ field, text: MOMENT_WRONG, box: `${field.name}-day` }], whole: [] })
    }
    const note = textOf(typed, 'note')
    const body = JSON.stringify({ [what]: moment, ...(note !== '' && { note }) })
    const path = `${casePath(params['reference'])}/clocks/${ruleOf(request).id}` as const
    const answer = await api.post<ClocksOfCase>(path, requestKey(typed, body), body)
    if (answer.ok) return { to: `/cases/${answer.body.reference}/timeline` }
    const refused = refusedBy(answer, allFields(what), typed)
    if (!refused) throw new NoSuchPageError()
    return again(request, hidden, refused)
  },
}

type What = 'metAt' | 'startedAt'

function ruleOf({ params }: PageRequest) {
  const rule = clockRules.find(({ id }) => id === params['rule'])
  if (!rule) throw new NoSuchPageError()
  return rule
}

const whatOf = ({ clocks }: CaseRecord, request: PageRequest): What =>
  currentClock(clocks, ruleOf(request).id) ? 'metAt' : 'startedAt'

const fieldsOf = (what: What) => ({
  moment: momentFields('moment', `/${what}`, 'When it was'),
  note: words('note', 'Note (optional)', 'Whoever corrects what is on record already says why here'),
})

const allFields = (what: What) => [...fieldsOf(what).moment, fieldsOf(what).note]

function formOf(request: PageRequest, hidden: { key: string; what: What }, known?: CaseRecord): FormPage {
  const rule = ruleOf(request)
  const reference = known?.reference ?? request.params['reference'] ?? ''
  const current = known && currentClock(known.clocks, rule.id)
  return {
    title: momentWords[hidden.what === 'metAt' ? rule.metBy : rule.startedBy],
    caption: `Case ${reference}`,
    action: `${casePath(reference)}/clocks/${rule.id}`,
    back: `${casePath(reference)}/timeline`,
    before: [
      current
        ? `${rule.name}: ${clockInWords(current, request.now).words}. ${rule.whoActs}.`
        : `From then on a deadline runs: ${rule.name}. ${rule.whoActs}.`,
    ],
    fields: allFields(hidden.what),
    hidden,
    button: 'Save',
  }
}

const again = (request: PageRequest, hidden: { key: string; what: What }, refused: Refused): PageAnswer =>
  formShown(formOf(request, hidden), request.typed, refused)
