import { AGENCY_FORMS, type AgencyFormCode } from '../../../schemas/agency-forms/codes.ts'
import { sectionsOf } from '../../../schemas/agency-forms/forms.ts'
import { FORM_SECTIONS } from '../../../schemas/agency-forms/sections.ts'

describe.each(Object.keys(AGENCY_FORMS) as AgencyFormCode[])('The form %s', (form) => {
  it('is asked for by the sections that it has, in their order', () => {
    expect(FORM_SECTIONS[form]).toEqual(Object.keys(sectionsOf(form)))
  })
})
