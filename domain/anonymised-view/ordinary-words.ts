/**
 * Words of everyday and clinical English that stand in accounts of a death. They protect the reading of a text, in two ways: a word
 * listed here is masked as a name only where it is capitalised (`Will`, `May`, `Grace`, `Brown`, `Ward`), and neither it nor a form
 * of it is ever taken for a misspelt name (`traces` is no `Grace`, `brain` no `Brian`, `colon` no `Colin`). A word that is missing
 * costs readability at worst, never anonymity.
 */

/** Words with so little meaning that, at the start of a sentence, they are read as words even where they are somebody's name. */
const FUNCTION_WORDS = `
a about above after again ago all already also although always am an and another any anyone are around as at away back
be because been before being below between both but by can could did do does doing done down due during each eight
either eleven else ever every everybody everything few first five for four from further had has have having he her here
hers him his how however i if in into is it its itself just last least less let might more most much must my near nearly
neither never next nil nine no nobody none nor not nothing now of off often on once one only onto or other others our
out over own per quite rather same second seven shall she should since six so some somebody someone something soon still
such ten than that the their them then there these they third this those though three through thus to today together
tomorrow tonight too toward towards twelve two under unless until up upon us very via was we were what when where
whether which while who whom whose why with within without would yes yesterday yet you your`

