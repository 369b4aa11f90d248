import { environmentNamed, prefixOf } from '../config.ts'
import { requireRunning } from '../local/state/running.ts'

/** Where an operator's command works, and how its clients get there. */
export interface Where {
  /** Begins the names of everything there. */
  readonly prefix: string
  /** Settings of SDK clients; empty where account, credentials and endpoints come from the shell, as for every AWS tool. */
  readonly dynamodb: ClientSettings
  readonly messaging: ClientSettings
}

interface ClientSettings {
  readonly region: string
  readonly endpoint?: string
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string }
}

/** What `npm start` synthesises when it is told nothing else. */
export const LOCAL = 'dev'

/**
 * The named environment, in the account that the shell is signed in to; without a name, the system running on this machine.
 * @throws PlainSentenceError when none runs
 */
export async function whereIs(environment: string | undefined): Promise<Where> {
  if (environment !== undefined) {
    const { region } = environmentNamed(environment)
    return { prefix: prefixOf(environmentNamed(environment)), dynamodb: { region }, messaging: { region } }
  }
  const { clientSettings, endpoints } = await requireRunning()
  return {
    prefix: prefixOf(environmentNamed(LOCAL)),
    dynamodb: { ...clientSettings, endpoint: endpoints.dynamodb },
    messaging: { ...clientSettings, endpoint: endpoints.messaging },
  }
}
