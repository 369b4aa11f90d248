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
  await look('check')
}
