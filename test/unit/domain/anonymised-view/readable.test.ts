import { maskerOf } from '../../../../domain/anonymised-view/mask-text.ts'
import { nothingKnown, type KnownIdentities } from '../../../../domain/anonymised-view/known-identities.ts'
import type { CivilDate, TimeOfDay } from '../../../../schemas/calendar.ts'

const born = '2019-11-02' as CivilDate
const died = '2026-03-09' as CivilDate

/** A record whose names are also words, which is what makes texts unreadable first. */
const known: KnownIdentities = {
  ...nothingKnown,
  people: [
    ['Grace', 'May', 'Young'],
    ['Will', 'Young'],
    ['Joy', 'Ward'],
    ['Mark', 'Brown-Field'],
    ['Rose', 'Day'],
    ['An', 'Li'],
    ['Mo', 'Sampleton'],
    ['Merit', 'Winter'],
  ],
  places: ['Hope Park Hospital', '12 Green Lane, Newtown', 'Northamptonshire', 'Little Stars Nursery'],
  numbers: ['9990000018', '01632 960001', 'INV-2026-0007'],
  dates: [born, died],
  times: ['03:10' as TimeOfDay],
  life: { born, died },
}
const mask = maskerOf(known)

const untouched: Readonly<Record<string, readonly string[]>> = {
  'of a notification': [
    'Found unresponsive in the cot by the mother. Ambulance called at once; asystole on arrival.',
    'Past history of epilepsy and asthma. Temperature 38.4, heart rate 160, saturations 84% in air, GCS 3/15.',
    'Given 10 ml/kg of saline twice, adrenaline 0.1 mg x 4 and 2 J/kg; resuscitation stopped after 45 minutes.',
    'Sudden unexpected death in infancy; the baby had slept on a sofa beside an adult. No sign of injury.',
    'The parents may wish to see the child again. They will be met by a nurse, and a young brother is at home.',
    'Born at 27+3 weeks, birth weight 900 g, ventilated for 6 days; grade 3 bleed on the first scan.',
    'Seen by the GP two weeks before the death, and again the day before; a viral illness was thought likely.',
    'Bruising of the left ear and the 9th rib. Skeletal survey and CT head requested; police and social care told.',
    'I saw the child on the ward. In my view it is the grace of the family that made this day bearable.',
  ],
  'of the key worker and the family’s questions': [
    'Bereavement nurse of the paediatric team',
    'Why did nobody come when we rang the second time?',
    'Could it have been found on an earlier scan, and will it happen to our other children?',
    'Can we have a copy of the report? Is there a service that will mark the day with us?',
    'The consultant will explain the scan when the family comes to the next appointment; they may bring anyone.',
    'Was she in pain? Did she know that we were there?',
  ],
  'of holds and actions': [
    'The coroner expects to open an inquest; no date has been set.',
    'Criminal proceedings: the Crown Prosecution Service decides on charges in the coming weeks.',
    'The rapid review found that the threshold for a practice review was not met.',
    'Handed over because the family had moved in with the grandparents before the child fell ill.',
    'The panel goes on: the inquest will not look at the questions of this review, and the learning is urgent.',
  ],
  'of the analysis form': [
    'Interpreters were not booked for two appointments, so the plan for fever was never understood.',
    'Overcrowding, damp and mould in the home; the family had asked for rehousing three times.',
    'The mother smoked in pregnancy, and the infant shared a bed with two adults after alcohol.',
    'Good practice: the health visitor rang the school nurse on the same day and both came to the meeting.',
    'Acute lymphoblastic leukaemia; neutropenic sepsis with Pseudomonas; multi-organ failure.',
    'Hypoxic-ischaemic encephalopathy following cord prolapse; treatment withdrawn with the agreement of the parents.',
    'Book interpreters with every appointment, and record the language of the household on referral.',
    'The category is 9 rather than 7: infection was the event that led to death, prematurity made it likely.',
    'Window restrictors were missing. The landlord had been told in writing and had not acted.',
    'No learning was identified, because care met national standards at every step.',
  ],
}

describe('A text that names nobody', () => {
  it.each(Object.entries(untouched))('%s stays as it was written', (_, texts) => {
    expect(texts.map((text) => mask(text).text)).toEqual(texts)
  })
})

const masked: readonly (readonly [written: string, shown: string])[] = [
  [
    'Grace was found by Will at 3.10am on 9 March 2026.',
    '[name] was found by [name] at [time: night] on [date: day of death].',
  ],
  ['GRACE-MAY YOUNG, known as Gracie, dob 02/11/19', '[name], known as [name], dob [date: day of birth]'],
  ['Dr Unknownperson of Hope Park Hospital rang 01632 960 001.', 'Dr [name] of [place] rang [number].'],
  ['Mr Browne-Field and Joy’s sister', 'Mr [name] and [name]’s sister'],
  // On the safe side: at the start of a sentence nobody can tell the word from the name.
  ['May we have a copy of the report?', '[name] we have a copy of the report?'],
  ['They live at 12 Green Lane, Newtown.', 'They live at [place].'],
  [
    'Last seen on Friday 6th March; reviewed 7.3.26.',
    'Last seen on [date: 3 days before death]; reviewed [date: 2 days before death].',
  ],
  ['NHS 999 000 0018, coroner inv 2026/0007', 'NHS [number], coroner [number]'],
  ['Born in November 2019 in Northampton.', 'Born in [date: month of birth] in [place].'],
  // `sampleion` is made like a form of `sample`, but is none.
  ['Seen with Samplings and Sampleion’s aunt.', 'Seen with Samplings and [name]’s aunt.'],
  ['Ｇｒａｃｅ, NHS 𝟗𝟗𝟗 000 0018, 10⁹/L, ㎿ here', '[name], NHS [number], 10⁹/L, [name] here'],
  ['Write to key.worker@trust.nhs.example about Ward.', 'Write to [contact] about [name].'],
]

describe('A text that names somebody', () => {
  it.each(masked)('«%s» shows what was masked as masked', (written, shown) => {
    expect(mask(written).text).toBe(shown)
  })

  it('is counted by what was masked', () => {
    expect(mask('Grace and Will, 9 March 2026').masked).toEqual([
      { kind: 'name', count: 2 },
      { kind: 'date', count: 1 },
    ])
  })
})
