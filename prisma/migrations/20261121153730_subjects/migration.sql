-- AlterTable
ALTER TABLE "schema_registries" ADD COLUMN     "external" JSONB;

-- CreateTable
CREATE TABLE "schema_contexts" (
    "registry_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "last_id" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "schema_contexts_pkey" PRIMARY KEY ("registry_id","name")
);

-- CreateTable
CREATE TABLE "schemas" (
    "registry_id" TEXT NOT NULL,
    "context" TEXT NOT NULL,
    "id" INTEGER NOT NULL,
    "guid" UUID NOT NULL,
    "schema_type" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "references" JSONB NOT NULL DEFAULT '[]',
    "metadata" JSONB,
    "rule_set" JSONB,
    "fingerprint" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "schemas_pkey" PRIMARY KEY ("registry_id","context","id")
);

-- CreateTable
CREATE TABLE "subjects" (
    "registry_id" TEXT NOT NULL,
    "context" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "last_version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "subjects_pkey" PRIMARY KEY ("registry_id","context","name")
);

-- CreateTable
CREATE TABLE "subject_versions" (
    "registry_id" TEXT NOT NULL,
    "context" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "schema_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "subject_versions_pkey" PRIMARY KEY ("registry_id","context","subject","version")
);

-- CreateTable
CREATE TABLE "schema_references" (
    "registry_id" TEXT NOT NULL,
    "context" TEXT NOT NULL,
    "schema_id" INTEGER NOT NULL,
    "to_context" TEXT NOT NULL,
    "to_subject" TEXT NOT NULL,
    "to_version" INTEGER NOT NULL,

    CONSTRAINT "schema_references_pkey" PRIMARY KEY ("registry_id","context","schema_id","to_context","to_subject","to_version")
);

-- CreateTable
CREATE TABLE "subject_settings" (
    "registry_id" TEXT NOT NULL,
    "context" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "config" JSONB,
    "mode" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "subject_settings_pkey" PRIMARY KEY ("registry_id","context","subject")
);

-- CreateIndex
CREATE INDEX "schemas_registry_id_guid_idx" ON "schemas"("registry_id", "guid");

-- CreateIndex
CREATE UNIQUE INDEX "schemas_registry_id_context_fingerprint_key" ON "schemas"("registry_id", "context", "fingerprint");

-- CreateIndex
CREATE INDEX "subject_versions_registry_id_context_schema_id_idx" ON "subject_versions"("registry_id", "context", "schema_id");

-- CreateIndex
CREATE INDEX "schema_references_registry_id_to_context_to_subject_to_vers_idx" ON "schema_references"("registry_id", "to_context", "to_subject", "to_version");

-- AddForeignKey
ALTER TABLE "schema_contexts" ADD CONSTRAINT "schema_contexts_registry_id_fkey" FOREIGN KEY ("registry_id") REFERENCES "schema_registries"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "schemas" ADD CONSTRAINT "schemas_registry_id_context_fkey" FOREIGN KEY ("registry_id", "context") REFERENCES "schema_contexts"("registry_id", "name") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subjects" ADD CONSTRAINT "subjects_registry_id_context_fkey" FOREIGN KEY ("registry_id", "context") REFERENCES "schema_contexts"("registry_id", "name") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subject_versions" ADD CONSTRAINT "subject_versions_registry_id_context_subject_fkey" FOREIGN KEY ("registry_id", "context", "subject") REFERENCES "subjects"("registry_id", "context", "name") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subject_versions" ADD CONSTRAINT "subject_versions_registry_id_context_schema_id_fkey" FOREIGN KEY ("registry_id", "context", "schema_id") REFERENCES "schemas"("registry_id", "context", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "schema_references" ADD CONSTRAINT "schema_references_registry_id_context_schema_id_fkey" FOREIGN KEY ("registry_id", "context", "schema_id") REFERENCES "schemas"("registry_id", "context", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subject_settings" ADD CONSTRAINT "subject_settings_registry_id_context_fkey" FOREIGN KEY ("registry_id", "context") REFERENCES "schema_contexts"("registry_id", "name") ON DELETE CASCADE ON UPDATE CASCADE;
