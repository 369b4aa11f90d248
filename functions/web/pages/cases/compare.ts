import type { CaseRecord } from '../../../../schemas/api.ts'
import { answersOf } from '../../form/answers.ts'
import { found } from '../../found.ts'
import type { Page } from '../../page.ts'
import { ageBandWords, stageWords } from '../../words/panel.ts'
import { dayAndTime } from '../../words/times.ts'
import { casePath, foundCase } from './found-case.ts'

/** Two cases that may be about one child, side by side: a person decides. */
export const compare: Page = {
  path: '/cases/{reference}/compare/{other}',
  for: 'read-case',
  get: async (request) => {
    const { api, params, now } = request
    const [one, answer] = await Promise.all([foundCase(request), api.get<CaseRecord>(casePath(params['other']))])
    // Another panel may have it: then nothing of it is to be seen here, and nobody can join it.
    if (!answer.ok && answer.status === 404) return elsewhere(one.reference, params['other'] ?? '')
    const other = found(answer)
    return {
      view: 'cases/compare.njk',
      title: 'The same child?',
      shows: {
        one: headOf(one, now),
        other: headOf(other, now),
        likeness: one.possibleDuplicates.find(({ reference }) => reference === other.reference)?.likeness,
        ...compared(one, other),
        mayJoin: one.allowed.some(({ action }) => action === 'join'),
        maySeparate: one.allowed.some(({ action }) => action === 'separate'),
      },
    }
  },
}

const elsewhere = (reference: string, other: string) => ({
  view: 'plain.njk' as const,
  title: 'Another panel may have the other case',
  shows: {
    sentences: [
      `Your panel has no case ${other}. If another panel has it, ask them whether it is the same child; one of you then hands the case over, so that the two can be joined.`,
    ],
    action: { text: 'Back to the case', href: `/cases/${reference}` },
  },
})

const headOf = ({ reference, stage, ageBand, openedAt }: CaseRecord, now: Parameters<typeof dayAndTime>[1]) => ({
  reference,
  stage: stageWords[stage],
  age: ageBandWords[ageBand],
  opened: dayAndTime(openedAt, now),
})

const NOTHING = 'Nothing said'

/** How two answers compare, in words: colour alone would tell some nothing. */
function marked(one: string | undefined, other: string | undefined) {
  if (one === other) return 'Same'
  return one === undefined || other === undefined ? 'Only one says' : 'Different'
}

const rowsOf = ([first]: CaseRecord['notifications']) =>
  (first ? answersOf(first.facts) : []).flatMap(({ title, rows }) =>
    rows.flatMap(({ label, answer }, row) =>
      answer === undefined ? [] : [{ key: `${title} ${label} ${row}`, title, label, answer }],
    ),
  )

/** Question by question what either says, by their first notifications: first what differs. */
export function compared(one: Pick<CaseRecord, 'notifications'>, other: Pick<CaseRecord, 'notifications'>) {
  const left = rowsOf(one.notifications)
  const right = rowsOf(other.notifications)
  const all = [...left, ...right.filter(({ key }) => left.every((row) => row.key !== key))]
  const rows = all.map(({ key, title, label }) => {
    const answers = [left, right].map((side) => side.find((row) => row.key === key)?.answer)
    const [here, there] = answers
    return { title, label, one: here ?? NOTHING, other: there ?? NOTHING, mark: marked(here, there) }
  })
  return { different: rows.filter(({ mark }) => mark !== 'Same'), same: rows.filter(({ mark }) => mark === 'Same') }
}
