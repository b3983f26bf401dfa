import type { StatusTone } from '@/components/ui/status'
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
  PAUSED: { tone: 'paused', word: 'Paused', sentence: 'This connector is paused and writes nothing.' },
  DELETED: { tone: 'paused', word: 'Deleted', sentence: 'This connector is being deleted.' },
}

export const connectorStatus = (state: ConnectorStateDto): Shown => states[state]

const tasks: Record<string, { tone: StatusTone; word: string }> = {
  RUNNING: { tone: 'running', word: 'Running' },
  STOPPED: { tone: 'paused', word: 'Stopped' },
  UNASSIGNED: { tone: 'provisioning', word: 'Starting' },
  RESTARTING: { tone: 'warning', word: 'Restarting' },
  SYSTEM_ERROR: { tone: 'failed', word: 'Failed' },
  USER_ACTIONABLE_ERROR: { tone: 'failed', word: 'Needs attention' },
}

export const taskStatus = (state: string): { tone: StatusTone; word: string } =>
  tasks[state] ?? { tone: 'paused', word: state }
