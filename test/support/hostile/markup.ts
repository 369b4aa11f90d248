import { parse, type DefaultTreeAdapterTypes } from 'parse5'

type Node = DefaultTreeAdapterTypes.Node
export type Element = DefaultTreeAdapterTypes.Element

/** Stands in every planted text: as the name of an element or of an attribute, or anywhere but in text, it is markup that got through. */
export const SIGN = 'zqmark'
/** What a template that evaluated a planted text would say. */
const EVALUATED = String(71_191 * 7)

/** Texts that would be markup, a script, a template or a formula, if anything took them for one. The short ones go where little fits. */
export const PLANTS: readonly string[] = [
  `"><${SIGN} on${SIGN}=1><script>${SIGN}()</script>{{ 71191*7 }}`,
  `'/></textarea></title></style></script><${SIGN}>{% set x = 71191*7 %}{{ x }}`,
  `<img src=x onerror=${SIGN}()>\u202e\u2066 #{71191*7} <%= 71191*7 %>`,
  `javascript:${SIGN}()//"on${SIGN}="1`,
  `=HYPERLINK("http://x.example/${SIGN}","${SIGN}")`,
  `--><!--${SIGN}--><svg/onload=${SIGN}()>&lt;${SIGN}&gt;&#60;${SIGN}>`,
  `@${SIGN}${'\u05d0\u0301'.repeat(20)}\u200f{{ "${SIGN}" | safe }}`,
]
export const SHORT_PLANTS: readonly string[] = [`"><${SIGN}>`, `=${SIGN}`]

export const elementsIn = (node: Node): Element[] => [
  ...('tagName' in node ? [node] : []),
  ...('childNodes' in node ? node.childNodes.flatMap(elementsIn) : []),
]

const textsIn = (node: Node): string[] => [
  ...(node.nodeName === '#text' && 'value' in node ? [node.value] : []),
  ...('childNodes' in node ? node.childNodes.flatMap(textsIn) : []),
]

const commentsIn = (node: Node): string[] => [
  ...(node.nodeName === '#comment' && 'data' in node ? [node.data] : []),
  ...('childNodes' in node ? node.childNodes.flatMap(commentsIn) : []),
]

export const attribute = ({ attrs }: Element, name: string): string | undefined =>
  attrs.find((one) => one.name === name)?.value

/** Elements that bring what is not ours, or could. */
const NEVER = ['iframe', 'object', 'embed', 'base', 'frame', 'applet', 'foreignobject']
const LEADS = ['href', 'src', 'action', 'formaction', 'xlink:href', 'poster', 'data']

/** Within the service, within the page, or by a telephone; elsewhere only to sign out there. */
const isOurs = (address: string) =>
  /^(\/(?![/\\])|#|tel:[\d +]*$|mailto:[\w.@-]+$|https:\/\/provider\.example\/)/.test(address)

function faultsInElement(element: Element, isPaper: boolean): string[] {
  const { tagName, attrs } = element
  const leads = attrs.filter(({ name, value }) => LEADS.includes(name) && value !== '' && !isOurs(value))
  const scripts = attrs.filter(
    ({ name }) => name.startsWith('on') || (name === 'style' && !isPaper) || name === 'srcdoc',
  )
  const refresh = attribute(element, 'http-equiv') === 'refresh' ? (attribute(element, 'content') ?? '') : ''
  return [
    ...(tagName.includes(SIGN) || attrs.some(({ name }) => name.includes(SIGN)) ? ['markup of a text'] : []),
    ...(NEVER.includes(tagName.toLowerCase()) ? [`an element ${tagName}`] : []),
    ...(tagName === 'script' && (isPaper || textsIn(element).length > 0) ? ['a script in the page'] : []),
    ...(tagName === 'style' && (!isPaper || textsIn(element).join().includes(SIGN)) ? ['a style in the page'] : []),
    ...scripts.map(({ name }) => `an attribute ${name}`),
    ...leads.map(({ value }) => `a way out: ${value.slice(0, 40)}`),
    ...(refresh !== '' && !/^0; url=(\/|https:\/\/provider\.example\/)/.test(refresh) ? ['a refresh'] : []),
  ]
}

export interface Looked {
  /** What of a planted text became more than text. */
  readonly faults: readonly string[]
  /** Texts and values in which planted ones stand as what they are. */
  readonly shown: number
  readonly elements: readonly Element[]
}

/**
 * What a page makes of what was planted.
 *
 * @param isPaper a page that is printed, which has its styles within it
 */
export function lookedAt(html: string, isPaper = false): Looked {
  const document = parse(html)
  const elements = elementsIn(document)
  const texts = textsIn(document)
  const values = elements.flatMap(({ attrs }) => attrs.map(({ value }) => value))
  return {
    faults: [
      ...elements.flatMap((element) => faultsInElement(element, isPaper)),
      ...(commentsIn(document).some((one) => one.includes(SIGN)) ? ['a comment of a text'] : []),
      ...(html.includes(EVALUATED) ? ['a text evaluated as a template'] : []),
    ],
    shown: [...texts, ...values].filter((one) => one.includes(SIGN)).length,
    elements,
  }
}
