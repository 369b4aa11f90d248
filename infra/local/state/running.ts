import { rmSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'
import type { LocalCloud } from '../local-cloud.ts'
import { PlainSentenceError } from '../plain-sentence.ts'
import { readJson, writeJson } from './files.ts'

/** Where the service keeps everything on this machine: `.local`, or what the variable `LOCAL_DIRECTORY` says. */
export const LOCAL_DIRECTORY = path.resolve(import.meta.dirname, '../../..', process.env['LOCAL_DIRECTORY'] ?? '.local')

const RunningSchema = z.object({
  pid: z.number(),
  url: z.string(),
  issuer: z.string(),
  endpoints: z.object({ dynamodb: z.string(), messaging: z.string(), invoke: z.string() }),
  clientSettings: z.object({
    region: z.string(),
    credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
  }),
  signIn: z.object({ clientId: z.string(), clientSecret: z.string().optional(), scopes: z.array(z.string()) }),
  caseTable: z.string(),
  directoryTable: z.string(),
  caseEventsTopic: z.string(),
  /** Address of each queue, by its name. */
  queues: z.record(z.string(), z.string()),
  /** Each schedule's function and what it is given, by the schedule's name. */
  schedules: z.record(z.string(), z.object({ functionName: z.string(), input: z.unknown().optional() })),
})

/** What the running service tells the commands beside it. */
export type Running = z.infer<typeof RunningSchema>

const runningFile = (directory: string) => path.join(directory, 'running.json')

/** Tells the commands beside it how to reach the service; readable by its owner only. */
export function announceRunning(cloud: LocalCloud, directory = LOCAL_DIRECTORY): void {
  const running: Running = RunningSchema.parse({
    ...cloud,
    pid: process.pid,
    caseTable: cloud.table('CaseTable').name,
    directoryTable: cloud.table('DirectoryTable').name,
    caseEventsTopic: cloud.topic('CaseEvents').arn,
    queues: Object.fromEntries(cloud.queues.map(({ name, url }) => [name, url])),
    schedules: Object.fromEntries(cloud.schedules.map(({ name, ...target }) => [name, target])),
  })
  writeJson(runningFile(directory), running)
}

export function withdrawRunning(directory = LOCAL_DIRECTORY): void {
  rmSync(runningFile(directory), { force: true })
}

/** The service that runs on this machine, if one does: a file that a killed one left behind does not count. */
export async function findRunning(directory = LOCAL_DIRECTORY): Promise<Running | undefined> {
  const running = RunningSchema.safeParse(readJson(runningFile(directory))).data
  if (!running || !isAlive(running.pid)) return undefined
  // The number may belong to another programme by now.
  const answers = await fetch(running.issuer).then(
    () => true,
    () => false,
  )
  return answers ? running : undefined
}

/** @throws PlainSentenceError when it is not running */
export async function requireRunning(directory = LOCAL_DIRECTORY): Promise<Running> {
  const running = await findRunning(directory)
  if (!running) throw new PlainSentenceError('The service is not running on this machine; start it with "npm start".')
  return running
}

function isAlive(pid: number) {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
