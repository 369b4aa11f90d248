/**
 * Sentences that a clinician may say to a family, or read to them. They stand here alone, so that clinicians and bereaved parents can
 * review them: change none of them without that. Not yet reviewed.
 */
export const familyWords = {
  title: 'What to tell the family',
  always: [
    'Say that you are sorry. Use the child’s name.',
    '“The law asks us to look carefully at how every child who dies came to die. We do this to understand, and to help other children. It does not mean that anybody has done something wrong.”',
    '“You will have one person to turn to, a key worker. They will tell you what happens next, and bring your questions to the people who look into it.”',
    'Give them “When a Child Dies: a guide for parents and carers”.',
  ],
  jointAgencyResponse:
    '“Because we do not yet know why this happened, a doctor or nurse, the police and social care will work together from today. They will want to talk with you, and may visit your home with you. This is done whenever a child dies and we do not know why.”',
  coroner:
    '“The coroner is a judge who finds out how somebody died. The coroner decides whether there will be an examination after death, and will keep you informed.”',
} as const
