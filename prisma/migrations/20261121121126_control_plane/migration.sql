-- AlterTable
ALTER TABLE "audit_events" ADD COLUMN     "chain_index" BIGINT,
ADD COLUMN     "hash" BYTEA,
ADD COLUMN     "published_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "kafka_clusters" ADD COLUMN     "applied_quotas" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "broker_count" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "cku" INTEGER,
ADD COLUMN     "deletion_protection" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "listeners" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "observed" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "organizations" ADD COLUMN     "number" SERIAL NOT NULL;

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "number" SERIAL NOT NULL;

-- CreateTable
CREATE TABLE "client_quotas" (
    "id" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "environment_id" TEXT NOT NULL,
    "cluster_id" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "ingress_byte_rate" BIGINT,
    "egress_byte_rate" BIGINT,
    "principals" TEXT[],
    "applied_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "client_quotas_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "schema_registries" (
    "id" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "environment_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "schema_registries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_accounts" (
    "id" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "display_name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "number" SERIAL NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "service_accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identities" (
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "identities_pkey" PRIMARY KEY ("issuer","subject")
);

-- CreateTable
CREATE TABLE "invitations" (
    "id" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role_name" TEXT,
    "creator_id" TEXT NOT NULL,
    "user_id" TEXT,
    "accepted_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "client_quotas_organization_id_created_at_id_idx" ON "client_quotas"("organization_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "client_quotas_cluster_id_display_name_key" ON "client_quotas"("cluster_id", "display_name");

-- CreateIndex
CREATE UNIQUE INDEX "schema_registries_environment_id_key" ON "schema_registries"("environment_id");

-- CreateIndex
CREATE INDEX "schema_registries_organization_id_created_at_id_idx" ON "schema_registries"("organization_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "service_accounts_number_key" ON "service_accounts"("number");

-- CreateIndex
CREATE INDEX "service_accounts_organization_id_created_at_id_idx" ON "service_accounts"("organization_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "service_accounts_organization_id_display_name_key" ON "service_accounts"("organization_id", "display_name");

-- CreateIndex
CREATE INDEX "identities_user_id_idx" ON "identities"("user_id");

-- CreateIndex
CREATE INDEX "invitations_organization_id_created_at_id_idx" ON "invitations"("organization_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_events_organization_id_chain_index_key" ON "audit_events"("organization_id", "chain_index");

-- CreateIndex
CREATE UNIQUE INDEX "organizations_number_key" ON "organizations"("number");

-- CreateIndex
CREATE UNIQUE INDEX "users_number_key" ON "users"("number");

-- AddForeignKey
ALTER TABLE "schema_registries" ADD CONSTRAINT "schema_registries_environment_id_fkey" FOREIGN KEY ("environment_id") REFERENCES "environments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identities" ADD CONSTRAINT "identities_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
