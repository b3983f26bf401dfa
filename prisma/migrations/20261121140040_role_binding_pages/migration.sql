-- CreateIndex
CREATE INDEX "role_bindings_organization_id_created_at_id_idx" ON "role_bindings"("organization_id", "created_at", "id");
