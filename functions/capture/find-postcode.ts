import type { PostcodeFacts } from '../../domain/case/residence.ts'
import type { Child } from '../../schemas/notification/notification.ts'
import { log, type Meter } from '../shared/runtime/log.ts'
import type { PostcodeDirectory } from '../shared/ports/postcode-directory.ts'

/** What the directory knows of the child's postcode. A directory that does not answer never stops a notification. */
export async function findPostcode(
  { residence }: Child,
  { directory, meter }: { readonly directory: PostcodeDirectory; readonly meter: Meter },
): Promise<PostcodeFacts | undefined> {
  if (residence.kind !== 'postcode') return undefined
  try {
    return await directory.find(residence.postcode)
  } catch (fault) {
    meter.count('DirectoryUnavailable')
    log.warn('The postcode directory did not answer.', { errorName: fault instanceof Error ? fault.name : 'Unknown' })
    return undefined
  }
}
