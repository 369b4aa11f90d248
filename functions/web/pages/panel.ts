import type { Page } from '../page.ts'
import { addCase } from './meetings/add-case.ts'
import { arrange } from './meetings/arrange.ts'
import { cancel, move } from './meetings/change.ts'
import { meeting, takeOff } from './meetings/meeting.ts'
import { meetings } from './meetings/meetings.ts'
import { pack } from './meetings/pack.ts'
import { people } from './meetings/people.ts'
import { followUp, recommendation } from './recommendations/recommendation.ts'
import { register } from './recommendations/register.ts'
import { anonymisedCase } from './review/case.ts'
import { conclude } from './review/conclude.ts'
import { beforeReading, conflict } from './review/conflict.ts'
import { analysisForm } from './review/form.ts'
import { reopen } from './review/reopen.ts'
import { section } from './review/section.ts'
import { twoTexts } from './review/texts.ts'

/** Meetings, reviews and what came of them. */
export const pages: readonly Page[] = [
  meetings,
  arrange,
  meeting,
  addCase,
  takeOff,
  people,
  move,
  cancel,
  pack,
  beforeReading,
  conflict,
  anonymisedCase,
  analysisForm,
  section,
  twoTexts,
  conclude,
  reopen,
  register,
  recommendation,
  followUp,
]
