import { createHash } from 'node:crypto'
import { panelsOn } from '../../../../domain/areas/panels.ts'
import type { CivilDate } from '../../../../domain/calendar/civil-date.ts'
import { clockChoicesOf, settledByPanels } from '../../../../domain/clocks/panel-choices.ts'
import {
  clockRules,
  clockRuleSetVersion,
  dutiesWithoutClock,
  formerClockRuleSets,
  type ClockRule,
} from '../../../../domain/clocks/rules.ts'
import { CLOCK_RULE_IDS, LimitSchema, MOMENTS } from '../../../../schemas/clocks.ts'

const rules: readonly ClockRule[] = clockRules
const byNumber = (a: string, b: string) => Number(a.slice(1)) - Number(b.slice(1))

describe('the clock rules', () => {
  it('cover D1 to D20, each once: with a clock, or in words', () => {
    const ids = [...rules, ...dutiesWithoutClock].map(({ id }) => id)
    expect(ids.sort(byNumber)).toEqual([...CLOCK_RULE_IDS])
  })

  it.each(rules)('$id carries its evidence, a limit in range and its own reading among its choices', (rule) => {
    expect(rule.evidence).toMatch(/S\d+|from memory, verify/)
    expect(LimitSchema.parse(rule.limit)).toEqual(rule.limit)
    if (rule.choices?.limits) expect(rule.choices.limits).toContainEqual(rule.limit)
    if (rule.choices?.starts) expect(rule.choices.starts).toContain(rule.startedBy)
  })

  it('use every moment, and no other', () => {
    const used = rules.flatMap(({ startedBy, metBy, choices }) => [startedBy, metBy, ...(choices?.starts ?? [])])
    expect([...new Set(used)].sort()).toEqual([...MOMENTS].sort())
  })

  it('say without delay, in words, where the law gives no length', () => {
    expect(dutiesWithoutClock.find(({ id }) => id === 'D19')?.inWords).toBe('without delay')
  })
})

/**
 * What each version of the rules came to. Whoever changes a rule or what a panel settled gives the set a new version, adds a line
 * here, and puts the old version among `formerClockRuleSets`: else cases planned before would keep their old clocks.
 */
const digests: Readonly<Record<string, string>> = {
  'clocks-1': '5c1c894e9598eddb64770c262a3ac595c5a37befb2517829f6279491da81b10d',
}

describe('the version of the clock rules', () => {
  it('changes with the rules and with what panels settled, and no earlier one is forgotten', () => {
    const text = JSON.stringify([clockRules, settledByPanels])
    const digest = createHash('sha256').update(text).digest('hex')
    expect(digests[clockRuleSetVersion]).toBe(digest)
    expect([...formerClockRuleSets, clockRuleSetVersion]).toEqual(Object.keys(digests))
  })
})

describe('what panels settled', () => {
  it('is always among the choices of the rule, and of panels that exist', () => {
    const settled = panelsOn('2026-01-01' as CivilDate).flatMap(({ code }) => Object.entries(clockChoicesOf(code)))
    expect(settled).toHaveLength(2)
    for (const [id, { limit, startedBy }] of settled) {
      const { choices } = rules.find((rule) => rule.id === id)!
      if (limit) expect(choices?.limits).toContainEqual(limit)
      if (startedBy) expect(choices?.starts).toContain(startedBy)
    }
  })
})
