import type { Predicate } from '../data/transform'
import type { Properties } from './properties'
import { readRegex } from './regex-router'
import { remembered } from './remembered'

const PACKAGE = 'org.apache.kafka.connect.transforms.predicates'

/** By class. @throws TransformConfigError */
export const predicateBuilders: Readonly<Record<string, (properties: Properties) => Predicate>> = {
  [`${PACKAGE}.HasHeaderKey`]: (properties) => {
    const name = properties.filled('name')
    return (record) => record.headers.some(({ key }) => key === name)
  },
  [`${PACKAGE}.RecordIsTombstone`]: () => (record) => record.value === null,
  [`${PACKAGE}.TopicNameMatches`]: (properties) => {
    const regex = readRegex(properties, 'pattern')
    const matches = remembered((topic) => regex.matches(topic))
    return (record) => matches(record.topic)
  },
}
