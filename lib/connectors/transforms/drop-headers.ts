import type { TransformBuilder } from './transform-builder'

export const buildDropHeaders: TransformBuilder = (properties) => {
  const names = new Set(properties.filledList('headers'))
  return (record) => {
    const headers = record.headers.filter(({ key }) => !names.has(key))
    return headers.length === record.headers.length ? record : { ...record, headers }
  }
}
