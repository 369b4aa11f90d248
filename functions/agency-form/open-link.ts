import { openLink as decide } from '../../domain/agency-forms/links.ts'
import { linkHash, passcodeHash, sessionHash } from '../shared/form-links.ts'
import type { FormKey } from '../shared/ports/form-keys.ts'
import { onCaseOf, ownForm, type AgencyFormDeps, type OwnForm } from './agency-case.ts'

export interface Opened extends OwnForm {
  readonly session: string
}

/** Exchanges a link with its passcode for a session, once. Whatever is wrong, nothing comes of it and nobody is told why. */
export async function openLink(token: string, passcode: string, deps: AgencyFormDeps): Promise<Opened | undefined> {
  const { cases, hash, secrets, meter } = deps
  const key = await cases.findFormKey(linkHash(token, hash))
  const opened = key?.passcode === undefined ? undefined : await tryToOpen(key)
  meter.count(opened ? 'FormLinksOpened' : 'FormLinksRefused')
  return opened

  function tryToOpen({ passcode: expected, ...link }: FormKey) {
    const fits = passcodeHash(token, passcode, hash) === expected
    const session = secrets.token()
    const sessionKey = { ...link, hash: sessionHash(session, hash) }
    return onCaseOf(link, deps, (before, at) => {
      const { isOpened, decided } = decide(before, link.form, link.link, fits, at)
      return {
        decided,
        formKey: isOpened ? sessionKey : undefined,
        answer: (known) => {
          const own = isOpened ? ownForm(known, sessionKey) : undefined
          return own && { ...own, session }
        },
      }
    })
  }
}
