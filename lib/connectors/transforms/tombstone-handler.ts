import { DataError } from '../data/record'
import type { TransformBuilder } from './transform-builder'

export const buildTombstoneHandler: TransformBuilder = (properties) => {
  const isFailing = properties.text('behavior') === 'fail'
  return (record) => {
    if (record.value !== null) return record
    if (isFailing) throw new DataError('Tombstone record encountered, and the behavior is set to fail')
    return null
  }
}
