-- Generated from the registers; do not edit. Renew it with
-- python3 dev.py test tests/store/test_schema.py --renew-schema

CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS change (n INTEGER PRIMARY KEY, device TEXT NOT NULL, seq INTEGER NOT NULL, lamport INTEGER NOT NULL, wall TEXT NOT NULL, officer TEXT NOT NULL, schema INTEGER NOT NULL, register TEXT NOT NULL, record TEXT NOT NULL, parents TEXT NOT NULL, payload TEXT, payload_hash BLOB NOT NULL, hash BLOB NOT NULL);

CREATE UNIQUE INDEX IF NOT EXISTS change_by_device ON change (device, seq);

CREATE INDEX IF NOT EXISTS change_by_record ON change (record, register);

CREATE INDEX IF NOT EXISTS change_erasing ON change (n) WHERE payload >= '{"erased":' AND payload < '{"erased";';

CREATE INDEX IF NOT EXISTS change_attaching ON change (n) WHERE payload >= '{"attached":' AND payload < '{"attached";';

CREATE TABLE IF NOT EXISTS access (n INTEGER PRIMARY KEY AUTOINCREMENT, wall TEXT NOT NULL, officer TEXT NOT NULL, action TEXT NOT NULL, register TEXT NOT NULL, record TEXT NOT NULL, why TEXT NOT NULL, hash BLOB NOT NULL);

CREATE INDEX IF NOT EXISTS access_by_record ON access (record);

CREATE TABLE IF NOT EXISTS kept_draft (name TEXT NOT NULL, officer TEXT NOT NULL, register TEXT NOT NULL, record TEXT NOT NULL, content TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (officer, name)) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS attached_file (n INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, content BLOB NOT NULL);

CREATE TABLE IF NOT EXISTS device (n INTEGER PRIMARY KEY, device TEXT NOT NULL UNIQUE, name TEXT NOT NULL, sign TEXT NOT NULL, age TEXT NOT NULL, by TEXT NOT NULL, proof TEXT NOT NULL, revoked INTEGER, revoked_by TEXT NOT NULL, revoked_proof TEXT NOT NULL);

