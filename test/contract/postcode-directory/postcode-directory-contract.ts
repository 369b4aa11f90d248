import type { DirectoryEntry, PostcodeDirectory } from '../../../functions/shared/ports/postcode-directory.ts'
import { PostcodeSchema, type Postcode } from '../../../schemas/notification/text.ts'

/** A directory that holds these entries. */
export type DirectoryWith = (entries: readonly (readonly [Postcode, DirectoryEntry])[]) => Promise<PostcodeDirectory>

const postcode = (text: string) => PostcodeSchema.parse(text)

const wellKnown: DirectoryEntry = {
  authorityCode: 'E06000061',
  deprivationDecile: 3,
  imdVersion: '2019',
  lsoaVintage: '2011',
}
const withoutRank: DirectoryEntry = { authorityCode: 'W06000015' }

/** What every postcode directory does. */
export function describePostcodeDirectory(name: string, directoryWith: DirectoryWith) {
  describe(`a postcode directory (${name})`, () => {
    const entries = [
      [postcode('NN2 1CV'), wellKnown],
      [postcode('CF10 2CV'), withoutRank],
    ] as const

    it('finds the authority and the deprivation of a postcode', async () => {
      const directory = await directoryWith(entries)
      expect(await directory.find(postcode('NN2 1CV'))).toEqual(wellKnown)
    })

    it('finds it however the postcode was written', async () => {
      const directory = await directoryWith(entries)
      expect(await directory.find(postcode(' nn2  1cv'))).toEqual(wellKnown)
      expect(await directory.find(postcode('nn21CV'))).toEqual(wellKnown)
    })

    it('finds a postcode that has no deprivation rank', async () => {
      const directory = await directoryWith(entries)
      expect(await directory.find(postcode('CF10 2CV'))).toStrictEqual(withoutRank)
    })

    it('does not find a postcode that it does not have, and that is no error', async () => {
      const directory = await directoryWith(entries)
      expect(await directory.find(postcode('NN21 1CV'))).toBeUndefined()
      expect(await directory.find(postcode('ZZ99 3VZ'))).toBeUndefined()
    })
  })
}
