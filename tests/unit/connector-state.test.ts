import { describe, expect, it } from 'vitest'
import { apiTaskState, connectorState, type ConnectorState, type TaskState } from '@/lib/connectors/state'

const state = (tasks: TaskState[], hasRun = true, taskCount = tasks.length): ConnectorState =>
  connectorState({ desired: 'RUNNING', taskCount, tasks, hasRun })

describe('connector state', () => {
  it('is PAUSED when that is wanted, whatever the tasks do', () => {
    expect(connectorState({ desired: 'PAUSED', taskCount: 1, tasks: ['RUNNING'], hasRun: true })).toBe(
      'PAUSED',
    )
  })

  it('is PROVISIONING until the first task runs', () => {
    expect(state([], false, 1)).toBe('PROVISIONING')
    expect(state(['UNASSIGNED'], false)).toBe('PROVISIONING')
    expect(state(['RUNNING', 'UNASSIGNED'], false)).toBe('PROVISIONING')
  })

  it('is RUNNING when all run, FAILED when all failed, DEGRADED in between', () => {
    expect(state(['RUNNING', 'RUNNING'])).toBe('RUNNING')
    expect(state(['FAILED', 'FAILED'])).toBe('FAILED')
    expect(state(['RUNNING', 'FAILED'])).toBe('DEGRADED')
    expect(state(['RUNNING', 'RESTARTING'])).toBe('DEGRADED')
    expect(state(['RESTARTING'])).toBe('DEGRADED')
    expect(state(['FAILED', 'UNASSIGNED'], false)).toBe('DEGRADED')
  })

  it('tells the user whose turn it is after a failure', () => {
    expect(apiTaskState('FAILED', true)).toBe('USER_ACTIONABLE_ERROR')
    expect(apiTaskState('FAILED', false)).toBe('SYSTEM_ERROR')
    expect(apiTaskState('RUNNING', true)).toBe('RUNNING')
  })
})
