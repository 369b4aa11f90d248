import { AGENCY_TYPES } from '../../../schemas/value-sets.ts'
import { choicesFrom, yesNoNotKnown } from '../form/choices.ts'
import type { Field } from '../form/field.ts'
import type { Step } from '../form/step.ts'
import { titled } from './people.ts'

const rows = (count: number, asked: (row: number) => readonly Field[]): readonly Field[] =>
  Array.from({ length: count }, (_, row) => asked(row)).flat()

const PARENTS = 2

export const parents: Step = {
  path: 'parents',
  title: 'The child’s parents or carers',
  before: ['They are told about the review, and who their key worker is. You may leave this for later.'],
  fields: rows(PARENTS, (row) => [
    {
      at: `/family/parentsAndCarers/${row}/name`,
      label: `Parent or carer ${row + 1}: name (optional)`,
      name: `parent-${row}-name`,
      kind: 'line',
    },
    {
      at: `/family/parentsAndCarers/${row}/relationship`,
      label: `Parent or carer ${row + 1}: relationship to the child (optional)`,
      name: `parent-${row}-relationship`,
      kind: 'line',
      width: 20,
    },
  ]),
}

const CHILDREN = 4

export const otherChildren: Step = {
  path: 'other-children',
  title: 'Brothers, sisters and other children',
  before: [
    'Children of the household, and others who are affected. Where one may be at risk, children’s social care must be told now, not only on this form.',
  ],
  fields: rows(CHILDREN, (row) => [
    {
      at: `/family/siblingsAndOthers/${row}/name`,
      label: `Child ${row + 1}: name (optional)`,
      name: `sibling-${row}-name`,
      kind: 'line',
    },
    {
      at: `/family/siblingsAndOthers/${row}/relationship`,
      label: `Child ${row + 1}: relationship to the child who died (optional)`,
      name: `sibling-${row}-relationship`,
      kind: 'line',
      width: 20,
    },
    {
      at: `/family/siblingsAndOthers/${row}/ageYears`,
      label: `Child ${row + 1}: age in completed years (optional)`,
      name: `sibling-${row}-age`,
      kind: 'number',
    },
    {
      at: `/family/siblingsAndOthers/${row}/atRisk`,
      label: `Child ${row + 1}: may this child be at risk? (optional)`,
      name: `sibling-${row}-at-risk`,
      kind: 'choice',
      look: 'inline',
      choices: yesNoNotKnown,
    },
  ]),
}

export const familyCare: Step = {
  path: 'care-of-the-family',
  title: 'Care of the family',
  before: ['The key worker is the one person whom the family can ask anything, from now until the review is over.'],
  fields: [
    { at: '/family/keyWorker/name', label: 'Key worker: name (optional)', name: 'key-worker', kind: 'line' },
    { at: '/family/keyWorker/role', label: 'Key worker: role (optional)', name: 'key-worker-role', kind: 'line' },
    {
      at: '/family/keyWorker/contact',
      label: 'Key worker: how to reach them (optional)',
      name: 'key-worker-contact',
      kind: 'line',
    },
    {
      ...titled('/family/interpreterNeeded'),
      label: 'Does the family need an interpreter? (optional)',
      name: 'interpreter',
      kind: 'choice',
      look: 'inline',
      choices: yesNoNotKnown,
    },
    { ...titled('/family/language'), label: 'Language (optional)', name: 'language', kind: 'line', width: 20 },
    {
      ...titled('/family/faithNeeds'),
      label: 'Faith and cultural needs (optional)',
      name: 'faith-needs',
      kind: 'paragraphs',
    },
  ],
}

const AGENCIES = 6

export const agencies: Step = {
  path: 'agencies',
  title: 'Who cared for the child',
  before: [
    'The panel asks each of them what they know: the GP, the midwife or health visitor, the school or nursery, hospitals, social care, and whoever else you know of.',
  ],
  fields: rows(AGENCIES, (row) => [
    {
      at: `/agencies/${row}/type`,
      label: `Agency ${row + 1}: kind (optional)`,
      name: `agency-${row}-kind`,
      kind: 'choice',
      look: 'select',
      choices: choicesFrom(AGENCY_TYPES),
    },
    {
      at: `/agencies/${row}/name`,
      label: `Agency ${row + 1}: name of the place or professional (optional)`,
      name: `agency-${row}-name`,
      kind: 'line',
    },
    {
      at: `/agencies/${row}/phone`,
      label: `Agency ${row + 1}: telephone (optional)`,
      name: `agency-${row}-phone`,
      kind: 'line',
      width: 20,
      inputMode: 'tel',
    },
  ]),
}
