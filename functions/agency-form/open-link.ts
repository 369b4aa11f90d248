import { openLink as decide } from '../../domain/agency-forms/links.ts'
import type { Case } from '../../domain/case/case.ts'
import { linkHash, passcodeHash, sessionHash } from '../shared/form-links.ts'
import type { FormKey } from '../shared/ports/form-keys.ts'
import { onCaseOf, type AgencyFormDeps } from './agency-case.ts'

export interface Opened {
  readonly session: string
  readonly key: FormKey
  readonly known: Case
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
        answer: (known) => (isOpened ? { session, key: sessionKey, known } : undefined),
      }
    })
  }
}
