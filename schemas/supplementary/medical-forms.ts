import { NCMD_2022 } from '../notification/sources.ts'
import { askedWhen, amount, choice, inALine, inWords, part, severalOf, yesNo } from './question.ts'
import { NOT_SEEN } from './sources.ts'

/** Parts of the forms for medical causes. Their published questions were not seen, beyond what a `source` says. */

const SEVERITIES = {
  mild: { label: 'Mild' },
  moderate: { label: 'Moderate' },
  severe: { label: 'Severe' },
  'not-known': { label: 'Not known' },
} as const

export const asthmaAnaphylaxis = {
  condition: part('What contributed', {
    asthmaDiagnosed: yesNo('Asthma had been diagnosed', NOT_SEEN),
    asthmaSeverity: askedWhen('asthmaDiagnosed', ['yes'], choice('Severity of the asthma', NOT_SEEN, SEVERITIES)),
    actionPlan: askedWhen('asthmaDiagnosed', ['yes'], yesNo('Had a written asthma action plan', NOT_SEEN)),
    reviewedInLastYear: askedWhen('asthmaDiagnosed', ['yes'], yesNo('Reviewed in the last 12 months', NOT_SEEN)),
    anaphylaxis: yesNo('Anaphylaxis contributed', NOT_SEEN),
    trigger: askedWhen('anaphylaxis', ['yes'], inALine('Trigger of the anaphylaxis', NOT_SEEN, 'Invented nut')),
    adrenalinePrescribed: askedWhen('anaphylaxis', ['yes'], yesNo('Adrenaline had been prescribed', NOT_SEEN)),
    adrenalineGiven: askedWhen('anaphylaxis', ['yes'], yesNo('Adrenaline was given', NOT_SEEN)),
  }),
}

const CARDIAC_KINDS = {
  congenital: { label: 'Congenital' },
  acquired: { label: 'Acquired' },
  'not-known': { label: 'Not known' },
} as const

export const cardiac = {
  condition: part('Cardiac condition', {
    kind: choice('Congenital or acquired', NOT_SEEN, CARDIAC_KINDS),
    diagnosis: inALine('Diagnosis', NOT_SEEN, 'Invented heart condition'),
    detectedAntenatally: askedWhen('kind', ['congenital'], yesNo('Detected before birth', NOT_SEEN)),
    intervention: yesNo('Had an operation or intervention', NOT_SEEN),
    interventionInWords: askedWhen(
      'intervention',
      ['yes'],
      inWords('Which, and when', NOT_SEEN, 'At two weeks of age.'),
    ),
  }),
}

/** Mother's body mass index was here until April 2022, and is in the core form since. */
export const chromosomalGeneticCongenital = {
  condition: part('Anomaly', {
    diagnosis: inALine('Diagnosis', NOT_SEEN, 'Invented syndrome'),
    detectedAntenatally: yesNo('Detected before birth', NOT_SEEN),
    geneticTesting: yesNo('Genetic testing was done', NOT_SEEN),
    geneticTestingResult: askedWhen('geneticTesting', ['yes'], inWords('Result', NOT_SEEN, 'Awaited.')),
    consanguinity: yesNo('Parents are blood relatives', NOT_SEEN),
  }),
}

export const diabeticKetoacidosis = {
  condition: part('Diabetes', {
    knownDiabetes: yesNo('Diabetes had been diagnosed', NOT_SEEN),
    presentationsBefore: askedWhen('knownDiabetes', ['no'], yesNo('Seen with symptoms before the diagnosis', NOT_SEEN)),
    bloodPh: amount('Lowest blood pH', NOT_SEEN, 'pH', [6, 8]),
    cerebralOedema: yesNo('Cerebral oedema', NOT_SEEN),
  }),
}

export const epilepsy = {
  condition: part('Epilepsy', {
    diagnosed: yesNo('Epilepsy had been diagnosed', NOT_SEEN),
    medicines: askedWhen('diagnosed', ['yes'], inALine('Medicines', NOT_SEEN, 'Invented medicine')),
    riskDiscussed: askedWhen('diagnosed', ['yes'], yesNo('Sudden death in epilepsy had been discussed', NOT_SEEN)),
    seizureAtDeath: yesNo('A seizure preceded the death', NOT_SEEN),
    witnessed: askedWhen('seizureAtDeath', ['yes'], yesNo('It was witnessed', NOT_SEEN)),
  }),
}

