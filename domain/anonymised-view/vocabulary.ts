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
export const saysRole = (word: string): boolean =>
  FIRM_TITLES.has(word) || LOOSE_TITLES.has(word) || NOT_OF_A_NAME.has(word)

/** Stands in a child's name while there is none. */
export const PLACEHOLDERS = setOf('baby infant twin triplet unknown unnamed not yet named known boy girl male female of nk tbc')

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
ab abg ac acp ae aed ai aki als am amp anp ap apls ari asap asd avpu bb bbv bc bd bg bis bm bmi bp bpm bw camhs cbg cbt cd cdop cdr cdrm
cf cg chd cic cin cm cmv cn cns co cp cpap cpr cqc cr crp crt csc csf cso ct ctg cva cvp cvs cxr dc dcc di dic dka dl dna dnr dnacpr dob
dod dols dr ds dt dv ea eb ebm ebv ec ecg echo ecmo ed eeg ehcp em emr eol er et etc ett fb fbc ffp fh fi fii fm fme fu ga gbs gcs gi gm
go gp gs gsf gt hcp hdu he hf hi hiv hr hsv hv ia ib ic icb icp icu id ie iga igg igm ii iii im inr io ip iq ir is it iu iugr iv ivf ivh
ivig jar kg la lac lcspr leder lft lft lft lmp lp lscs ltv lv mba mash mcad mccd mdt me mg mh mha ml mm mmr mnsi mr mrg mri mrsa ms msu na
nai nas nb nbm ncmd nd ne nec ng ngt nhs ni nice nicu nk nmc nn nnu no nobs np npa nr ns nst nt nv obs od ods og ok om op opa opd or os
osa ot paeds pa pc pcr pcso pd pda pe ped peep peg pet ph pi picc picu pip pm pmh pmrt pn po poc pp pph ppo pr prn prom psii pt ptsd pu pv
qds qt ra rbc rcpch rds resp rh rn rr rsi rsv rta rtc rv rx sa sah sals sats scbu scd se sen senco sgc sh sho si sid sids sio sn so sob sp
spr ss st sti sudc sudep sudi suni sv svt sw ta tb td tds tia tof tpn tpr tv tx uk ultra un up us usa uss ut uti vf vp vs vt wa wbc wcc we
wt xr yo yot yr yrs aka mash iopc dhr lado fiio dwp ofsted send`)

export const isAbbreviation = (letters: string): boolean => ABBREVIATIONS.has(letters)

/** Short forms of given names that are no beginning of them; the commonest only. */
const NICKNAMES: Readonly<Record<string, string>> = {
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
}

/** Short forms of a folded given name that are not simply its beginning. */
export const nicknamesOf = (given: string): readonly string[] => NICKNAMES[given]?.split(' ') ?? []

/** Ordinal numbers of the days of a month in words, the first at 0. */
export const ORDINAL_WORDS: readonly string[] = `first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth
twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first`.split(/\s+/)
