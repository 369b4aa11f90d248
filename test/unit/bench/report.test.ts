import { readPrices } from '../../bench/cost/prices.ts'
import { judgeNoise } from '../../bench/measure/noise.ts'
import { costPage } from '../../bench/report/cost-page.ts'
import { outcomeOf, type Goal } from '../../bench/report/goal.ts'
import { goalsOf } from '../../bench/report/goals.ts'
import { dollars, figure } from '../../bench/report/markdown.ts'
import { measurementsPage } from '../../bench/report/measurements-page.ts'
import type { Results } from '../../bench/results.ts'
import { ACTS, type ActName } from '../../bench/sections/act-names.ts'
import { FASTIFY, FLOOR, OURS } from '../../bench/sections/names.ts'
import { dependenciesIn, nameOf } from '../../bench/sections/dependencies.ts'

const summary = { count: 9, min: 1, median: 2, p99: 4 }
const units = (Object.keys(ACTS) as ActName[]).map((act) => ({
  act,
  calls: 'TransactWriteItems (3)',
  write: 8,
  indexWrite: 4,
  read: 0.5,
  indexes: { casesAwaiting: 4 },
  items: [{ kind: 'EVENT', bytes: 900, write: 2, indexes: { casesAwaiting: 1 } }],
}))
const throughput = [1, 16, 64].map((clients) => ({ clients, bare: 100, served: 80 }))
const release = {
  deaths: 10,
  seconds: 1,
  processorSeconds: 1,
  megabytes: 300,
  megabytesBefore: 100,
  calls: 9,
  units: { write: 9, indexWrite: 0, read: 2, indexes: {} },
}
const grown = (cases: number, ratio: number) => ({
  cases,
  release,
  acts: [{ act: 'queue page', units: { write: 0, indexWrite: 0, read: 1, indexes: {} }, median: 2, p99: 4, ratio }],
})
const results: Results = {
  on: '2026-11-22',
  machine: { node: 'v24', processors: 2, model: 'a machine' },
  verdict: judgeNoise([]),
  seconds: {},
  units,
  cost: {
    million: { cold: { writeUnit: 20, keyRequest: 30 }, warm: { writeUnit: 20 } },
    perCase: 0.001,
    perPanelYear: 1.5,
    standing: { keys: 3, alarms: 20, secrets: 2, polledQueues: 3, scheduledRuns: 72 },
    standingMonth: { keyMonth: 3, alarmMonth: 3 },
    years: [
      {
        country: { name: 'England', deaths: 3500, panels: 58, temperature: 'cold' },
        acts: 5,
        standing: 70,
        storing: 1,
      },
    ],
    limits: [{ index: 'panelQueue', unitsOfACase: 50, keys: 58, deaths: 5e7, answer: 'nothing' }],
  },
  cold: {
    starts: [FLOOR, 'capture', 'web'].map((name) => ({
      name,
      kilobytes: 400,
      milliseconds: { median: 80, min: 70 },
      ratio: 1,
    })),
    dependencies: [{ name: 'zod', bundles: 3, kilobytes: 80, most: 'capture' }],
  },
  warm: ['submit', 'queue page of 25', 'statistics pull'].map((what) => ({
    what,
    calls: 'Query',
    bare: summary,
    served: summary,
    ratio: 1.3,
    throughput,
  })),
  pages: {
    measured: [
      {
        path: '/notifications',
        kilobytes: 4,
        stylesheets: 1,
        scripts: 1,
        processor: { median: 5, p99: 9 },
        served: summary,
        bare: undefined,
        calls: 0,
        ratio: undefined,
      },
    ],
    notReached: ['/notify'],
  },
  growth: { grown: [grown(1000, 2), grown(10_000, 2.1)], casesPerSecond: 500, itemsPerCase: 6.8, leftOut: [1_000_000] },
  peers: {
    results: [OURS, FASTIFY, 'another'].flatMap((system) =>
      (['submit', 'queuePage', 'aggregate'] as const).map((work) => ({
        system,
        work,
        summary,
        ours: system === OURS ? 1 : 6,
        perSecond: [{ clients: 1, rate: 50 }],
      })),
    ),
    skipped: [],
    untilQueued: summary,
  },
}