const EVERYDAY = `
able abruption absent accept accepted access accident account ache across act action active activity actual add addition
additional address admit adult advice advise affect afraid afternoon against age agency agent agonal agree ahead aim air
airbag alarm alcohol alert alive allocated allow almost alone along ambulances amount ample angle angry animal
anniversary announce annual answer anxiety anxious anybody anything anywhere apart apgars apnoea apparent appeal appear
apply appoint appointment approach appropriate april area argue arm armband armchair arrange arrest arrival arrive
arrived article ask asleep asphyxiated assault assembly assess assist associate assume asystolic attach attack attempt
attend attendance attention august author autistic automatic autumn available average avoid await awake award aware baby
background bad bag balance balcony ball band bank bar barely bark base basic basin basis basket bat bath bathroom
bathtub battery battle bay beach bean bear beat beaten beck become bed bedding bedroom bedsharing bee beg begin begun
behave behaviour behind believe bell belong belt bench bend benefit bent beside best better beyond bicycle big bike bill
bin bind bird birth birthday bit bite bitten black blame blanket blind bliss block blond blood bloom blow blue board
boat body bold bolt bond bone book booked booklet boot border born borne bother bottle bottom bought bounce bound bow
bowl box boy brace branch brand brave bread break breakfast breast breastfed breath breathe breathless brick bride
bridge brief bright bring broken brook brother brought brown bruise brush bubble bubbly bucket buggy build bull bullied
bully bullying bumper bunk burial burn burned burnt burst bury bus bush business busy button buy buyer cable cake
calculate call calm calpol came camera camp canal cancelled candle cannabis cannot cap capable capacity capture car
caravan card cardiopulmonary care careful carer caring carpet carriageway carry cart carve case cash castle cat catch
category cater cause caution ceiling cell centre cereal certain certificate chain chair challenge chance change channel
chapel character charge charm chart chase chat cheap check cheer cheerful chef child childhood children chip choice
choke choking choose chorioamnionitis chose christian christmas church cigarette circle circumstance city claim clammy
class classmate clean clear cleared clerk click cliff climb clinic clock close closed clothes cloud club coach coal
coast coat cocaine code coffee coin cold collapse collar collect college collision colour comb combine come comfort
comment common commune communicate community compare comparison complain complete complex component compressions concern
conclude condition condolence conduct confirm conflict confuse connect conscious consent consider consist constant
contact contain content context continue contract contribute control cook cool cooled cooling cope copper copy cord core
corner correct correspond cosleeping cost cosy cot cotton couch cough council counselling count country couple courage
course court cousin cover cow cows cradle crash crawl cream create creed crew cried crime cross crossing croupy crowd
crown cruel cry crying cuddle culture cup curious current curtain custody custom cut cycle cyclist dad daily dairy
damage damp dance danger dangerous dare dark darker date daughter dawn day dead deal dear death debate debt decade
deceased december decide decision decline declined decode deep deer default defeat defer defibrillation define degree
dehydrated delay delete deliver delivery demand dense deny depend depressed depression deprive depth descend describe
description design desk despair despite destination destroy detail detain detect determine develop device dial diary die
died diet differ difference different difficult difficulty dig dinner direct dirty disabled discharge discover discuss
disengaged dish display distance distant distress district ditch divide divorced dock document dog doll domestic donated
donation donor door double doubt dove downstairs downtime draw drawer drawn dream dress drew dried drift drink drip
drive driver driveway drop drove drown drowned drug drugs drunk dry duck dull dummy dump duration dust duty duvet dye
dying dyslexia dystocia eager ear early earn earth ease easily east easy eat eaten eating edge educate effect effective
effort egg ejected elder elective electric electrocuted element elite emerge emergency employ empty enable encourage end
enemy energy engage engaged english enhance enjoy enough enquire enroute ensure enter entire entrapped entry envelope
environment episode equal equip equipment error escape especially essay establish estate estimate eve even evening event
everyone eviction evidence exact exam example except exception excess exclude excluded exclusion excuse exercise exist
exit expand expect expectation expected experience expert explain explore expose express extend extended extent external
extra extreme eye fable face facedown facing fact factor fail faint fair faith fall fallen false fame familiar family
famous fan far fare farm fast fasten fat fate father fault fear feature february fed feed feeding feel feet fell fellow
felt female fence fern fetch fever field fight figure file fill film final finally financial find fine finger finish
fire firm firstborn fish fit fix fixed flag flame flat flew flexible float flock flood floor floppy flour flow flower
fly foam focus fold follow food foot football footprint force forceps forehead foreign forest forget form formal former
forth fortnight forward foster fought foul found fountain frail frame frank free freedom freeze frequency frequent fresh
friday fridge friend front frost froth frozen fruit full fun fund fur future gain game gaming gap garage garden gardener
gas gasp gasping gate gather gave gay gear general generate gentle gentleman get giant gift girl give given giver glad
glass global glove go goal goat god going gold golden gone good goose got grace grade gradual grand grandad grandfather
grandma grandmother grandparent granny grant grape grass grate grateful grave gravel gray great green greet grew grey
grief grill grip ground group grow grown growth grunt guarantee guard guess guest guide guilt guitar gun guy habit hair
half hall ham hand handed handle handover handprint hang hanged hanging happen happy harbour hard hardly harm harness
hash hat hate haul hay hazard head heal health hear heard heart heat heating heaven heavy hedge height held helicopter
hell helmet help hen hence herb hero heroin herself hid hidden hide high higher hill himself hint hire history hit hobby
hold holding hole holiday hollow holy home homicide honest honey hood hook hope horn horse hospice hospital host hostel
hot hotel hour hourly hours house household housing hove huge hull human hundred hung hungry hunt hurry hurt husband hut
ibuprofen ice idea ideation identical identify identity ill illness image imagine immediate immediately immunisations
immunised impact important impossible improve incident include income incomplete inconsolable increase indeed
independent index indicate individual induced industry infant inform information inhalation inherit initial injure
injury inner inquest inquiry insert inside insist inspect install instance instead instruct instrument insurance intend
intent intention interest internal internet interpreter interval interview intraosseous introduce intubated invalid
invite involve iron irritable island issue item jacket jam january jar jaw jet job join joint joke jolly journey joy
judge juice july jump jumped junction june justice keen keep keepsake kept kerb ketamine kettle key kick kid kill kin
kind king kiss kissed kitchen kite knee knew knife knit knock know knowledge known label lack lad ladder lady laid lake
lamp land lane language laparotomy large late later latest latter laugh laundry law lawn lay lazy lead leaf leaflet leak
lean learn leave led lee left leg legacy legal length lent lesson letter level liar lie life lifeguard lifeless lift
light lighter lights like likely limb limit line link lion lip list listen lit litre little live lived liver lividity
living load loan local located location lock log lone lonely long look loose lord lorry lose loss lost lot loud love
loved loving low lower loyal luck lucky lunch lying machinery mad made magnet mail main mainly maintain make male man
manage mane manner many march mark marked market marriage married marry mask mass master mat match mate material matter
mattress mature maximum may mayor meal mean meant measure meat meconium medal medium meet meeting member membranes
mementoes memory men mend mention mercy mere merge mess message met metal methadone method metre mid middle midnight
mild mile milk mill mind mine minimal minimum minor minute minutes mirror miss missed missing mist mistake mix model
modern modify moment monday money monitor month monthly months mood moon moor moral morning mother motion motor
motorcycle motorway mould mount mountain mouse mouth move mucous mud mug multi multiple mum mummy murder muscle mushroom
music mutter nail naked name nan nanny nap nappies nappy narrow nasty nation national natural nature navy nearby neat
necessary neck need needle negative neglect neighbour nephew nerve nest net network neutral newborn news nice niece
night nightly node noise noon normal normally north nose notable note notice notification notify november number nursery
nut oak oath obey object objective oblige observe obtain obvious occasion occupy occur ocean october odd offence offend
offer office officer oil old older online open operate operation opinion oppose optimal option oral orange order
ordinary organ organise origin original oscillated outcome outside outstanding oven overall overcrowded overdue overlain
overlap overnight overtook owe owl oxygen pace pacemaker pack pad page paid pain paint pair pale palm pan panel panic
paper parcel pardon parent parents park parka parked parking part partial particular partly partner party pass passage
passenger past paste pat patch path patience pattern pause pavement pay peace peaceful peach peak peanut pear pearly
pedestrian peer pen pending people perfect perform perhaps period permission permit perpetrator person personal phase
phone photo photograph phrase pick picture piece pier pig pike pillow pilot pin pine pink pint pioneer pipe pit pitch
place plain plan plane plant plastic plate platform play player playground please plenty plug plus pocket poem poet
point pole police policy polite pond pony pool poor poorly pope popular porch port porter position positive possible
possibly post poster pot potential potentially pound pour poverty power practice practise praevia pram pray prayer
precious prefer pregnancy pregnant premature prepare presence present preserve press pretty prevent previa previous
price pride priest prince print prior priority prison private prize problem proceed process produce product professional
profit progress prohibit project promise promote proof proper property proposal propped protect proud prove provide
provider public publish pull pulseless pupil purchase purple purpose push pushchair put quadbike quarter queen question
quick quickly quiet race rack rail railway rain raise raised ramp ran random range rapid rare rash rate ratio raw ray
reach react read reading ready real realise really rear reason receive recent recently recommend reconcile record
recover recovery red redirect redirection reduce refer reference referred refill reflect refuge refuse regard region
register registration regret regular reject relate relation relationship relative release relevant reliable relief rely
remain remark remember remind remote remove rent reorientation repair repeat replace reply report request require rescue
rescued reserve reside resident resist resolution resource respect respond response responsible rest restaurant restore
restrain restrict restricted result resus retain retry return reveal reverse reversing review revise rice rich rid ride
right ring ripe rise risk river riverbank road roast rock rocky rod role roll roof room root rope rose rough round
roundabout route routine row royal rub rude rug ruin rule run rung running ruptured rural rush sad saddle sadly safe
safety sage said sail salt sand sang sank sat satisfy saturday sausage save saw say scalded scale scar scare scarf scene
schedule school scooter scope score scratch scream screen sea seal search season seat seatbelt secondary seconds
secretion section secure see seek seem seen seizures select self selfharm sell send senior sense sensible sent sentence
separate separated september sequence serious serve service session set settle several severe severely sew sex shade
shadow shaft shake shallow shame shape share sharp shed sheet shelf shell shelter shift shine ship shirt shock shockable
shoe shook shop shore short shot shoulder shout shove show shower shown shut sibling sick side sigh sight sign signal
significant silence silent silk silver similar simple simply sing single sink sister sit site situation size skate
skateboard skill sky slate sleep sleepy slept slide slight slightly slip slope slow slowly slump small smart smell smile
smiley smoke smoker smoking smooth sniffle snore snow snuffly soap social society sock sofa soft soil sold soldier sole
solid solids solution solve somewhere son song sore sorrow sort sought soul sound soup source south space spare spark
speak special specific speech speed speeding spell spend spent spill spin spirit spite split spoke spontaneous spoon
sport spot spots spray spread spring square stable staff stage stain stair stairs stamp stand standard star stare start
state statement static station statistics status stay steady steal steam steel steep stem step stepped steriliser stern
stick sticky stiff stir stock stolen stone stood stool stools stop store storm story straight strain strange stranger
strangled strap strategy straw stream street strength stress stretch strict strike string strip strong struck structure
struggle stuck student study stuff style subject submerged submit substance substantial success sudden suddenly suffer
sufficient suffocated suffocation sugar suggest suicide suit suitable sum summary summer sun sunday sunny supper supply
support supportive suppose suppress sure surface surgeon surgery surprise surround survive suspect suspended suspicion
swaddle swaddling swallow swam sweat sweep sweet swell swift swim swimming swing switch symbol system table tail take
taken talk tall tank tap tape target taste taught tax taxi tea teach teacher team tear tearful teat teenage teenager
teething telephone television tell temper temporary tenancy tend tent term test text thank themselves therapeutic
therapist thermometer thick thin thing think thought thousand thread threat threshold threw throat throw thumb thunder
thursday tick ticket tide tidy tie tight till time tin tiny tip tired title toe toilet token told toll tone tongue took
tool tooth top topic torn total touch tough tour tower town toy trace track tractor traffic trail train trampoline
transaction transfer translate transplant transport trap trapped travel traveller tray treat treatment tree trend trial
tried trigger trim trip triplet trouble truck true trunk trust truth try tub tube tuck tuesday tummy turn twice twin
twins type typical tyre unable unavailable unaware unbooked uncle underneath understand understood unemployed unexpected
unfair unhappy uniform union unique unit unite university unknown unlike unlikely unnecessary unrelated unsafe unstable
unusual unwell update upgrade upper upright upset upstairs urge urgent use useful usual usually vaccinated vale valid
value van vape variant various vary vehicle vein ventilated ventouse verbal verse version vet victim view village
violence violent virtue visible visit visitor visual vital voice volume vomitus voyage wade wage wait waiter wake walk
wall wander want war ward warden wardrobe warm warn warning wash waste watch water waters wave way weak wealth wear
weather weaver wed wedged wedging wednesday week weekend weekly weeks weigh weight weird welcome welfare well went west
western wet whatever wheel whenever whisper whispered white whole wide widow width wife wild will willing win wind
winded window windscreen wine wing winter wipe wire wise wish witness woke woman women won wonder wood wooden wool word
wore work worker world worn worried worry worse worst worth wound wrap wrist write writer written wrong wrote yard year
yellow young younger youngest yourself youth zone`

