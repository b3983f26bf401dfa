-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN     "provisional_until" TIMESTAMPTZ(3);
