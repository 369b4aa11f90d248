import type { CaseRecord } from '../../../../schemas/api.ts'
import type { ActionName } from '../../../../schemas/panel-work/codes.ts'
import { stageWords } from '../../words/panel.ts'
import { caseActs } from './acts/all.ts'

interface Link {
  readonly text: string
  readonly href: string
}

/** What is done at one press, without a question. */
const PRESSED: readonly ActionName[] = ['claim', 'release', 'accept-transfer']

const groups: Readonly<Record<string, readonly ActionName[]>> = {
  course: ['list-for-meeting', 'place-on-hold', 'lift-hold', 'change-triage', 'reopen'],
  family: ['name-key-worker', 'log-family-question', 'answer-family-question'],
  needs: ['set-circumstances', 'add-form', 'remove-form'],
  whose: ['join', 'separate', 'transfer', 'retract'],
}

/** What the person may do now, and nothing that the API would refuse: it says itself what it allows. */
export function actionsShown({ reference, allowed }: CaseRecord) {
  const at = (name: ActionName) => `/cases/${reference}/act/${name}`
  const may = (name: ActionName) => allowed.some(({ action }) => action === name)
  const link = (name: ActionName): readonly Link[] => {
    const asked = caseActs[name]
    return asked && may(name) ? [{ text: asked.title, href: at(name) }] : []
  }
  const stages = allowed.find(({ action }) => action === 'move-to-stage')?.stages ?? []
  return {
    pressed: PRESSED.filter(may).map((name) => ({ text: caseActs[name]?.title, href: at(name) })),
    stages: stages.map((stage) => ({ text: stageWords[stage], href: `${at('move-to-stage')}?stage=${stage}` })),
    ...Object.fromEntries(Object.entries(groups).map(([group, names]) => [group, names.flatMap(link)])),
    may: Object.fromEntries(allowed.map(({ action }) => [action, true])),
  }
}
