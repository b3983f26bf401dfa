// Who runs a task: one owner per row of connector_tasks until its lease ends, by Postgres' clock. The epoch grows with
// every owner and fences the one before. While Postgres is away an owner goes on with what it has.
import { hostname } from 'node:os'
import { db } from '@/lib/db'

const LEASE = '10 seconds'

export type TaskKey = { connectorId: string; taskId: number }

export const ownerName = (workerId: string): string => `${hostname()}/${workerId}`

/** True when the owner ran on this machine as a process that is no more: its tasks need not wait for the lease's end. */
export function isGone(owner: string, me: string): boolean {
  const [host, pid] = parse(owner)
  const [ownHost, ownPid] = parse(me)
  if (owner === me || host !== ownHost || Number.isNaN(pid)) return false
  if (pid === ownPid) return pid === process.pid && !siblings.has(owner)
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}

/** Owners within this very process, as in tests that run two loops. */
const siblings = new Set<string>()
export const registerOwner = (owner: string): void => void siblings.add(owner)
export const unregisterOwner = (owner: string): void => void siblings.delete(owner)

function parse(owner: string): [host: string, pid: number] {
  const slash = owner.lastIndexOf('/')
  return [owner.slice(0, slash), Number.parseInt(owner.slice(slash + 1), 10)]
}

/** Prolongs all leases of this owner; answers which they are. One that is missing was taken over by somebody else. */
export function renewLeases(owner: string): Promise<TaskKey[]> {
  return db.$queryRaw<TaskKey[]>`
    UPDATE connector_tasks SET lease_until = now() + ${LEASE}::interval
    WHERE worker_id = ${owner}
    RETURNING connector_id AS "connectorId", task_id AS "taskId"`
}

/** Tasks that are ours now, and the epoch of their start: greater than that of any start of a task of this connector before. */
export type Claim = { taskIds: Set<number>; epoch: number }

/** Makes sure that the rows exist and takes those that nobody else holds. */
export async function claimTasks(
  owner: string,
  connectorId: string,
  wanted: readonly number[],
  goneOwners: readonly string[],
): Promise<Claim> {
  await db.$executeRaw`
    INSERT INTO connector_tasks (connector_id, task_id, updated_at)
    SELECT ${connectorId}, n, now() FROM unnest(${[...wanted]}::int[]) AS n
    ON CONFLICT DO NOTHING`
  const rows = await db.$queryRaw<{ taskId: number; epoch: number }[]>`
    WITH mine AS (
      UPDATE connector_tasks
      SET worker_id = ${owner}, lease_until = now() + ${LEASE}::interval,
          epoch = CASE WHEN worker_id = ${owner} THEN epoch ELSE epoch + 1 END
      WHERE connector_id = ${connectorId} AND task_id = ANY(${[...wanted]}::int[])
        AND (worker_id IS NULL OR worker_id = ${owner} OR lease_until < now() OR worker_id = ANY(${[...goneOwners]}::text[]))
      RETURNING task_id),
    counted AS (
      UPDATE connectors SET last_epoch = last_epoch + 1
      WHERE id = ${connectorId} AND EXISTS (SELECT FROM mine)
      RETURNING last_epoch)
    SELECT task_id AS "taskId", (SELECT last_epoch FROM counted)::float8 AS epoch FROM mine`
  return { taskIds: new Set(rows.map(({ taskId }) => taskId)), epoch: rows[0]?.epoch ?? 0 }
}

/** Gives the connector's tasks of this owner back, all of them or those from a number on. */
export async function releaseTasks(owner: string, connectorId: string, fromTask = 0): Promise<void> {
  await db.$executeRaw`
    UPDATE connector_tasks SET worker_id = NULL, lease_until = NULL
    WHERE worker_id = ${owner} AND connector_id = ${connectorId} AND task_id >= ${fromTask}::int`
}

export async function releaseAll(owner: string): Promise<void> {
  await db.$executeRaw`UPDATE connector_tasks SET worker_id = NULL, lease_until = NULL WHERE worker_id = ${owner}`
}
