import type { Ctx } from '@/lib/context'
import { requireConnector, type ConnectorPlace, type ConnectorRow } from '@/lib/connectors/get'
import { matchFailure } from '@/lib/connectors/recommendations/match-failure'
import type { ErrorRecommendation, ErrorRecommendationsDto } from '@/lib/connectors/recommendations/schema'

/** Why tasks of the connector do not run, and what helps; nothing for failures that are not known. */
export async function getErrorRecommendations(
  ctx: Ctx,
  place: ConnectorPlace,
): Promise<ErrorRecommendationsDto> {
  const { connector } = await requireConnector(ctx, 'connectors:read', place)
  return { name: connector.name, id: connector.id, recommendations: recommendationsOf(connector) }
}

function recommendationsOf(connector: ConnectorRow): ErrorRecommendation[] {
  const { connectorClass: className, kind, tasks, trace } = connector
  const troubles = [
    ...tasks.map((task) => ({ trace: task.trace, task: task.taskId })),
    { trace, task: null },
  ].filter(({ trace: text }) => text !== '')
  const found = new Map<string, ErrorRecommendation>()
  for (const { trace: text, task } of troubles) {
    const known = matchFailure(text, { className, type: kind === 'sink' ? 'sink' : 'source' })
    if (!known) continue
    const { code, title, cause, remedy, fields } = known
    const said = found.get(code)
    if (said && task !== null) said.tasks.push(task)
    if (said) continue
    const message = text.split('\n', 1)[0] ?? ''
    found.set(code, {
      code,
      title,
      cause,
      remedy,
      fields: [...fields],
      message,
      tasks: task === null ? [] : [task],
    })
  }
  return [...found.values()]
}
