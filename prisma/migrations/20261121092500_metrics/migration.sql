-- Samples of metrics at three resolutions, partitioned by time so that retention is a DROP of whole partitions.
-- Not Prisma models: read and written through lib/metrics by plain SQL. The worker makes partitions ahead and drops old ones.
CREATE TABLE "metric_samples_5s" (
  "cluster_id" TEXT NOT NULL,
  "resource" TEXT NOT NULL,
  "metric" TEXT NOT NULL,
  "time" TIMESTAMPTZ(3) NOT NULL,
  "value" DOUBLE PRECISION NOT NULL,
  PRIMARY KEY ("cluster_id", "resource", "metric", "time")
) PARTITION BY RANGE ("time");

CREATE TABLE "metric_samples_1m" (LIKE "metric_samples_5s" INCLUDING ALL) PARTITION BY RANGE ("time");

CREATE TABLE "metric_samples_1h" (LIKE "metric_samples_5s" INCLUDING ALL) PARTITION BY RANGE ("time");
