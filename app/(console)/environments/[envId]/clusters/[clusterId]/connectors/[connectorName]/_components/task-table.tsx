'use client'

import { CodeBlock } from '@/components/patterns/code/code-block'
import { Time } from '@/components/patterns/time'
import { Card, CardHeader } from '@/components/ui/card'
import { Status } from '@/components/ui/status'
import type { ConnectorDetailDto } from '@/lib/connectors/console-schema'
import { plural } from '@/lib/format/numbers'
import { taskStatus } from '../../_components/connector-status'

type Task = ConnectorDetailDto['tasks'][number]

/** Every task with its state; a failed one shows its reason and, on demand, its trace. */
export function TaskTable({ tasks }: { tasks: readonly Task[] }) {
  return (
    <Card aria-label="Tasks">
      <CardHeader title="Tasks" aside={plural(tasks.length, 'task')} />
      {tasks.length === 0 ? (
        <p className="text-muted px-4 pb-4 text-sm">The tasks appear once the worker has taken them.</p>
      ) : (
        <table className="w-full text-sm">
          <thead>
            <tr className="text-muted border-t text-left text-xs">
              <th scope="col" className="h-8 w-20 px-4 font-medium">
                Task
              </th>
              <th scope="col" className="px-4 font-medium">
                State
              </th>
              <th scope="col" className="w-36 px-4 text-right font-medium">
                Since
              </th>
            </tr>
          </thead>
          <tbody>
            {tasks.map((task) => (
              <TaskRow key={task.id} task={task} />
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
}

function TaskRow({ task }: { task: Task }) {
  const { tone, word } = taskStatus(task.state)
  const [reason, ...trace] = (task.msg ?? '').split('\n')
  const details = trace.join('\n').trim()
  return (
    <tr className="border-line-soft border-t align-top">
      <td className="px-4 py-2 font-mono text-xs leading-5">{task.id}</td>
      <td className="min-w-0 px-4 py-2">
        <Status tone={tone}>{word}</Status>
        {reason ? <p className="mt-1 max-w-180">{reason}</p> : null}
        {details ? (
          <details className="mt-1">
            <summary className="text-accent w-fit rounded-sm text-sm hover:underline">Trace</summary>
            <CodeBlock className="mt-2" label={`Trace of task ${task.id}`} text={details} maxHeight="sm" />
          </details>
        ) : null}
      </td>
      <td className="text-muted px-4 py-2 text-right">
        <Time value={task.updated_at} />
      </td>
    </tr>
  )
}
