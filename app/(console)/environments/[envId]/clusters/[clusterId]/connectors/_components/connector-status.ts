import type { StatusTone } from '@/components/ui/status'
import type { ConnectorRowDto } from '@/lib/connectors/console-schema'
import type { ConnectorStateDto } from '@/lib/connectors/schema'

type Shown = { tone: StatusTone; word: string; sentence: string }

const states: Record<ConnectorStateDto, Shown> = {
  NONE: { tone: 'paused', word: 'Unknown', sentence: 'Nothing is known of this connector yet.' },
  PROVISIONING: {
    tone: 'provisioning',
    word: 'Provisioning',
    sentence: 'This connector is being started.',
  },
  RUNNING: { tone: 'running', word: 'Running', sentence: 'This connector is running.' },
  DEGRADED: {
    tone: 'warning',
    word: 'Degraded',
    sentence: 'Some tasks of this connector are not running.',
  },
  FAILED: { tone: 'failed', word: 'Failed', sentence: 'This connector has failed.' },
  PAUSED: { tone: 'paused', word: 'Paused', sentence: 'This connector is paused: its tasks stand still.' },
  DELETED: { tone: 'paused', word: 'Deleted', sentence: 'This connector is being deleted.' },
}

const stopped: Shown = {
  tone: 'paused',
  word: 'Stopped',
  sentence: 'This connector is stopped: it has no tasks and holds nothing until it is resumed.',
}

/** A stopped connector is a paused one to Confluent's API; here it has a word of its own. */
export const connectorStatus = ({ state, desired }: Pick<ConnectorRowDto, 'state' | 'desired'>): Shown =>
  desired === 'STOPPED' && state !== 'DELETED' ? stopped : states[state]

/** Whatever a connector can be, for filters. */
export const statusWords = [...new Set([...Object.values(states), stopped].map(({ word }) => word))].filter(
  (word) => word !== 'Unknown' && word !== 'Deleted',
)

const tasks: Record<string, { tone: StatusTone; word: string }> = {
  RUNNING: { tone: 'running', word: 'Running' },
  STOPPED: { tone: 'paused', word: 'Stopped' },
  PAUSED: { tone: 'paused', word: 'Paused' },
  UNASSIGNED: { tone: 'provisioning', word: 'Starting' },
  RESTARTING: { tone: 'warning', word: 'Restarting' },
  SYSTEM_ERROR: { tone: 'failed', word: 'Failed' },
  USER_ACTIONABLE_ERROR: { tone: 'failed', word: 'Needs attention' },
}

export const taskStatus = (state: string): { tone: StatusTone; word: string } =>
  tasks[state] ?? { tone: 'paused', word: state }
