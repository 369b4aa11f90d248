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
const withoutRank: DirectoryEntry = { authorityCode: 'E06000053', imdVersion: '2025', lsoaVintage: '2021' }

/** What every postcode directory does. */
export function describePostcodeDirectory(name: string, directoryWith: DirectoryWith) {
  describe(`a postcode directory (${name})`, () => {
    const entries = [
      [postcode('NN1 1CV'), wellKnown],
      [postcode('TR21 0CV'), withoutRank],
    ] as const

    it('finds the authority and the deprivation of a postcode', async () => {
      const directory = await directoryWith(entries)
      expect(await directory.find(postcode('NN1 1CV'))).toEqual(wellKnown)
    })

    it('finds it however the postcode was written', async () => {
      const directory = await directoryWith(entries)
      expect(await directory.find(postcode(' nn1  1cv'))).toEqual(wellKnown)
      expect(await directory.find(postcode('nn11CV'))).toEqual(wellKnown)
    })

    it('finds a postcode that has no deprivation rank', async () => {
      const directory = await directoryWith(entries)
      expect(await directory.find(postcode('TR21 0CV'))).toStrictEqual(withoutRank)
    })

    it('does not find a postcode that it does not have, and that is no error', async () => {
      const directory = await directoryWith(entries)
      expect(await directory.find(postcode('NN11 1CV'))).toBeUndefined()
      expect(await directory.find(postcode('ZZ99 3VZ'))).toBeUndefined()
    })
  })
}
