import fc from 'fast-check'
import type { FormRequest } from '../../../domain/agency-forms/form-work.ts'
import { rebuild } from '../../../domain/case/case.ts'
import { AfterActSchema } from '../../../schemas/agency-forms/agency-view.ts'
import { aPanelThatAsks } from '../../support/agency.ts'

/** What two writers of one section do next, on what they last saw. */
const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ does: fc.constant('look' as const), who: fc.nat(1) }) },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('write' as const), who: fc.nat(1) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('choose' as const),
      who: fc.nat(1),
      choice: fc.constantFrom('keep-current' as const, 'take-alternative' as const),
    }),
  },
)

/** Every text that stands, stands beside, or stood. */
const everyText = ({ text }: FormRequest) =>
  Object.values(text.sections).flatMap((section) =>
    section
      ? [section.current, ...section.alternatives, ...section.past].map(({ value }) => value.answers['parenting'])
      : [],
  )

describe('Two who write one section of a form', () => {
  it('lose no text, whatever they do and in whichever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), fc.boolean(), async (steps, together) => {
        const { service, reference, agency, ask, events } = await aPanelThatAsks()
        const { session } = await agency.opened(await ask())
        const handed = await agency.act(session, { act: 'hand-over', section: 'parenting' })
        const colleague = await agency.opened(AfterActSchema.parse(handed.body).link!)
        const sessions = [session, colleague.session] as const
        const seen = [
          { version: 0, alternative: 0 },
          { version: 0, alternative: 0 },
        ]
        const written: string[] = []

        const take = async (one: (typeof steps)[number], number: number) => {
          const own = sessions[one.who] ?? session
          const saw = seen[one.who]!
          if (one.does === 'look') {
            const section = (await agency.form(own)).sections.find((each) => each.section === 'parenting')!
            seen[one.who] = { version: section.version, alternative: section.alternatives[0]?.version ?? 0 }
            return
          }
          const on = { section: 'parenting', basedOn: saw.version }
          if (one.does === 'choose') {
            await agency.act(own, {
              act: 'choose',
              ...on,
              alternative: Math.max(1, saw.alternative),
              choice: one.choice,
            })
            return
          }
          const parenting = `Text ${String(number)}.`
          const { status } = await agency.act(own, { act: 'write', ...on, answers: { parenting } })
          // Of too many at once some are told to try again, and have their text before them still.
          expect([201, 503]).toContain(status)
          if (status === 201) written.push(parenting)
        }
        if (together) await Promise.all(steps.map(take))
        else for (const [number, one] of steps.entries()) await take(one, number)

        const known = await service.case(reference)
        expect(new Set(everyText(known.work.forms.requests[0]!))).toEqual(new Set(written))
        expect(rebuild(await events())).toEqual(known)
      }),
      { numRuns: 30 },
    )
  })
})