describe('Goals', () => {
  it('find their figure in what was measured, all of them', () => {
    expect(goalsOf(results).filter(({ found }) => found === undefined)).toEqual([])
    expect(goalsOf(results).find(({ id }) => id === 'G4')?.found).toBe(0)
  })

  it('of a run that measured nothing are said to be not measured', () => {
    const { on, machine, verdict } = results
    const outcomes = goalsOf({ on, machine, verdict, seconds: {} }).map(outcomeOf)
    expect(new Set(outcomes)).toEqual(new Set(['not measured']))
  })

  it.each<[Goal['better'], number, string]>([
    ['less', 1.1, 'stretch'],
    ['less', 1.3, 'met'],
    ['less', 1.5, 'not met'],
    ['more', 1.5, 'stretch'],
  ])('to be %s than 1.4, at best 1.2: %d is %s', (better, found, outcome) => {
    const [gate, stretch] = better === 'less' ? [1.4, 1.2] : [1.2, 1.4]
    expect(outcomeOf({ id: 'G', what: 'w', unit: 'x', gate, stretch, better, found })).toBe(outcome)
  })

  it('that are not met have a reason', () => {
    const open = goalsOf(results).filter((goal) => outcomeOf(goal) === 'not met')
    expect(open.map(({ what }) => what)).toContain('claim, table and indexes')
    expect(open.filter(({ why }) => why === undefined)).toEqual([])
  })
})

describe('The pages of a run', () => {
  const pages = [measurementsPage(results), costPage({ on: '2026-11-22', units, cost: results.cost! }, readPrices())]

  it.each(pages)('say everything in figures', (page) => {
    expect(page).not.toMatch(/NaN|undefined|Infinity|\[object/)
  })

  it('say that a noisy machine concluded nothing, and where others are ahead', () => {
    expect(pages[0]).toContain('**Not concluded**')
    expect(pages[0]).toContain(`Ahead of ours: ${FASTIFY} (submit)`)
  })

  it('have a figure for every act', () => {
    for (const act of Object.values(ACTS)) expect(pages[1]).toContain(act)
  })
})

describe('Figures', () => {
  it('have as many digits as they deserve', () => {
    expect([0, 0.04567, 3.14159, 31.4159, 3141.59, undefined].map(figure)).toEqual([
      '0',
      '0.046',
      '3.1',
      '31.4',
      '3,142',
      '–',
    ])
    expect([0.0000234, 2.5, 12_345.6].map(dollars)).toEqual(['$0.000023', '$2.50', '$12,346'])
  })
})

describe('Dependencies', () => {
  it('are packages by name, and ours by folder', () => {
    expect(
      [
        'node_modules/@smithy/core/dist/x.js',
        '../main/node_modules/zod/v4/y.js',
        'domain/case/case.ts',
        'made:web:template/layout.njk',
      ].map(nameOf),
    ).toEqual(['@smithy/core', 'zod', 'domain/case', 'web:template'])
  })

  it('are summed up over bundles', () => {
    const inputs = { 'node_modules/zod/a.js': { bytesInOutput: 500 }, 'node_modules/zod/b.js': { bytesInOutput: 700 } }
    const outputs = {
      'dist/functions/read/index.mjs': { bytes: 700, inputs: { 'node_modules/zod/b.js': { bytesInOutput: 700 } } },
      'dist/functions/read/parts/x.mjs': { bytes: 500, inputs: { 'node_modules/zod/a.js': { bytesInOutput: 500 } } },
      'dist/functions/read/index.mjs.map': { bytes: 1, inputs },
    }
    expect(dependenciesIn({ outputs })).toEqual([{ name: 'zod', bundles: 1, kilobytes: 1.2, most: 'read' }])
  })
})
