import type { Visitor } from '../support/browser.ts'

/** A day that is always in the past, and a child always old enough. */
const yesterday = new Date(Date.now() - 86_400_000)
const died = [yesterday.getUTCDate(), yesterday.getUTCMonth() + 1, yesterday.getUTCFullYear()].map(String) as [
  string,
  string,
  string,
]

export type Look = (picture: string) => Promise<void>
const noLook: Look = () => Promise.resolve()

/** The least that a doctor can say, from "Notify a death" to the page on which it is checked. */
export async function answerTheLeast(visitor: Visitor, look: Look = noLook) {
  await visitor.press('Notify a death')
  await look('you')
  await visitor.fill('Your name', 'Dr Invented Example')
  await visitor.fill('Your role', 'Consultant paediatrician on call')
  await visitor.fill('Your telephone number', '01632 960001')
  await visitor.press('Save and continue')
  await look('child')
  await visitor.fill('Given names', 'Invented')
  await visitor.fill('Family name', 'Testperson')
  await visitor.press('Save and continue')
  await look('birth')
  await visitor.date('Date of birth', '6', '5', '2018')
  await visitor.press('Save and continue')
  await look('home')
  await visitor.fill('Postcode', 'NN1 1CV')
  await visitor.press('Save and continue')
  await look('death')
  await visitor.date('Date of death', ...died)
  await visitor.press('Save and continue')
  await look('place')
  await visitor.choose('Place of death', 'Hospital: emergency department')
  await visitor.press('Save and continue')
  await look('what-happened')
  await visitor.press('Save and continue')
  await look('expected')
  await visitor.choose('Was it thought likely, 24 hours before, that the child might die?', 'No')
  await visitor.press('Save and continue')
  await look('joint-agency-response')
  await visitor.choose('Was the death sudden, with no cause that was apparent at once?', 'Yes')
  await visitor.press('Save and continue')
  await look('coroner')
  await visitor.press('Save and continue')
  await look('safeguarding')
  await visitor.press('Save and continue')
  await look('parents')
  await visitor.press('Save and continue')
  await look('check')
}

const LEAST: Readonly<Record<string, Record<string, string>>> = {
  you: { 'referrer-name': 'Dr Invented Example', 'referrer-role': 'Paediatrician', 'referrer-phone': '01632 960001' },
  child: { 'given-names': 'Invented', 'family-name': 'Testperson' },
  birth: { 'born-day': '6', 'born-month': '5', 'born-year': '2018' },
  home: { postcode: 'NN1 1CV' },
  death: { 'died-day': died[0], 'died-month': died[1], 'died-year': died[2] },
  place: { place: 'emergency-department' },
}

/** The same without the screen, for tests of what comes after: the forms as a browser sends them, then the page of all answers. */
export async function sendTheLeast(visitor: Visitor) {
  const mark = await visitor.mark()
  const begun = await visitor.send('/notify', { mark })
  const draft = (begun.headers()['location'] ?? '').replace(/\/you$/, '')
  for (const [step, boxes] of Object.entries(LEAST)) await visitor.send(`${draft}/${step}`, { mark, ...boxes })
  await visitor.open(`${draft}/check`)
}
