/** `npm run pictures -- [names]`: pictures of the main pages, on a phone and on a desktop, into `docs/pictures/`. */
import { mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { synthesise } from '../../infra/local/synthesise.ts'
import { pictures, type Picture } from './list.ts'
import { Scene } from './scene.ts'

const FOLDER = path.resolve(process.env['PICTURES'] ?? 'docs/pictures')
const SCREENS = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 860 },
} as const
/** As much of a long page as a reader looks at, so that the repository stays small. */
const LONGEST = 1200

const say = (line: string) => process.stdout.write(`${line}\n`)

async function take(scene: Scene, { name, as, at }: Picture) {
  const address = typeof at === 'string' ? at : await at(scene)
  for (const [size, viewport] of Object.entries(SCREENS)) {
    const visitor = await scene.visitor(as, viewport)
    await visitor.open(address)
    const height = await visitor.page.evaluate<number>('document.documentElement.scrollHeight')
    const file = path.join(FOLDER, `${name}-${size}.png`)
    const longest = process.env['WHOLE'] ? height : LONGEST
    await visitor.page.screenshot({
      path: file,
      fullPage: true,
      clip: { x: 0, y: 0, width: viewport.width, height: Math.min(height, longest) },
    })
    say(`${path.basename(file)}: ${Math.ceil(statSync(file).size / 1024)} KB`)
  }
}

mkdirSync(FOLDER, { recursive: true })
const wanted = process.argv.slice(2)
const scene = await Scene.set(await synthesise(path.resolve('.local', 'test'), say))
try {
  for (const picture of pictures) if (wanted.length === 0 || wanted.includes(picture.name)) await take(scene, picture)
} finally {
  await scene.strike()
}
