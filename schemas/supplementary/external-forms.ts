import { askedWhen, choice, inALine, inWords, part, severalOf, yesNo } from './question.ts'
import { NOT_SEEN } from './sources.ts'

/** Parts of the forms for deaths from outside causes and for sudden deaths. Their published questions were not seen. */

const OTHER_AND_NOT_KNOWN = { other: { label: 'Other' }, 'not-known': { label: 'Not known' } } as const

const WATERS = {
  bath: { label: 'Bath' },
  'private-pool': { label: 'Private pool, hot tub or pond' },
  'public-pool': { label: 'Public pool' },
  'inland-water': { label: 'River, canal, lake or reservoir' },
  sea: { label: 'Sea' },
  ...OTHER_AND_NOT_KNOWN,
} as const

/** That some questions follow from earlier answers was seen (April 2021), the questions were not. */
export const drowning = {
  event: part('What happened', {
    water: choice('Kind of water', NOT_SEEN, WATERS),
    barrier: askedWhen('water', ['private-pool', 'public-pool'], yesNo('There was a barrier', NOT_SEEN)),
    bathSeat: askedWhen('water', ['bath'], yesNo('A bath seat was used', NOT_SEEN)),
    lifeguard: askedWhen('water', ['public-pool', 'sea'], yesNo('A lifeguard was on duty', NOT_SEEN)),
    supervised: yesNo('The child was supervised', NOT_SEEN),
    supervisorDistracted: askedWhen('supervised', ['yes'], yesNo('Supervision was interrupted', NOT_SEEN)),
    ableToSwim: yesNo('The child could swim', NOT_SEEN),
  }),
}

const FIRE_KINDS = {
  'house-fire': { label: 'House fire' },
  scald: { label: 'Scald' },
  'contact-burn': { label: 'Contact burn' },
  electrocution: { label: 'Electrocution' },
  ...OTHER_AND_NOT_KNOWN,
} as const

export const fireBurnsElectrocution = {
  event: part('What happened', {
    kind: choice('Kind of event', NOT_SEEN, FIRE_KINDS),
    smokeAlarm: askedWhen('kind', ['house-fire'], yesNo('There was a smoke alarm', NOT_SEEN)),
    smokeAlarmWorked: askedWhen('smokeAlarm', ['yes'], yesNo('It worked', NOT_SEEN)),
    supervised: yesNo('The child was supervised', NOT_SEEN),
    events: inWords('What happened', NOT_SEEN, 'A fire began in the kitchen.'),
  }),
}

const SUBSTANCES = {
  medicine: { label: 'Medicine' },
  household: { label: 'Household product' },
  alcohol: { label: 'Alcohol' },
  'controlled-drug': { label: 'Controlled drug' },
  gas: { label: 'Gas, including carbon monoxide' },
  ...OTHER_AND_NOT_KNOWN,
} as const

export const poisoning = {
  event: part('What happened', {
    substances: severalOf('Substances', NOT_SEEN, SUBSTANCES),
    storedSafely: askedWhen('substances', ['medicine', 'household'], yesNo('Stored out of reach', NOT_SEEN)),
    alarm: askedWhen('substances', ['gas'], yesNo('There was a carbon monoxide alarm', NOT_SEEN)),
    events: inWords('What happened', NOT_SEEN, 'Tablets were found in a handbag.'),
  }),
}

export const substanceMisuse = {
  event: part('Substance misuse', {
    substances: severalOf('Substances', NOT_SEEN, SUBSTANCES),
    knownToServices: yesNo('Use was known to services', NOT_SEEN),
    support: askedWhen('knownToServices', ['yes'], inWords('Support that was offered', NOT_SEEN, 'Weekly meetings.')),
  }),
}

const METHODS = {
  hanging: { label: 'Hanging or strangulation' },
  'self-poisoning': { label: 'Self-poisoning' },
  jumping: { label: 'Jumping or lying before a moving object' },
  ...OTHER_AND_NOT_KNOWN,
} as const

