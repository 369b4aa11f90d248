import { isOrdinary } from './ordinary-words.ts'

const setOf = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))

/** Written before a name and never anything else: the capitalised word after one is a name, whatever it is. */
export const FIRM_TITLES = setOf(
  `dr drs mr mrs ms miss mx prof professor sir dame lord pc dc ds di dci pcso wpc sgt sergeant constable inspector rev reverend`,
)

/** Firm titles that are also sure enough in small letters. */
export const SMALL_TITLES = setOf('dr mr mrs prof professor sgt')

/** Roles and relations that stand before a name as well as alone: the capitalised word after one is a name unless it is a word. */
export const LOOSE_TITLES = setOf(`
doctor nurse sister matron midwife paramedic officer detective superintendent coroner judge consultant registrar paediatrician surgeon
anaesthetist neonatologist obstetrician pathologist psychiatrist psychologist physiotherapist radiologist gp sho examiner teacher
headteacher coach visitor worker keyworker carer childminder babysitter solicitor chaplain imam rabbi pastor father fr vicar mother mum
mummy mam dad daddy stepmother stepfather stepmum stepdad grandmother grandfather grandma grandad granny nan nana nanny aunt auntie uncle
cousin brother sister stepbrother stepsister friend partner husband wife boyfriend girlfriend son daughter baby babies twin sibling neighbour
called named lady master`)

/** Whether a folded word says that a person follows, and of which kind. */
export const isTitle = (word: string): boolean => FIRM_TITLES.has(word) || LOOSE_TITLES.has(word)

/** Parts of a person's entry that are no part of their name. */
const NOT_OF_A_NAME = setOf(`
on of the and or in at for with to by as a an not known unknown yet none nk tbc unnamed infant boy girl male female child unborn deceased
late role roles senior junior lead on-call call duty specialist trainee student locum acting deputy chief staff health social care
bereavement support family liaison community hospital school named designated key worker team manager clinician practitioner
professional emergency department medicine paediatric paediatrics neonatal intensive acute general medical nursing nurse-in-charge
charge advanced foster adoptive step maternal paternal grandparent grandparents parent parents guardian foster-carer both self household
police ambulance service responder technician clinical director advanced attending responsible first second third st1 st2 st3 st4 st5 st6 st7 st8
ct1 ct2 ct3 f1 f2 fy1 fy2 emergency-department mother's father's his her their child's one two three`)

/** Whether a folded word in a person's entry says what they are, not who. */
export const saysRole = (word: string): boolean => isTitle(word) || NOT_OF_A_NAME.has(word)

/** Stands in a child's name while there is none. */
export const PLACEHOLDERS = setOf(
  'baby infant twin triplet unknown unnamed not yet named known boy girl male female of nk tbc',
)

/** Kinds of place that have a name of their own before them. */
export const NAMED_PLACES = setOf(`
hospital infirmary hospice school schools academy college university nursery preschool playgroup surgery practice clinic church mosque
temple synagogue street road avenue lane crescent terrace gardens grove estate library station airport prison`)

/** Kinds of place that are ordinary words too: only after a house number, or as part of a name that the record knows. */
const COMMON_PLACES = setOf(`
centre center unit ward trust park hill house hall court close drive way place square row rise view mews walk green common bridge farm
cottage lodge manor villa villas flat flats apartment apartments building buildings block tower towers club pool lake river canal beach
town city village borough county district shire team service services department partnership board council authority foundation group
medical health care children childrens women womens maternity royal saint st our lady queen queens king kings prince princess princes
general district memorial cottage community university teaching primary secondary infant infants junior high grammar upper middle
special free first early years day nhs nhsft gp the of and at for in on by upon under with near off a an north south east west northern
southern eastern western central new old great little upper lower home room bedroom bathroom kitchen garden lounge emergency accident
paediatric neonatal intensive labour delivery suite floor level theatre assessment england english wales scotland uk united kingdom
constabulary police ambulance fire rescue social county pan area metropolitan london's outer inner`)

/** Whether a folded word of a place's name says only what kind of place it is, or where in it. */
export const saysKindOfPlace = (word: string): boolean => NAMED_PLACES.has(word) || COMMON_PLACES.has(word)

/** Words after which a house number makes an address. */
export const STREETS = setOf(`
street road avenue lane crescent terrace gardens grove close drive way place square row rise mews court hill walk park green st rd ave`)

