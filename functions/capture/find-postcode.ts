import type { PostcodeFacts } from '../../domain/case/residence.ts'
import type { Child } from '../../schemas/notification/notification.ts'
import type { PostcodeDirectory } from '../shared/ports/postcode-directory.ts'
import type { Meter } from '../shared/runtime/log.ts'

/** What the directory knows of the child's postcode. A directory that does not answer never stops a notification. */
export async function findPostcode(
  { residence }: Child,
  { directory, meter }: { readonly directory: PostcodeDirectory; readonly meter: Meter },
): Promise<PostcodeFacts | undefined> {
  if (residence.kind !== 'postcode') return undefined
  try {
    return await directory.find(residence.postcode)
  } catch {
    meter.count('DirectoryUnavailable')
    return undefined
  }
}