export const suicideSelfHarm = {
  event: part('The death', {
    method: choice('Method', NOT_SEEN, METHODS),
    note: yesNo('A note or message was left', NOT_SEEN),
    internetUse: yesNo('Internet use may have played a part', NOT_SEEN),
  }),
  before: part('Before the death', {
    selfHarmBefore: yesNo('Had harmed themselves before', NOT_SEEN),
    knownToMentalHealthServices: yesNo('Known to mental health services', NOT_SEEN),
    lastContact: askedWhen(
      'knownToMentalHealthServices',
      ['yes'],
      inALine('Last contact', NOT_SEEN, 'In the month before'),
    ),
    bullying: yesNo('Was bullied', NOT_SEEN),
    significantLoss: yesNo('Had lost somebody or something significant', NOT_SEEN),
    neurodevelopmentalCondition: yesNo('Had a neurodevelopmental condition', NOT_SEEN),
  }),
}

const ROAD_USERS = {
  pedestrian: { label: 'Pedestrian' },
  cyclist: { label: 'Cyclist' },
  passenger: { label: 'Passenger' },
  driver: { label: 'Driver or rider' },
  ...OTHER_AND_NOT_KNOWN,
} as const

export const vehicleCollision = {
  event: part('The collision', {
    roadUser: choice('The child was', NOT_SEEN, ROAD_USERS),
    restraint: askedWhen('roadUser', ['passenger', 'driver'], yesNo('Belt or child seat was used', NOT_SEEN)),
    helmet: askedWhen('roadUser', ['cyclist'], yesNo('A helmet was worn', NOT_SEEN)),
    crossing: askedWhen('roadUser', ['pedestrian'], yesNo('At a crossing', NOT_SEEN)),
    speedOrAlcohol: yesNo('Speed, alcohol or drugs played a part', NOT_SEEN),
  }),
}

const SUSPECTED_PERSONS = {
  'parent-carer': { label: 'Parent or carer' },
  'other-relative': { label: 'Other relative' },
  'other-child': { label: 'Other child or young person' },
  stranger: { label: 'Stranger' },
  ...OTHER_AND_NOT_KNOWN,
} as const

export const violenceMaltreatment = {
  event: part('Violence or maltreatment', {
    suspectedPerson: severalOf('Suspected of it', NOT_SEEN, SUSPECTED_PERSONS),
    weapon: yesNo('A weapon was used', NOT_SEEN),
    domesticAbuse: yesNo('Domestic abuse was known in the household', NOT_SEEN),
    nationalPanelNotified: yesNo('The National Panel has been notified', NOT_SEEN),
  }),
}

export const otherInjury = {
  event: part('What happened', {
    events: inWords('What happened', NOT_SEEN, 'Fell from a window.'),
    supervised: yesNo('The child was supervised', NOT_SEEN),
    product: yesNo('A product or piece of equipment played a part', NOT_SEEN),
    productInWords: askedWhen('product', ['yes'], inALine('Which', NOT_SEEN, 'Invented window catch')),
  }),
}

const SLEEPING_PLACES = {
  cot: { label: 'Cot or Moses basket' },
  'adult-bed': { label: 'Adult bed' },
  sofa: { label: 'Sofa or armchair' },
  'car-seat': { label: 'Car seat, sling or pram' },
  ...OTHER_AND_NOT_KNOWN,
} as const
const POSITIONS = {
  back: { label: 'Back' },
  front: { label: 'Front' },
  side: { label: 'Side' },
  'not-known': { label: 'Not known' },
} as const

/** That some questions follow from earlier answers was seen (April 2021), the questions were not. */
export const suddenUnexpectedDeath = {
  sleep: part('Last sleep', {
    diedAsleep: yesNo('Died or was found during sleep', NOT_SEEN),
    sleepingPlace: askedWhen('diedAsleep', ['yes'], choice('Where', NOT_SEEN, SLEEPING_PLACES)),
    positionPutDown: askedWhen('diedAsleep', ['yes'], choice('Position put down', NOT_SEEN, POSITIONS)),
    shared: askedWhen('diedAsleep', ['yes'], yesNo('Shared the sleeping place with somebody', NOT_SEEN)),
    sharedAfterAlcoholOrDrugs: askedWhen('shared', ['yes'], yesNo('Who had taken alcohol or drugs', NOT_SEEN)),
  }),
  background: part('Before the death', {
    smokingInPregnancy: yesNo('Mother smoked in pregnancy', NOT_SEEN),
    smokingInHousehold: yesNo('Somebody smokes in the household', NOT_SEEN),
    unwellBefore: yesNo('Unwell in the days before', NOT_SEEN),
    familyHistory: yesNo('Sudden death in the family before', NOT_SEEN),
    jointAgencyResponse: inWords('Findings of the Joint Agency Response', NOT_SEEN, 'Home visit on the same day.'),
  }),
}