/** Abbreviations of accounts like these, which are never taken for somebody's initials or a place's. */
const ABBREVIATIONS = setOf(`
abg acp aed aka aki als am amp anp apls ari asap asd avpu bbv bis bm bmi bp bpm camhs cbg cbt cc cdop cdr cdrm cf chd
cic cin cm cmv cns cp cpap cpr cqc crp crt csc csf cso ct ctg cva cvp cvs cxr dcc dhr dic dka dna dnacpr dnr dob dod
dols dr dwp ebm ebv ecg echo ecmo ed eeg eg ehcp emr eol et etc ett fbc ffp fii fiio fme gbs gcs gi gp gsf hb hcp hdu
hiv hr hsv hv icb icp icu id ie iga igg igm iii im inr io iopc iugr iv ivf ivh ivig jar kg la lac lado lcspr ld leder
lft lmp lscs ltv mash mba mcad mccd mdt mg mha ml mm mmr mnsi mr mrg mri mrsa msu na nai nas nb nbm ncmd nec ng ngt nhs
nice nicu nk nmc nnu no nobs npa nst obs ods ofsted ok opa opd osa paeds pc pcr pcso pda ped peep peg pet ph picc picu
pip pm pmh pmrt po poc pph ppo pr prn prom psii pt ptsd qds rbc rcpch rds resp rr rsi rsv rta rtc sah sals sats scbu scd
sen senco send sgc sho sid sids sio sob spr st sti sudc sudep sudi suni svt sw tb tds tia tof tpn tpr tv uk ultra us usa
uss uti wbc wcc yot yrs`)

export const isAbbreviation = (letters: string): boolean => ABBREVIATIONS.has(letters)

/** Whether a folded word is one of these, or an ordinary one: not to be taken for somebody's name by its looks alone. */
export const isWord = (letters: string): boolean =>
  isOrdinary(letters) || isAbbreviation(letters) || saysRole(letters) || saysKindOfPlace(letters)

/** Short forms of given names that are no beginning of them; the commonest only. */
const NICKNAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    alexander: 'sandy sasha xander lex',
    alexandra: 'sandra sandy sasha',
    andrew: 'drew',
    anthony: 'tony',
    antonia: 'toni',
    arthur: 'art',
    catherine: 'kate katie kathy kitty',
    charles: 'charlie chuck',
    christina: 'tina',
    christopher: 'kit topher',
    daniel: 'dan danny',
    david: 'davy',
    dorothy: 'dot dolly',
    edward: 'ted teddy ned',
    eleanor: 'nell ellie nora',
    elizabeth: 'beth betty liz lizzie libby lisa',
    emily: 'millie milly',
    eugene: 'gene',
    florence: 'flo floss',
    francis: 'frank frankie',
    frances: 'fanny frankie',
    george: 'georgie',
    gerald: 'gerry jerry',
    harold: 'harry hal',
    helen: 'nell ellie',
    henry: 'harry hal hank',
    isabella: 'bella izzy ella',
    isabel: 'izzy bella',
    jacob: 'jake',
    james: 'jim jimmy jamie',
    john: 'jack johnny',
    jonathan: 'jon johnny',
    katherine: 'kate katie kathy kitty',
    lawrence: 'larry laurie',
    leonard: 'len lenny',
    margaret: 'peggy maggie meg greta daisy',
    martha: 'patty',
    mary: 'molly polly',
    matilda: 'tilly',
    michael: 'mike mikey mick micky',
    mohammed: 'mo',
    muhammad: 'mo',
    nicholas: 'nick nicky klaus',
    olivia: 'livvy liv',
    oliver: 'olly ollie',
    patricia: 'pat tricia trish',
    patrick: 'pat paddy',
    penelope: 'penny',
    philip: 'pip',
    rebecca: 'becky becca',
    richard: 'dick rick ricky',
    robert: 'rob bob bobby bert',
    rosemary: 'rose rosie',
    sarah: 'sally sadie',
    stephen: 'steve',
    susan: 'sue',
    theodore: 'ted teddy',
    theresa: 'tess terry',
    thomas: 'tom tommy',
    victoria: 'vicky tori',
    william: 'will bill billy willy liam',
  }),
)

/** Short forms of a folded given name that are not simply its beginning. */
export const nicknamesOf = (given: string): readonly string[] => NICKNAMES.get(given)?.split(' ') ?? []

/** Ordinal numbers of the days of a month in words, the first at 0. */
export const ORDINAL_WORDS: readonly string[] =
  `first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth
twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first`.split(/\s+/)