CREATE TABLE IF NOT EXISTS signed_head (device TEXT NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL, signature TEXT NOT NULL, PRIMARY KEY (device, seq)) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS peer (device TEXT PRIMARY KEY, knows TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS peer_lacks (device TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (device, hash)) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS "patrol" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  "patrol_date" TEXT,
  "start_at" TEXT,
  "end_at" TEXT,
  "patrol_type" TEXT,
  "plan_id" TEXT,
  "route_id" TEXT,
  "leader_id" TEXT,
  "members" TEXT,
  "equipment" TEXT,
  "incidents" TEXT,
  "remarks" TEXT,
  "number" TEXT,
  "area_id" TEXT,
  "officer_id" TEXT,
  "status" TEXT,
  "note" TEXT,
  "_draft" INTEGER NOT NULL DEFAULT 0,
  "_deleted" INTEGER NOT NULL DEFAULT 0,
  "_version" INTEGER NOT NULL DEFAULT 1,
  "_heads" TEXT NOT NULL,
  "_approval" TEXT,
  "_conflicts" TEXT,
  "_erased" INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX IF NOT EXISTS "patrol_by_route_id" ON "patrol" ("route_id") WHERE "route_id" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "patrol_by_leader_id" ON "patrol" ("leader_id") WHERE "leader_id" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "patrol_by_area_id" ON "patrol" ("area_id") WHERE "area_id" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "patrol_by_start_at" ON "patrol" ("start_at") WHERE "start_at" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "patrol_by_number" ON "patrol" ("number") WHERE "number" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "patrol_by_status_end_at" ON "patrol" ("status", "end_at");

CREATE INDEX IF NOT EXISTS "patrol_by_status_start_at" ON "patrol" ("status", "start_at");

CREATE INDEX IF NOT EXISTS "patrol_disputed" ON "patrol" (id) WHERE _conflicts IS NOT NULL;

CREATE INDEX IF NOT EXISTS "patrol_drafts" ON "patrol" (_draft) WHERE _draft = 1;

CREATE INDEX IF NOT EXISTS "patrol_approval" ON "patrol" (json_extract(_approval, '$.state')) WHERE _approval IS NOT NULL;

CREATE TABLE IF NOT EXISTS "patrol_list" (n INTEGER PRIMARY KEY, k0 NOT NULL);

CREATE INDEX IF NOT EXISTS "patrol_list_k0" ON "patrol_list" (k0);

CREATE VIRTUAL TABLE IF NOT EXISTS "patrol_words" USING fts5(words, content="", contentless_delete=1, detail=none, prefix='2 3', tokenize=ascii);

CREATE VIRTUAL TABLE IF NOT EXISTS "patrol_digits" USING fts5(digits, content="", contentless_delete=1, tokenize="trigram");

CREATE TABLE IF NOT EXISTS "pledge" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  "campaign_id" TEXT,
  "topic" TEXT,
  "subject_type" TEXT,
  "signer_person_id" TEXT,
  "organization_id" TEXT,
  "signer_count" INTEGER,
  "household_size" INTEGER,
  "class_name" TEXT,
  "guardian_id" TEXT,
  "signed_on" TEXT,
  "valid_until" TEXT,
  "paper_ref" TEXT,
  "breaches" TEXT,
  "number" TEXT,
  "area_id" TEXT,
  "officer_id" TEXT,
  "status" TEXT,
  "note" TEXT,
  "_draft" INTEGER NOT NULL DEFAULT 0,
  "_deleted" INTEGER NOT NULL DEFAULT 0,
  "_version" INTEGER NOT NULL DEFAULT 1,
  "_heads" TEXT NOT NULL,
  "_approval" TEXT,
  "_conflicts" TEXT,
  "_erased" INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX IF NOT EXISTS "pledge_by_campaign_id" ON "pledge" ("campaign_id") WHERE "campaign_id" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "pledge_by_signer_person_id" ON "pledge" ("signer_person_id") WHERE "signer_person_id" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "pledge_by_organization_id" ON "pledge" ("organization_id") WHERE "organization_id" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "pledge_by_area_id" ON "pledge" ("area_id") WHERE "area_id" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "pledge_by_signed_on" ON "pledge" ("signed_on") WHERE "signed_on" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "pledge_by_number" ON "pledge" ("number") WHERE "number" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "pledge_by_status_valid_until" ON "pledge" ("status", "valid_until");

CREATE INDEX IF NOT EXISTS "pledge_disputed" ON "pledge" (id) WHERE _conflicts IS NOT NULL;

CREATE INDEX IF NOT EXISTS "pledge_drafts" ON "pledge" (_draft) WHERE _draft = 1;

CREATE INDEX IF NOT EXISTS "pledge_approval" ON "pledge" (json_extract(_approval, '$.state')) WHERE _approval IS NOT NULL;

CREATE TABLE IF NOT EXISTS "pledge_list" (n INTEGER PRIMARY KEY, k0 NOT NULL, k1 NOT NULL);

CREATE INDEX IF NOT EXISTS "pledge_list_k0" ON "pledge_list" (k0);

CREATE INDEX IF NOT EXISTS "pledge_list_k1" ON "pledge_list" (k1);

CREATE VIRTUAL TABLE IF NOT EXISTS "pledge_words" USING fts5(words, content="", contentless_delete=1, detail=none, prefix='2 3', tokenize=ascii);

CREATE VIRTUAL TABLE IF NOT EXISTS "pledge_digits" USING fts5(digits, content="", contentless_delete=1, tokenize="trigram");

CREATE TABLE IF NOT EXISTS "mediation" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  "received_on" TEXT,
  "source" TEXT,
  "mediation_team" TEXT,
  "mediator_ids" TEXT,
  "police_participant_id" TEXT,
  "category" TEXT,
  "parties" TEXT,
  "summary" TEXT,
  "sessions" TEXT,
  "result" TEXT,
  "written_requested" INTEGER,
  "agreement" TEXT,
  "agreement_due" TEXT,
  "fulfilment" TEXT,
  "demands" TEXT,
  "closed_on" TEXT,
  "number" TEXT,
  "area_id" TEXT,
  "officer_id" TEXT,
  "status" TEXT,
  "note" TEXT,
  "_draft" INTEGER NOT NULL DEFAULT 0,
  "_deleted" INTEGER NOT NULL DEFAULT 0,
  "_version" INTEGER NOT NULL DEFAULT 1,
  "_heads" TEXT NOT NULL,
  "_approval" TEXT,
  "_conflicts" TEXT,
  "_erased" INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX IF NOT EXISTS "mediation_by_mediation_team" ON "mediation" ("mediation_team") WHERE "mediation_team" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "mediation_by_area_id" ON "mediation" ("area_id") WHERE "area_id" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "mediation_by_received_on" ON "mediation" ("received_on") WHERE "received_on" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "mediation_by_number" ON "mediation" ("number") WHERE "number" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "mediation_by_status_received_on" ON "mediation" ("status", "received_on");

CREATE INDEX IF NOT EXISTS "mediation_by_status_agreement_due" ON "mediation" ("status", "agreement_due");

CREATE INDEX IF NOT EXISTS "mediation_disputed" ON "mediation" (id) WHERE _conflicts IS NOT NULL;

CREATE INDEX IF NOT EXISTS "mediation_drafts" ON "mediation" (_draft) WHERE _draft = 1;

CREATE INDEX IF NOT EXISTS "mediation_approval" ON "mediation" (json_extract(_approval, '$.state')) WHERE _approval IS NOT NULL;

CREATE TABLE IF NOT EXISTS "mediation_list" (n INTEGER PRIMARY KEY, k0 NOT NULL);

CREATE INDEX IF NOT EXISTS "mediation_list_k0" ON "mediation_list" (k0);

CREATE VIRTUAL TABLE IF NOT EXISTS "mediation_words" USING fts5(words, content="", contentless_delete=1, detail=none, prefix='2 3', tokenize=ascii);

CREATE VIRTUAL TABLE IF NOT EXISTS "mediation_digits" USING fts5(digits, content="", contentless_delete=1, tokenize="trigram");

CREATE TABLE IF NOT EXISTS "surrender" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  "surrender_type" TEXT,
  "person_id" TEXT,
  "received_at" TEXT,
  "received_place" TEXT,
  "receiving_officer_id" TEXT,
  "persuaded_by" TEXT,
  "persuaders" TEXT,
  "wanted_decision_no" TEXT,
  "wanted_decision_date" TEXT,
  "wanted_issuer" TEXT,
  "offence" TEXT,
  "statement" TEXT,
  "items" TEXT,
  "notified_agency" TEXT,
  "notified_at" TEXT,
  "notified_by" TEXT,
  "handed_over_at" TEXT,
  "receiver_agency" TEXT,
  "receiver_name" TEXT,
  "reception_minutes_no" TEXT,
  "handover_minutes_no" TEXT,
  "number" TEXT,
  "area_id" TEXT,
  "officer_id" TEXT,
  "status" TEXT,
  "note" TEXT,
  "_draft" INTEGER NOT NULL DEFAULT 0,
  "_deleted" INTEGER NOT NULL DEFAULT 0,
  "_version" INTEGER NOT NULL DEFAULT 1,
  "_heads" TEXT NOT NULL,
  "_approval" TEXT,
  "_conflicts" TEXT,
  "_erased" INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX IF NOT EXISTS "surrender_by_person_id" ON "surrender" ("person_id") WHERE "person_id" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "surrender_by_area_id" ON "surrender" ("area_id") WHERE "area_id" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "surrender_by_received_at" ON "surrender" ("received_at") WHERE "received_at" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "surrender_by_number" ON "surrender" ("number") WHERE "number" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "surrender_disputed" ON "surrender" (id) WHERE _conflicts IS NOT NULL;

CREATE INDEX IF NOT EXISTS "surrender_drafts" ON "surrender" (_draft) WHERE _draft = 1;

CREATE INDEX IF NOT EXISTS "surrender_approval" ON "surrender" (json_extract(_approval, '$.state')) WHERE _approval IS NOT NULL;

CREATE TABLE IF NOT EXISTS "surrender_list" (n INTEGER PRIMARY KEY, k0 NOT NULL, k1 NOT NULL);

CREATE INDEX IF NOT EXISTS "surrender_list_k0" ON "surrender_list" (k0);

CREATE INDEX IF NOT EXISTS "surrender_list_k1" ON "surrender_list" (k1);

CREATE VIRTUAL TABLE IF NOT EXISTS "surrender_words" USING fts5(words, content="", contentless_delete=1, detail=none, prefix='2 3', tokenize=ascii);

CREATE VIRTUAL TABLE IF NOT EXISTS "surrender_digits" USING fts5(digits, content="", contentless_delete=1, tokenize="trigram");

CREATE TABLE IF NOT EXISTS "person" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  "full_name" TEXT,
  "alias" TEXT,
  "sex" TEXT,
  "birth_date" TEXT,
  "id_number" TEXT,
  "old_id_number" TEXT,
  "id_issue_date" TEXT,
  "id_issue_place" TEXT,
  "nationality" TEXT,
  "occupation" TEXT,
  "permanent_address" TEXT,
  "current_address" TEXT,
  "phone" TEXT,
  "number" TEXT,
  "note" TEXT,
  "_draft" INTEGER NOT NULL DEFAULT 0,
  "_deleted" INTEGER NOT NULL DEFAULT 0,
  "_version" INTEGER NOT NULL DEFAULT 1,
  "_heads" TEXT NOT NULL,
  "_approval" TEXT,
  "_conflicts" TEXT,
  "_erased" INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX IF NOT EXISTS "person_by_id_number" ON "person" ("id_number") WHERE "id_number" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "person_by_number" ON "person" ("number") WHERE "number" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "person_disputed" ON "person" (id) WHERE _conflicts IS NOT NULL;

CREATE INDEX IF NOT EXISTS "person_drafts" ON "person" (_draft) WHERE _draft = 1;

CREATE INDEX IF NOT EXISTS "person_approval" ON "person" (json_extract(_approval, '$.state')) WHERE _approval IS NOT NULL;

CREATE TABLE IF NOT EXISTS "person_list" (n INTEGER PRIMARY KEY, k0 NOT NULL);

CREATE INDEX IF NOT EXISTS "person_list_k0" ON "person_list" (k0);

CREATE VIRTUAL TABLE IF NOT EXISTS "person_words" USING fts5(words, content="", contentless_delete=1, detail=none, prefix='2 3', tokenize=ascii);

CREATE VIRTUAL TABLE IF NOT EXISTS "person_digits" USING fts5(digits, content="", contentless_delete=1, tokenize="trigram");

CREATE TABLE IF NOT EXISTS "organization" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  "name" TEXT,
  "org_type" TEXT,
  "school_level" TEXT,
  "enterprise_size" TEXT,
  "tax_code" TEXT,
  "address" TEXT,
  "head_name" TEXT,
  "head_title" TEXT,
  "head_phone" TEXT,
  "contact_name" TEXT,
  "contact_phone" TEXT,
  "staff_count" INTEGER,
  "student_count" INTEGER,
  "has_party_org" INTEGER,
  "is_conditional_business" INTEGER,
  "commune_authority" INTEGER,
  "last_reviewed_on" TEXT,
  "safety_checks" TEXT,
  "number" TEXT,
  "area_id" TEXT,
  "status" TEXT,
  "note" TEXT,
  "_draft" INTEGER NOT NULL DEFAULT 0,
  "_deleted" INTEGER NOT NULL DEFAULT 0,
  "_version" INTEGER NOT NULL DEFAULT 1,
  "_heads" TEXT NOT NULL,
  "_approval" TEXT,
  "_conflicts" TEXT,
  "_erased" INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX IF NOT EXISTS "organization_by_area_id" ON "organization" ("area_id") WHERE "area_id" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "organization_by_number" ON "organization" ("number") WHERE "number" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "organization_disputed" ON "organization" (id) WHERE _conflicts IS NOT NULL;

CREATE INDEX IF NOT EXISTS "organization_drafts" ON "organization" (_draft) WHERE _draft = 1;

CREATE INDEX IF NOT EXISTS "organization_approval" ON "organization" (json_extract(_approval, '$.state')) WHERE _approval IS NOT NULL;

CREATE TABLE IF NOT EXISTS "organization_list" (n INTEGER PRIMARY KEY, k0 NOT NULL);

CREATE INDEX IF NOT EXISTS "organization_list_k0" ON "organization_list" (k0);

CREATE VIRTUAL TABLE IF NOT EXISTS "organization_words" USING fts5(words, content="", contentless_delete=1, detail=none, prefix='2 3', tokenize=ascii);

CREATE VIRTUAL TABLE IF NOT EXISTS "organization_digits" USING fts5(digits, content="", contentless_delete=1, tokenize="trigram");

CREATE TABLE IF NOT EXISTS "campaign" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  "name" TEXT,
  "topic" TEXT,
  "from_on" TEXT,
  "until_on" TEXT,
  "target" INTEGER,
  "number" TEXT,
  "status" TEXT,
  "note" TEXT,
  "_draft" INTEGER NOT NULL DEFAULT 0,
  "_deleted" INTEGER NOT NULL DEFAULT 0,
  "_version" INTEGER NOT NULL DEFAULT 1,
  "_heads" TEXT NOT NULL,
  "_approval" TEXT,
  "_conflicts" TEXT,
  "_erased" INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX IF NOT EXISTS "campaign_by_from_on" ON "campaign" ("from_on") WHERE "from_on" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "campaign_by_number" ON "campaign" ("number") WHERE "number" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "campaign_by_until_on" ON "campaign" ("until_on");

CREATE INDEX IF NOT EXISTS "campaign_disputed" ON "campaign" (id) WHERE _conflicts IS NOT NULL;

CREATE INDEX IF NOT EXISTS "campaign_drafts" ON "campaign" (_draft) WHERE _draft = 1;

CREATE INDEX IF NOT EXISTS "campaign_approval" ON "campaign" (json_extract(_approval, '$.state')) WHERE _approval IS NOT NULL;

CREATE TABLE IF NOT EXISTS "campaign_list" (n INTEGER PRIMARY KEY, k0 NOT NULL);

CREATE INDEX IF NOT EXISTS "campaign_list_k0" ON "campaign_list" (k0);

CREATE VIRTUAL TABLE IF NOT EXISTS "campaign_words" USING fts5(words, content="", contentless_delete=1, detail=none, prefix='2 3', tokenize=ascii);

CREATE VIRTUAL TABLE IF NOT EXISTS "campaign_digits" USING fts5(digits, content="", contentless_delete=1, tokenize="trigram");

CREATE TABLE IF NOT EXISTS "plan" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  "plan_no" TEXT,
  "plan_date" TEXT,
  "purpose" TEXT,
  "from_on" TEXT,
  "until_on" TEXT,
  "content" TEXT,
  "number" TEXT,
  "note" TEXT,
  "_draft" INTEGER NOT NULL DEFAULT 0,
  "_deleted" INTEGER NOT NULL DEFAULT 0,
  "_version" INTEGER NOT NULL DEFAULT 1,
  "_heads" TEXT NOT NULL,
  "_approval" TEXT,
  "_conflicts" TEXT,
  "_erased" INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX IF NOT EXISTS "plan_by_plan_date" ON "plan" ("plan_date") WHERE "plan_date" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "plan_by_number" ON "plan" ("number") WHERE "number" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "plan_disputed" ON "plan" (id) WHERE _conflicts IS NOT NULL;

CREATE INDEX IF NOT EXISTS "plan_drafts" ON "plan" (_draft) WHERE _draft = 1;

CREATE INDEX IF NOT EXISTS "plan_approval" ON "plan" (json_extract(_approval, '$.state')) WHERE _approval IS NOT NULL;

CREATE TABLE IF NOT EXISTS "plan_list" (n INTEGER PRIMARY KEY, k0 NOT NULL);

CREATE INDEX IF NOT EXISTS "plan_list_k0" ON "plan_list" (k0);

CREATE VIRTUAL TABLE IF NOT EXISTS "plan_words" USING fts5(words, content="", contentless_delete=1, detail=none, prefix='2 3', tokenize=ascii);

CREATE VIRTUAL TABLE IF NOT EXISTS "plan_digits" USING fts5(digits, content="", contentless_delete=1, tokenize="trigram");

CREATE TABLE IF NOT EXISTS "route" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  "name" TEXT,
  "area_ids" TEXT,
  "is_hot_spot" INTEGER,
  "number" TEXT,
  "note" TEXT,
  "_draft" INTEGER NOT NULL DEFAULT 0,
  "_deleted" INTEGER NOT NULL DEFAULT 0,
  "_version" INTEGER NOT NULL DEFAULT 1,
  "_heads" TEXT NOT NULL,
  "_approval" TEXT,
  "_conflicts" TEXT,
  "_erased" INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX IF NOT EXISTS "route_by_number" ON "route" ("number") WHERE "number" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "route_disputed" ON "route" (id) WHERE _conflicts IS NOT NULL;

CREATE INDEX IF NOT EXISTS "route_drafts" ON "route" (_draft) WHERE _draft = 1;

CREATE INDEX IF NOT EXISTS "route_approval" ON "route" (json_extract(_approval, '$.state')) WHERE _approval IS NOT NULL;

CREATE TABLE IF NOT EXISTS "route_list" (n INTEGER PRIMARY KEY, k0 NOT NULL);

CREATE INDEX IF NOT EXISTS "route_list_k0" ON "route_list" (k0);

CREATE VIRTUAL TABLE IF NOT EXISTS "route_words" USING fts5(words, content="", contentless_delete=1, detail=none, prefix='2 3', tokenize=ascii);

CREATE VIRTUAL TABLE IF NOT EXISTS "route_digits" USING fts5(digits, content="", contentless_delete=1, tokenize="trigram");

CREATE TABLE IF NOT EXISTS "area" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  "name" TEXT,
  "kind" TEXT,
  "household_count" INTEGER,
  "from_on" TEXT,
  "until_on" TEXT,
  "number" TEXT,
  "note" TEXT,
  "_draft" INTEGER NOT NULL DEFAULT 0,
  "_deleted" INTEGER NOT NULL DEFAULT 0,
  "_version" INTEGER NOT NULL DEFAULT 1,
  "_heads" TEXT NOT NULL,
  "_approval" TEXT,
  "_conflicts" TEXT,
  "_erased" INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX IF NOT EXISTS "area_by_number" ON "area" ("number") WHERE "number" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "area_disputed" ON "area" (id) WHERE _conflicts IS NOT NULL;

CREATE INDEX IF NOT EXISTS "area_drafts" ON "area" (_draft) WHERE _draft = 1;

CREATE INDEX IF NOT EXISTS "area_approval" ON "area" (json_extract(_approval, '$.state')) WHERE _approval IS NOT NULL;

CREATE TABLE IF NOT EXISTS "area_list" (n INTEGER PRIMARY KEY, k0 NOT NULL);

CREATE INDEX IF NOT EXISTS "area_list_k0" ON "area_list" (k0);

CREATE VIRTUAL TABLE IF NOT EXISTS "area_words" USING fts5(words, content="", contentless_delete=1, detail=none, prefix='2 3', tokenize=ascii);

CREATE VIRTUAL TABLE IF NOT EXISTS "area_digits" USING fts5(digits, content="", contentless_delete=1, tokenize="trigram");

CREATE TABLE IF NOT EXISTS "mediation_team" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  "name" TEXT,
  "mediators" TEXT,
  "number" TEXT,
  "area_id" TEXT,
  "note" TEXT,
  "_draft" INTEGER NOT NULL DEFAULT 0,
  "_deleted" INTEGER NOT NULL DEFAULT 0,
  "_version" INTEGER NOT NULL DEFAULT 1,
  "_heads" TEXT NOT NULL,
  "_approval" TEXT,
  "_conflicts" TEXT,
  "_erased" INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX IF NOT EXISTS "mediation_team_by_area_id" ON "mediation_team" ("area_id") WHERE "area_id" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "mediation_team_by_number" ON "mediation_team" ("number") WHERE "number" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "mediation_team_disputed" ON "mediation_team" (id) WHERE _conflicts IS NOT NULL;

CREATE INDEX IF NOT EXISTS "mediation_team_drafts" ON "mediation_team" (_draft) WHERE _draft = 1;

CREATE INDEX IF NOT EXISTS "mediation_team_approval" ON "mediation_team" (json_extract(_approval, '$.state')) WHERE _approval IS NOT NULL;

CREATE TABLE IF NOT EXISTS "mediation_team_list" (n INTEGER PRIMARY KEY, k0 NOT NULL);

CREATE INDEX IF NOT EXISTS "mediation_team_list_k0" ON "mediation_team_list" (k0);

CREATE VIRTUAL TABLE IF NOT EXISTS "mediation_team_words" USING fts5(words, content="", contentless_delete=1, detail=none, prefix='2 3', tokenize=ascii);

CREATE VIRTUAL TABLE IF NOT EXISTS "mediation_team_digits" USING fts5(digits, content="", contentless_delete=1, tokenize="trigram");

CREATE TABLE IF NOT EXISTS "officer" (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  "full_name" TEXT,
  "person_id" TEXT,
  "rank" TEXT,
  "position" TEXT,
  "signs_for" INTEGER,
  "from_on" TEXT,
  "until_on" TEXT,
  "number" TEXT,
  "note" TEXT,
  "_draft" INTEGER NOT NULL DEFAULT 0,
  "_deleted" INTEGER NOT NULL DEFAULT 0,
  "_version" INTEGER NOT NULL DEFAULT 1,
  "_heads" TEXT NOT NULL,
  "_approval" TEXT,
  "_conflicts" TEXT,
  "_erased" INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX IF NOT EXISTS "officer_by_number" ON "officer" ("number") WHERE "number" IS NOT NULL;

CREATE INDEX IF NOT EXISTS "officer_disputed" ON "officer" (id) WHERE _conflicts IS NOT NULL;

CREATE INDEX IF NOT EXISTS "officer_drafts" ON "officer" (_draft) WHERE _draft = 1;

CREATE INDEX IF NOT EXISTS "officer_approval" ON "officer" (json_extract(_approval, '$.state')) WHERE _approval IS NOT NULL;

CREATE TABLE IF NOT EXISTS "officer_list" (n INTEGER PRIMARY KEY, k0 NOT NULL);

CREATE INDEX IF NOT EXISTS "officer_list_k0" ON "officer_list" (k0);

CREATE VIRTUAL TABLE IF NOT EXISTS "officer_words" USING fts5(words, content="", contentless_delete=1, detail=none, prefix='2 3', tokenize=ascii);

CREATE VIRTUAL TABLE IF NOT EXISTS "officer_digits" USING fts5(digits, content="", contentless_delete=1, tokenize="trigram");
