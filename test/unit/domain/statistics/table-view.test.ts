import { catalogueOf } from '../../../../domain/disclosure/catalogue-v1.ts'
import { aRelease, viewsOf } from '../../../support/statistics/a-release.ts'

const release = aRelease()
const ofReviews = {
  ...release,
  catalogue: catalogueOf('reviewsCompleted', release.catalogue.areas),
  tables: release.tables.filter(({ table }) => table === 'deaths'),
}

describe('The totals of a release', () => {
  it('are deaths with their rates, or reviews without: how many a panel completes says nothing of its children', () => {
    const [deaths] = viewsOf(release)
    const [reviews] = viewsOf(ofReviews)
    expect([deaths?.table.name, reviews?.table.name]).toEqual(['Deaths', 'Reviews'])
    expect(deaths?.rows.some((row) => 'rate' in row)).toBe(true)
    expect(reviews?.rows.some((row) => 'rate' in row)).toBe(false)
    expect(reviews?.populationSource).toBeUndefined()
  })
})