export const infection = {
  condition: part('Infection', {
    organism: inALine('Organism', NOT_SEEN, 'Invented organism'),
    sepsis: yesNo('Sepsis', NOT_SEEN),
    sepsisScreening: askedWhen('sepsis', ['yes'], yesNo('A screening tool for sepsis was used', NOT_SEEN)),
    immunisationsUpToDate: yesNo('Immunisations were up to date', NOT_SEEN),
    notifiable: yesNo('The disease is notifiable', NOT_SEEN),
  }),
}

export const intensiveCare = {
  stay: part('Intensive care', {
    admittedFrom: inALine('Admitted from', NOT_SEEN, 'Emergency department'),
    retrieval: yesNo('Brought by a retrieval team', NOT_SEEN),
    bedDelay: yesNo('Waited for a bed', NOT_SEEN),
    treatmentWithdrawn: yesNo('Treatment was limited or withdrawn', NOT_SEEN),
    organDonation: yesNo('Organ donation was discussed', NOT_SEEN),
  }),
}

export const oncology = {
  condition: part('Malignancy', {
    diagnosis: inALine('Diagnosis', NOT_SEEN, 'Invented tumour'),
    relapse: yesNo('Relapsed', NOT_SEEN),
    onTrial: yesNo('Took part in a clinical trial', NOT_SEEN),
    treatmentRelated: yesNo('A complication of the treatment contributed', NOT_SEEN),
    treatmentRelatedInWords: askedWhen('treatmentRelated', ['yes'], inWords('Which', NOT_SEEN, 'Infection.')),
    palliativeCare: yesNo('Palliative care was involved', NOT_SEEN),
  }),
}

const NEONATAL_INFECTIONS = {
  'group-b-streptococcus': { label: 'Group B streptococcus' },
  'escherichia-coli': { label: 'Escherichia coli' },
  'neonatal-herpes': { label: 'Neonatal herpes' },
  other: { label: 'Other' },
  'not-known': { label: 'Not known' },
} as const

/** Neonatal herpes is a choice since April 2022; the others are from memory. */
export const deliverySuiteNeonatalUnit = {
  birth: part('Pregnancy and birth', {
    placeOfBirthAsPlanned: yesNo('Born where it was planned', NOT_SEEN),
    antenatalSteroids: yesNo('Steroids before birth', NOT_SEEN),
    apgarAtFive: amount('Apgar score at five minutes', NOT_SEEN, 'Score', [0, 10]),
  }),
  neonatalCare: part('Neonatal care', {
    transferred: yesNo('Transferred between units', NOT_SEEN),
    infection: yesNo('Died of an infection', NCMD_2022),
    infections: askedWhen('infection', ['yes'], severalOf('Which infection', NCMD_2022, NEONATAL_INFECTIONS)),
    therapeuticCooling: yesNo('Therapeutic cooling', NOT_SEEN),
  }),
}

const stage = (title: string) =>
  part(title, {
    involved: yesNo('Took part in the care at this stage', NOT_SEEN),
    care: askedWhen('involved', ['yes'], inWords('Care that was given', NOT_SEEN, 'Seen on the day and sent home.')),
    delay: askedWhen('involved', ['yes'], yesNo('Delay in recognition or treatment', NOT_SEEN)),
    delayInWords: askedWhen('delay', ['yes'], inWords('The delay in words', NOT_SEEN, 'Two hours until a scan.')),
  })

/** Its stages can be sent to different people since April 2022; which stages there are is from memory. */
export const carePathway = {
  beforeHospital: stage('Before hospital: primary care, community, telephone advice'),
  transport: stage('Ambulance and transfer'),
  emergencyCare: stage('Emergency department'),
  inpatientCare: stage('Ward and theatre'),
  criticalCare: stage('High dependency and intensive care'),
  endOfLifeCare: stage('End of life and after the death'),
}
