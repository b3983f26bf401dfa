-- AlterTable
ALTER TABLE "connectors" ADD COLUMN     "last_epoch" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "connector_tasks" ADD COLUMN     "restarts" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "connector_offset_requests" (
    "id" TEXT NOT NULL,
    "connector_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "offsets" JSONB,
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "phase" TEXT NOT NULL DEFAULT 'PENDING',
    "message" TEXT NOT NULL DEFAULT '',
    "previous_offsets" JSONB,
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "connector_offset_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connector_topics" (
    "connector_id" TEXT NOT NULL,
    "topic" TEXT NOT NULL,

    CONSTRAINT "connector_topics_pkey" PRIMARY KEY ("connector_id","topic")
);

-- CreateTable
CREATE TABLE "connector_redrives" (
    "connector_id" TEXT NOT NULL,
    "partition" INTEGER NOT NULL,
    "offset" BIGINT NOT NULL,
    "target_topic" TEXT NOT NULL,
    "target_partition" INTEGER NOT NULL,
    "target_offset" BIGINT NOT NULL,
    "is_edited" BOOLEAN NOT NULL,
    "redriven_by" TEXT NOT NULL,
    "redriven_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connector_redrives_pkey" PRIMARY KEY ("connector_id","partition","offset")
);

-- CreateIndex
CREATE INDEX "connector_offset_requests_connector_id_requested_at_idx" ON "connector_offset_requests"("connector_id", "requested_at");

-- AddForeignKey
ALTER TABLE "connector_offset_requests" ADD CONSTRAINT "connector_offset_requests_connector_id_fkey" FOREIGN KEY ("connector_id") REFERENCES "connectors"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connector_topics" ADD CONSTRAINT "connector_topics_connector_id_fkey" FOREIGN KEY ("connector_id") REFERENCES "connectors"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connector_redrives" ADD CONSTRAINT "connector_redrives_connector_id_fkey" FOREIGN KEY ("connector_id") REFERENCES "connectors"("id") ON DELETE CASCADE ON UPDATE CASCADE;
