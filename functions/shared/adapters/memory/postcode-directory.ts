import type { Postcode } from '../../../../schemas/notification/text.ts'
import type { DirectoryEntry, PostcodeDirectory } from '../../ports/postcode-directory.ts'

/** A directory of a few known postcodes; the same contract test holds it and the table's to one behaviour. */
export class InMemoryPostcodeDirectory implements PostcodeDirectory {
  readonly #entries: ReadonlyMap<Postcode, DirectoryEntry>

  constructor(entries: Iterable<readonly [Postcode, DirectoryEntry]> = []) {
    this.#entries = new Map(entries)
  }

  find(postcode: Postcode): Promise<DirectoryEntry | undefined> {
    return Promise.resolve(this.#entries.get(postcode))
  }
}
