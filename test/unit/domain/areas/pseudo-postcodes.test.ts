import { placeOfPseudoPostcode } from '../../../../domain/areas/pseudo-postcodes.ts'

describe('a pseudo-postcode', () => {
  it.each([
    ['ZZ99 3VZ', 'not-known'],
    ['ZZ99 3WZ', 'not-known'],
    ['ZZ99 3GZ', 'outside-england'],
  ])('%s says that the place is %s', (postcode, kind) => {
    expect(placeOfPseudoPostcode(postcode)).toEqual({ kind })
  })

  it.each(['NN1 1CV', 'ZZ9 9AA'])('is not %s', (postcode) => {
    expect(placeOfPseudoPostcode(postcode)).toBeUndefined()
  })
})
