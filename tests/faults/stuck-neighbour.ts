// A task in an endless loop beside a healthy one: alternately without and with it, how fast and how late the healthy one stores.
import { setTimeout as pause } from 'node:timers/promises'
import { db } from '@/lib/db'
import { median } from '@/tests/support/figure'
import { makeConnector } from '@/tests/support/make-connector'
import { eventually } from '@/tests/support/poll'
import { check } from './check'
import { closeLine, openLine, type Line } from './line'
import type { Outcome } from './outcome'
import type { Rig } from './rig'

/** `share`: of what was sent meanwhile, so that a machine which is busy otherwise does not count. */
type Phase = { rate: number; share: number; p95Ms: number; worstMs: number }
type Options = { rounds: number; phaseMs: number }

export async function besideStuckTask(rig: Rig, { rounds, phaseMs }: Options): Promise<Outcome> {
  const line = await openLine(rig, { modes: ['INSERT'], tasks: 1 })
  const alone: Phase[] = []
  const beside: Phase[] = []
  const onset: Phase[] = []
  for (let round = 0; round < rounds; round++) {
    alone.push(await observe(rig, line, phaseMs))
    const stuckAt = await startOf(rig, line)
    const stuck = await startStuck(rig)
    await eventually('the neighbour is stuck', () => isBlamed(stuck), { timeoutMs: 120_000 })
    onset.push(await phaseFrom(rig, line, stuckAt))
    beside.push(await observe(rig, line, phaseMs))
    await remove(stuck)
    const [a, b, c] = [alone, beside, onset].map((phases) => phases.at(-1))
    rig.say(`alone ${told(a)}; beside a stuck task ${told(b)}; while it was noticed ${told(c)}`)
  }
  const verdict = await check(rig, line)
  await closeLine(line)
  const ratio = (of: (phase: Phase) => number): number => median(beside.map(of)) / median(alone.map(of))
  const name = 'beside a stuck task'
  return {
    fault: 'a task stuck in an endless loop',
    rounds,
    verdict,
    broken: [],
    figures: [
      {
        name: `${name}: stored of what was sent, of that alone`,
        value: ratio(({ share }) => share),
        unit: '×',
        atLeast: 0.9,
      },
      { name: `${name}: rate, of that alone`, value: ratio(({ rate }) => rate), unit: '×' },
      {
        name: `${name}: p95 delay, of that alone`,
        value: ratio(({ p95Ms }) => p95Ms),
        unit: '×',
        atMost: 1.1,
      },
      { name: 'alone: p95 delay', value: median(alone.map(({ p95Ms }) => p95Ms)), unit: 'ms' },
      { name: `${name}: p95 delay`, value: median(beside.map(({ p95Ms }) => p95Ms)), unit: 'ms' },
      {
        name: `${name}: longest delay while it was noticed`,
        value: Math.max(...onset.map(({ worstMs }) => worstMs)),
        unit: 'ms',
      },
    ],
  }
}

const told = (phase: Phase | undefined): string =>
  phase === undefined
    ? ''
    : `${phase.rate.toFixed(0)}/s (${(phase.share * 100).toFixed(0)} % of what was sent), p95 ${phase.p95Ms.toFixed(0)} ms, longest ${phase.worstMs.toFixed(0)} ms`

type Start = { from: number; sent: number }

async function startOf({ ask }: Rig, { records }: Line): Promise<Start> {
  const [row] = await ask('SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now')
  return { from: Number(row?.now), sent: records.total }
}

async function observe(rig: Rig, line: Line, phaseMs: number): Promise<Phase> {
  const since = await startOf(rig, line)
  await pause(phaseMs)
  return phaseFrom(rig, line, since)
}

/** Delay: from sending to the row, by the clock of this machine. */
async function phaseFrom({ ask }: Rig, { sinks, records }: Line, { from, sent }: Start): Promise<Phase> {
  const [row] = await ask(
    `SELECT count(*) AS rows, extract(epoch FROM clock_timestamp()) * 1000 - $1::float8 AS ms,
            percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM stored_at) * 1000 - sent_at) AS p95,
            max(extract(epoch FROM stored_at) * 1000 - sent_at) AS worst
     FROM ${sinks[0]?.table} WHERE stored_at > to_timestamp($1::float8 / 1000)`,
    [from],
  )
  return {
    rate: (Number(row?.rows) * 1_000) / Number(row?.ms),
    share: Number(row?.rows) / Math.max(1, records.total - sent),
    p95Ms: Number(row?.p95),
    worstMs: Number(row?.worst),
  }
}

async function startStuck(rig: Rig): Promise<string> {
  const { username: key = '', password: secret = '' } = rig.key.plain
  const { id } = await makeConnector(rig.organization, rig.clusterId, {
    class: 'StuckSource',
    config: { 'kafka.auth.mode': 'KAFKA_API_KEY', 'kafka.api.key': key, 'kafka.api.secret': secret },
    tasks: ['UNASSIGNED'],
  })
  return id
}

/** It was noticed, and is on its way back or given up. */
async function isBlamed(id: string): Promise<boolean> {
  const task = await db.connectorTask.findFirst({ where: { connectorId: id, taskId: 0 } })
  return task?.trace.includes('blocked its thread') ?? false
}

const remove = (id: string): Promise<unknown> =>
  db.connector.updateMany({ where: { id }, data: { desired: 'DELETED', generation: { increment: 1 } } })