const CLINICAL = `
abdomen abdominal abnormal abrasion abscess abuse acid acidosis acute adenovirus adhesion administered admission
admitted adrenal adrenaline advanced african agreed airway albumin allegation allergy ambulance amiodarone amniotic
anaemia anaesthetic anal analysis anaphylaxis aneurysm anomaly anoxia antenatal anterior antibiotic anticipate anus
aorta aortic apgar apnoeic apparently appendicitis appendix approximately arabic arranged arrhythmia artery asian
asphyxia aspirate aspiration assessment asthma asylum asystole atresia atrial atrium attended audiology autism autopsy
avian axilla bacteria bacterial bagged basal bedside bengali bereaved bereavement bible bilateral bile biliary biopsy
bladder bled bleed blister bloods blunt bolus bowel brachial bradycardia brain british bronchial bronchiolitis bronchus
bruising buccal buddhist caesarean calcium calf cancer cannula canula capillary capsule carbon cardiac cardiology
cardiomyopathy carotid catheter catholic ceased cells central cerebellum cerebral certify cervical chaplain chemotherapy
chest chill chromosome chronic chyle circulation cirrhosis cleft clinical clinically clot coagulation coarctation colic
colitis collapsed colon coma comatose commence commenced communication complication compress compression concussion
confirmed congenital consciousness consequence constipation consultant contacted contraction contusion convulsion cornea
coronary coroner coronial cortex counsel cranial cremation crepitation critical croup curve cyanosed cyanosis cyst
cystic defect defibrillate deficiency deformity dehydrate dehydration delirium described deteriorate deterioration
diabetes diabetic diagnose diagnosis diagnostic dialysis diaphragm diarrhoea dilate disability discharged disclosed
discovered disease disorder disseminated distal distended doctor documented dose drain drowsy duct duodenal dysplasia
echo ectopic eczema effusion elbow electrolyte embolism embolus emphysema encephalitis encephalopathy endocrine enlarged
enteral enterocolitis enzyme epidural epilepsy epileptic epithelial erythema escalated established ethics european
eventually examination examine explained extubate failure fatal fatigue febrile femoral femur fentanyl fetal fetus
fibrosis fibula fistula fitting flu fluid flush foetal fontanelle forensic formula fracture fragile french funeral
fungal furthermore gait gallop gangrene gastric gastroenteritis gastrostomy gauze gaze genetic genital gestation gland
glucose graft gram grams gravity groin guidance guideline gut gypsy haematoma haemoglobin haemophilia haemorrhage
handicap heartbeat hepatic hepatitis hernia herpes hindu hip hormone hydrocephalus hygiene hyper hypertension
hypotension hypothermia hypovolaemia hypoxia hypoxic ileum iliac imam immune immunise immunity impairment incision
incubator infarct infect infected infection infective inflamed influenza informed infuse infusion inhale inhaler
initially injection injuries inotropes insulin intake intensive intestine intoxicated intracranial intrapartum
intravenous intubate intubation invasive investigation irish ischaemia ischaemic islam isolate jaundice jejunum jewish
jugular kidney kilogram labour laceration lactate larynx lateral latex lens lesion lethal lethargic lethargy leukaemia
ligature limp limping lobar lobe lumbar lumen lump lung lungs lymph lymphoma malaria malformation malignancy malignant
manual marrow maternal maternity meanwhile medical medication medicine membrane meninges meningitis meningococcal mental
metabolic metastases metastatic microbiology micturition midazolam midwife midwifery migraine milligram millilitre
mitral mixed mobile mobility modifiable monitored monitoring morphine mortality mosque mottled mucus multidisciplinary
murmur muslim mycosis myocarditis myopathy nasal nasogastric nausea nebuliser necrosis necrotic necrotising needs
neglected neonatal neonate neural neurology neuron nodule noradrenaline notes noticed nurse nursing nutrition obese
obesity observed obstetric obstruct obstruction obtained occlude occlusion oedema oesophagus offered oncology opiate
optic otherwise ovary overdose overlay paediatric paediatrician palate palliative pallor palsy pancreas paracetamol
paralysed paralysis paramedic parenteral paresis patella patent pathologist pathology patient pelvic pelvis perforate
perforation performed perfusion perinatal peripheral peritoneal peritonitis pertussis petechiae petechial phlegm
physiology physiotherapy pill placenta placental plasma platelet pleural pneumonia pneumothorax poison poisoning polish
polyp portuguese posterior postmortem postnatal potassium prematurity preterm previously primary probe procedure
prognosis prolapse prone pronounce prophylaxis protection protein proximal psychiatric psychiatry psychology pubic
pulmonary pulse pulses pump punjabi purpura pus pyrexia pyrexial quran rabbi radial radiology reaction recognition
rectal referral reflex reflux refugee rehabilitation relapse remission renal reported resect respiration respiratory
resuscitate resuscitation retina retinal retrieval reviewed rhythm rib ribs rigid rigor roma romanian rupture sacral
safeguarding saline saliva salmonella sample saturate saturation scald scalp scan sclera scoliosis scottish screening
scrotum sedate sedation seizure sepsis septal septic septicaemia septum sequela serology serum settled shunt sickle
sigmoid sikh sinus skeletal skin skull sleeping soiled solvent somali spanish spasm specialist specimen sperm spina
spinal spine spleen sputum stab staph stenosis stent steroid stillbirth stitch stoma stomach stopped strangulation strep
streptococcal stridor stroke subsequently suction supine surfactant surgical suspected suture swab swelling swollen
symptom synagogue syncope syndrome syringe systemic systolic tablet tachycardia tamponade temperature temple tender
tendon terminal testes testicle testicular testis tetanus theatre therapy thereafter thermal thigh thoracic thorax
thrombosis thrombus thyroid tibia tissue tonic tonsil toxic toxicology toxin trachea tracheal tracheostomy traction
transferred trauma traumatic tremor trisomy tumour typhoid ulcer ultrasound umbilical unconscious unfortunately
unilateral unresponsive unsettled urdu urea ureter urinary urine uterine uterus vaccine vagal vagina vaginal valve
varicella vascular venous ventilate ventilation ventilator ventral ventricle ventricular verified vertebra vessel vicar
viral virology virus visceral vision vomit vomited vomiting vulnerable warfarin weaned weaning welsh wheeze whooping
withdraw withdrawal withdrawn womb xray yeast`

