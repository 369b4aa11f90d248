import { readFileSync } from 'node:fs'
import path from 'node:path'
import { licencesOf, LockfileSchema, packagesOf } from '../../infra/tools/supply-chain/lockfile.ts'
import { tally } from '../support/tally.ts'

const root = path.resolve(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const lockfile = LockfileSchema.parse(JSON.parse(read('package-lock.json')))
const packages = packagesOf(lockfile)
const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read('package.json')) as Record<
  string,
  Record<string, string>
>

/** Whoever uses, changes or passes on the service owes no more than a notice. */
const FREE = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT', 'MIT-0', 'Unlicense']

/** Licences of parts that are used while building and testing, and are in nothing that is deployed. */
const FREE_TO_BUILD_WITH: Readonly<Record<string, string>> = {
  'Apache-2.0 AND MIT': 'both are free',
  '(MIT OR CC0-1.0)': 'we take MIT',
  '(MIT OR GPL-3.0-or-later)': 'we take MIT',
  'MPL-2.0': 'asks for the source of its own files only, which we do not change',
  'PSF-2.0': 'as free as MIT',
  'CC-BY-4.0': 'a table of what browsers can do; named here',
  '(ISC AND CC-BY-3.0)': 'a list of licences; named here',
}

/** Ship a compiled file for each platform as packages of their own; their scripts only look whether it is there. */
const SCRIPTS_NOT_NEEDED = ['@parcel/watcher', '@swc/core', 'esbuild', 'unrs-resolver']

const problems: Record<string, () => readonly string[]> = {
  'names exact versions only': () =>
    Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `${name}@${version}`),
  'knows the content of every package by its hash': () =>
    packages
      .filter(({ link, inBundle, integrity = '' }) => link !== true && inBundle !== true && !/^sha512-/.test(integrity))
      .map(({ name }) => name),
  'is made of parts that are free to use': () =>
    licencesOf(lockfile)
      .filter(([licence]) => !FREE.includes(licence) && !(licence in FREE_TO_BUILD_WITH))
      .map(([licence, names]) => `${licence}: ${names.join()}`),
  'deploys nothing under a licence that asks for more than a notice': () =>
    packages
      .filter(({ dev, license = 'none' }) => dev !== true && !FREE.includes(license) && license !== '(MIT OR CC0-1.0)')
      .map(({ name, license }) => `${name}: ${String(license)}`),
  'names no host to take packages from: whoever installs says which': () =>
    ['package-lock.json', '.npmrc'].filter((file) => /"resolved"|registry=/.test(read(file))),
  'needs no script of a package to be run': () =>
    packages
      .filter(({ hasInstallScript, name }) => hasInstallScript === true && !SCRIPTS_NOT_NEEDED.includes(name))
      .map(({ name }) => name),
  'runs no script of a package when it is installed': () =>
    read('.npmrc').includes('ignore-scripts=true') ? [] : ['.npmrc'],
}

describe('The service', () => {
  it.each(Object.entries(problems))('%s', (_, find) => {
    expect(find()).toEqual([])
  })

  it('leaves the count of what was looked at', () => {
    const found = Object.values(problems).flatMap((find) => find())
    tally('supply-chain', { packages: packages.length, problems: found.length })
    expect(packages.length).toBeGreaterThan(300)
  })
})
