/** The release of Kafka Connect whose REST API this is; the commit says that it is not Kafka's own build. */
export const connectVersion = { version: '4.3.1', commit: 'tributary' }
