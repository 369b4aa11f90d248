import { tokenClaims } from '../../../functions/token-claims/token-claims.ts'

describe('token claims', () => {
  it("carry the person's roles and area", () => {
    expect(
      tokenClaims({ 'custom:cdr_roles': 'cdop-manager notifier', 'custom:cdr_area': 'panel/northamptonshire' }),
    ).toEqual({ cdr_roles: 'notifier cdop-manager', cdr_area: 'panel/northamptonshire' })
  })

  it('leave out what is not a role of this service', () => {
    expect(tokenClaims({ 'custom:cdr_roles': ' chair  administrator chair' })).toEqual({ cdr_roles: 'chair' })
  })

  it.each(['panel/*', 'northamptonshire', 'region/E13000001', 'panel/a panel/b', ''])(
    'leave out the area %p',
    (area) => {
      expect(tokenClaims({ 'custom:cdr_roles': 'analyst', 'custom:cdr_area': area })).toEqual({ cdr_roles: 'analyst' })
    },
  )

  it('give no right to a person without attributes', () => {
    expect(tokenClaims({})).toEqual({ cdr_roles: '' })
  })
})
