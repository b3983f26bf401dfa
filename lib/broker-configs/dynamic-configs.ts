// What may be changed on running brokers, for all of them alike: sizes, times and limits of logs and connections. Nothing that
// names a file, a class, a listener or a credential: who administers one cluster does not administer the machine.
const patterns = [
  /^auto\.create\.topics\.enable$/,
  /^background\.threads$/,
  /^compression\.(type|gzip\.level|lz4\.level|zstd\.level)$/,
  /^log\.cleaner\.(backoff\.ms|dedupe\.buffer\.size|delete\.retention\.ms|io\.buffer\.load\.factor|io\.buffer\.size)$/,
  /^log\.cleaner\.(io\.max\.bytes\.per\.second|max\.compaction\.lag\.ms|min\.cleanable\.ratio|min\.compaction\.lag\.ms|threads)$/,
  /^log\.(cleanup\.policy|preallocate|segment\.bytes|segment\.delete\.delay\.ms)$/,
  /^log\.flush\.interval\.(messages|ms)$/,
  /^log\.index\.(interval\.bytes|size\.max\.bytes)$/,
  /^log\.local\.retention\.(bytes|ms)$/,
  /^log\.message\.timestamp\.(type|before\.max\.ms|after\.max\.ms)$/,
  /^log\.retention\.(bytes|ms|minutes|hours)$/,
  /^log\.roll\.(ms|hours|jitter\.ms|jitter\.hours)$/,
  /^max\.connections(\.per\.ip(\.overrides)?)?$/,
  /^max\.connection\.creation\.rate$/,
  /^message\.max\.bytes$/,
  /^min\.insync\.replicas$/,
  /^num\.(io|network|replica\.alter\.log\.dirs)\.threads$/,
  /^num\.(partitions|replica\.fetchers|recovery\.threads\.per\.data\.dir)$/,
  /^producer\.id\.expiration\.ms$/,
  /^ssl\.(cipher\.suites|enabled\.protocols)$/,
  /^transaction\.partition\.verification\.enable$/,
  /^unclean\.leader\.election\.enable$/,
]

/** Kafka still decides whether it changes this one while it runs, and which values it takes. */
export const isDynamicBrokerConfig = (name: string): boolean => patterns.some((pattern) => pattern.test(name))
