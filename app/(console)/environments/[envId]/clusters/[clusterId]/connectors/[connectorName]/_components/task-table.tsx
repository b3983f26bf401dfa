'use client'

import { RotateCcw } from 'lucide-react'
import { CodeBlock } from '@/components/patterns/code/code-block'
import { readError } from '@/components/patterns/error-state'
import { Time } from '@/components/patterns/time'
import { IconButton } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { Status } from '@/components/ui/status'
import { toast } from '@/components/ui/toast'
import type { ConnectorDetailDto } from '@/lib/connectors/console-schema'
import { plural } from '@/lib/format/numbers'
import { useRestartTask } from '@/lib/queries/connectors'
import { useDeniedReason } from '@/lib/queries/session'
import { taskStatus } from '../../_components/connector-status'

type Task = ConnectorDetailDto['tasks'][number]
type Place = { environmentId: string; clusterId: string; name: string }
type Props = { tasks: readonly Task[]; place: Place; isStopped: boolean }

/** Every task with its state and where it runs; a failed one shows its reason and, on demand, its trace. */
export function TaskTable({ tasks, place, isStopped }: Props) {
  return (
    <Card aria-label="Tasks">
      <CardHeader title="Tasks" aside={plural(tasks.length, 'task')} />
      {tasks.length === 0 ? (
        <p className="text-muted px-4 pb-4 text-sm">
          {isStopped
            ? 'A stopped connector has no tasks. They start when it is resumed.'
            : 'The tasks appear once the worker has taken them.'}
        </p>
      ) : (
        <table className="w-full text-sm">
          <thead>
            <tr className="text-muted border-t text-left text-xs">
              <th scope="col" className="h-8 w-18 px-4 font-medium">
                Task
              </th>
              <th scope="col" className="px-4 font-medium">
                State
              </th>
              <th scope="col" className="w-44 px-4 font-medium max-md:hidden">
                Worker
              </th>
              <th scope="col" className="w-32 px-4 text-right font-medium max-sm:hidden">
                Since
              </th>
              <th scope="col" className="w-13">
                <span className="sr-only">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {tasks.map((task) => (
              <TaskRow key={task.id} task={task} place={place} />
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
}

function TaskRow({ task, place }: { task: Task; place: Place }) {
  const { tone, word } = taskStatus(task.state)
  const [reason, ...trace] = (task.msg ?? '').split('\n')
  const details = trace.join('\n').trim()
  return (
    <tr className="border-line-soft border-t align-top">
      <td className="px-4 py-2 font-mono text-xs leading-5">{task.id}</td>
      <td className="min-w-0 px-4 py-2">
        <Status tone={tone}>{word}</Status>
        {reason ? <p className="mt-1 max-w-180 break-words">{reason}</p> : null}
        {details ? (
          <details className="mt-1">
            <summary className="text-accent w-fit rounded-sm text-sm hover:underline">Trace</summary>
            <CodeBlock className="mt-2" label={`Trace of task ${task.id}`} text={details} maxHeight="sm" />
          </details>
        ) : null}
      </td>
      <td
        className="text-muted max-w-44 truncate px-4 py-2 font-mono text-xs leading-5 max-md:hidden"
        title={task.worker_id}
      >
        {task.worker_id || '–'}
      </td>
      <td className="text-muted px-4 py-2 text-right max-sm:hidden">
        <Time value={task.updated_at} />
      </td>
      <td className="py-1 pr-3 text-right">
        <RestartTask task={task} place={place} />
      </td>
    </tr>
  )
}

function RestartTask({ task, place }: { task: Task; place: Place }) {
  const restart = useRestartTask(place, place.name)
  const denied = useDeniedReason('connectors:operate', {
    environmentId: place.environmentId,
    clusterId: place.clusterId,
    connector: place.name,
  })
  return (
    <IconButton
      label={`Restart task ${task.id}`}
      size="icon-sm"
      isLoading={restart.isPending}
      onClick={() =>
        restart.mutate(task.id, {
          onError: (error) =>
            toast.error(`Task ${task.id} could not be restarted`, { description: readError(error).message }),
        })
      }
      {...(denied ? { disabledReason: denied } : {})}
    >
      <RotateCcw aria-hidden="true" />
    </IconButton>
  )
}