const split = (words: string) => words.trim().split(/\s+/)

const functionWords: ReadonlySet<string> = new Set(split(FUNCTION_WORDS))
const words: ReadonlySet<string> = new Set([...functionWords, ...split(EVERYDAY), ...split(CLINICAL)])

/** Whether a folded word is one of these grammatical words. */
export const isFunctionWord = (word: string): boolean => functionWords.has(word)

/** Whether a folded word is listed as it stands. */
export const isListed = (word: string): boolean => words.has(word)

/** Endings, what stands in the plain word for each, and how the plain word must end: `carried` is a form of `carry`. */
const ENDINGS = (
  [
    ['s ly ness less ful ment ally', '', /./],
    ['es', '', /(?:[sxzo]|ch|sh)$/],
    ['d', '', /e$/],
    ['ed er ing est', '', /[^e]$/],
    ['ion ions', '', /[st]$/],
    ['ing able', 'e', /./],
    ['ion ions ive', 'e', /[st]e$/],
    ['ation', 'e', /[nrlvsz]e$/],
    ['ies ied ily iness ier iest', 'y', /./],
  ] as const
).flatMap(([endings, plain, fits]) => endings.split(' ').map((ending) => ({ ending, plain, fits })))
const SHORTEST_STEM = 3

/** Whether a folded word is listed, or is a regular form of one that is. */
export const isOrdinary = (word: string): boolean =>
  words.has(word) || plainFormsOf(word).some((plain) => words.has(plain))

function plainFormsOf(word: string): string[] {
  const plain = ENDINGS.filter(({ ending }) => word.endsWith(ending))
    .map(({ ending, plain, fits }) => ({ stem: word.slice(0, -ending.length) + plain, fits }))
    .flatMap(({ stem, fits }) => (fits.test(stem) ? [stem] : []))
  const [, undoubled = ''] = /^(.*(.))\2(?:ed|ing|er|est|y)$/.exec(word) ?? []
  return [...plain, undoubled].filter(({ length }) => length >= SHORTEST_STEM)
}
