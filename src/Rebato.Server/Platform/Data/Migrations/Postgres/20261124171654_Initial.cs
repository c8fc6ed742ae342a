using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rebato.Platform.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "account",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    town = table.Column<int>(type: "integer", nullable: false),
                    person = table.Column<Guid>(type: "uuid", nullable: false),
                    login_mark = table.Column<byte[]>(type: "bytea", nullable: false),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    disabled_at = table.Column<long>(type: "bigint", nullable: true),
                    last_sign_in = table.Column<long>(type: "bigint", nullable: true),
                    last_way = table.Column<string>(type: "text", nullable: false),
                    sign_in_before = table.Column<long>(type: "bigint", nullable: true),
                    way_before = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "counter",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    town = table.Column<int>(type: "integer", nullable: false),
                    series = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_counter", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "credential",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    town = table.Column<int>(type: "integer", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "bytea", nullable: false),
                    mark = table.Column<byte[]>(type: "bytea", nullable: true),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    last_used = table.Column<long>(type: "bigint", nullable: true),
                    ended_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_credential", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "delivery",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    town = table.Column<int>(type: "integer", nullable: false),
                    telling = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    target = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    next_at = table.Column<long>(type: "bigint", nullable: true),
                    sent_at = table.Column<long>(type: "bigint", nullable: true),
                    last_error = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "duty",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    town = table.Column<int>(type: "integer", nullable: false),
                    incident = table.Column<Guid>(type: "uuid", nullable: false),
                    rule = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    edition = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    started_at = table.Column<long>(type: "bigint", nullable: false),
                    due_at = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    escalated = table.Column<int>(type: "integer", nullable: false),
                    next_at = table.Column<long>(type: "bigint", nullable: true),
                    ended_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_duty", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "evidence",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    town = table.Column<int>(type: "integer", nullable: false),
                    owner = table.Column<Guid>(type: "uuid", nullable: false),
                    incident = table.Column<Guid>(type: "uuid", nullable: true),
                    received_at = table.Column<long>(type: "bigint", nullable: false),
                    brought_by = table.Column<Guid>(type: "uuid", nullable: false),
                    sha256 = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    confidentiality = table.Column<string>(type: "text", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evidence", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "habilitation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    town = table.Column<int>(type: "integer", nullable: false),
                    person = table.Column<Guid>(type: "uuid", nullable: false),
                    scope = table.Column<string>(type: "text", nullable: false),
                    act = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    act_date = table.Column<int>(type: "integer", nullable: false),
                    granted_at = table.Column<long>(type: "bigint", nullable: false),
                    granted_by = table.Column<Guid>(type: "uuid", nullable: false),
                    revoked_at = table.Column<long>(type: "bigint", nullable: true),
                    revoked_by = table.Column<Guid>(type: "uuid", nullable: true),
                    revocation_reason = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_habilitation", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "incident",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    town = table.Column<int>(type: "integer", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    document = table.Column<long>(type: "bigint", nullable: false),
                    opened_at = table.Column<long>(type: "bigint", nullable: false),
                    opened_by = table.Column<Guid>(type: "uuid", nullable: false),
                    detected_at = table.Column<long>(type: "bigint", nullable: false),
                    phase = table.Column<string>(type: "text", nullable: false),
                    personal_data = table.Column<string>(type: "text", nullable: false),
                    confidentiality = table.Column<string>(type: "text", nullable: false),
                    assignee = table.Column<Guid>(type: "uuid", nullable: true),
                    type_key = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    danger = table.Column<string>(type: "text", nullable: false),
                    impact = table.Column<string>(type: "text", nullable: false),
                    level = table.Column<string>(type: "text", nullable: false),
                    edition = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    committee_told_at = table.Column<long>(type: "bigint", nullable: true),
                    aware_at = table.Column<long>(type: "bigint", nullable: true),
                    closed_at = table.Column<long>(type: "bigint", nullable: true),
                    closing_code = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_incident", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inclusion_decision",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    town = table.Column<int>(type: "integer", nullable: false),
                    incident = table.Column<Guid>(type: "uuid", nullable: false),
                    decided_at = table.Column<long>(type: "bigint", nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inclusion_decision", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "job_lease",
                columns: table => new
                {
                    town = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    owner = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_lease", x => new { x.town, x.name });
                });

            migrationBuilder.CreateTable(
                name: "ledger_checkpoint",
                columns: table => new
                {
                    town = table.Column<int>(type: "integer", nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    note = table.Column<string>(type: "character varying(100000)", maxLength: 100000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_checkpoint", x => new { x.town, x.size });
                });

            migrationBuilder.CreateTable(
                name: "ledger_recheck",
                columns: table => new
                {
                    town = table.Column<int>(type: "integer", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    findings = table.Column<int>(type: "integer", nullable: false),
                    first = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_recheck", x => new { x.town, x.ordinal });
                });

            migrationBuilder.CreateTable(
                name: "norm_parameter",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    town = table.Column<int>(type: "integer", nullable: false),
                    key = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    value = table.Column<int>(type: "integer", nullable: false),
                    from = table.Column<int>(type: "integer", nullable: false),
                    set_at = table.Column<long>(type: "bigint", nullable: false),
                    set_by = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_norm_parameter", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "notice",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    town = table.Column<int>(type: "integer", nullable: false),
                    telling = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    values = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    link = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    role = table.Column<string>(type: "text", nullable: true),
                    person = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    seen_at = table.Column<long>(type: "bigint", nullable: true),
                    seen_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notice", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "person",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    town = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "bytea", nullable: false),
                    nif_mark = table.Column<byte[]>(type: "bytea", nullable: true),
                    since = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_person", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "record_key",
                columns: table => new
                {
                    town = table.Column<int>(type: "integer", nullable: false),
                    record = table.Column<Guid>(type: "uuid", nullable: false),
                    wrapped = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_record_key", x => new { x.town, x.record });
                });

            migrationBuilder.CreateTable(
                name: "registry_entry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    town = table.Column<int>(type: "integer", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    incident = table.Column<Guid>(type: "uuid", nullable: false),
                    about = table.Column<Guid>(type: "uuid", nullable: true),
                    basis = table.Column<string>(type: "text", nullable: false),
                    entered_at = table.Column<long>(type: "bigint", nullable: false),
                    entered_by = table.Column<Guid>(type: "uuid", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_registry_entry", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "report",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    town = table.Column<int>(type: "integer", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    received_at = table.Column<long>(type: "bigint", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    touches_personal_data = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    reporter = table.Column<Guid>(type: "uuid", nullable: true),
                    fingerprint = table.Column<byte[]>(type: "bytea", nullable: false),
                    incident = table.Column<Guid>(type: "uuid", nullable: true),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_report", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "report_mark",
                columns: table => new
                {
                    town = table.Column<int>(type: "integer", nullable: false),
                    mark = table.Column<byte[]>(type: "bytea", nullable: false),
                    report = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_report_mark", x => new { x.town, x.mark });
                });

            migrationBuilder.CreateTable(
                name: "role_grant",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    town = table.Column<int>(type: "integer", nullable: false),
                    person = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    granted_at = table.Column<long>(type: "bigint", nullable: false),
                    granted_by = table.Column<Guid>(type: "uuid", nullable: false),
                    until = table.Column<int>(type: "integer", nullable: true),
                    reason = table.Column<byte[]>(type: "bytea", nullable: false),
                    revoked_at = table.Column<long>(type: "bigint", nullable: true),
                    revoked_by = table.Column<Guid>(type: "uuid", nullable: true),
                    revocation_reason = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_role_grant", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "search_token",
                columns: table => new
                {
                    token = table.Column<long>(type: "bigint", nullable: false),
                    document = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_search_token", x => new { x.token, x.document });
                });

            migrationBuilder.CreateTable(
                name: "session",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    town = table.Column<int>(type: "integer", nullable: false),
                    account = table.Column<Guid>(type: "uuid", nullable: false),
                    person = table.Column<Guid>(type: "uuid", nullable: false),
                    token_mark = table.Column<byte[]>(type: "bytea", nullable: false),
                    browser_mark = table.Column<byte[]>(type: "bytea", nullable: true),
                    stage = table.Column<string>(type: "text", nullable: false),
                    way = table.Column<string>(type: "text", nullable: false),
                    certificate = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    last_seen = table.Column<long>(type: "bigint", nullable: false),
                    locked_at = table.Column<long>(type: "bigint", nullable: true),
                    ended_at = table.Column<long>(type: "bigint", nullable: true),
                    must_change_password = table.Column<bool>(type: "boolean", nullable: false),
                    pending = table.Column<byte[]>(type: "bytea", nullable: true),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_session", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "storage_fact",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    value = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_storage_fact", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "town",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    log = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    host = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    zone = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    address = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    phone = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    dpo_mail = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    security_mail = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_town", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "town_calendar",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    town = table.Column<int>(type: "integer", nullable: false),
                    json = table.Column<string>(type: "character varying(100000)", maxLength: 100000, nullable: false),
                    set_at = table.Column<long>(type: "bigint", nullable: false),
                    set_by = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_town_calendar", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_account_town_login_mark",
                table: "account",
                columns: new[] { "town", "login_mark" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_account_town_person",
                table: "account",
                columns: new[] { "town", "person" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_counter_town_series_year",
                table: "counter",
                columns: new[] { "town", "series", "year" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_credential_town_account_kind",
                table: "credential",
                columns: new[] { "town", "account", "kind" });

            migrationBuilder.CreateIndex(
                name: "IX_credential_town_kind_mark",
                table: "credential",
                columns: new[] { "town", "kind", "mark" });

            migrationBuilder.CreateIndex(
                name: "IX_delivery_town_next_at",
                table: "delivery",
                columns: new[] { "town", "next_at" });

            migrationBuilder.CreateIndex(
                name: "IX_duty_town_incident",
                table: "duty",
                columns: new[] { "town", "incident" });

            migrationBuilder.CreateIndex(
                name: "IX_duty_town_state_due_at",
                table: "duty",
                columns: new[] { "town", "state", "due_at" });

            migrationBuilder.CreateIndex(
                name: "IX_duty_town_state_next_at",
                table: "duty",
                columns: new[] { "town", "state", "next_at" });

            migrationBuilder.CreateIndex(
                name: "IX_evidence_town_incident",
                table: "evidence",
                columns: new[] { "town", "incident" });

            migrationBuilder.CreateIndex(
                name: "IX_evidence_town_owner",
                table: "evidence",
                columns: new[] { "town", "owner" });

            migrationBuilder.CreateIndex(
                name: "IX_habilitation_town_person",
                table: "habilitation",
                columns: new[] { "town", "person" });

            migrationBuilder.CreateIndex(
                name: "IX_incident_town_document",
                table: "incident",
                columns: new[] { "town", "document" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_incident_town_level_document",
                table: "incident",
                columns: new[] { "town", "level", "document" });

            migrationBuilder.CreateIndex(
                name: "IX_incident_town_personal_data_document",
                table: "incident",
                columns: new[] { "town", "personal_data", "document" });

            migrationBuilder.CreateIndex(
                name: "IX_incident_town_phase_document",
                table: "incident",
                columns: new[] { "town", "phase", "document" });

            migrationBuilder.CreateIndex(
                name: "IX_inclusion_decision_town_incident",
                table: "inclusion_decision",
                columns: new[] { "town", "incident" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_norm_parameter_town_key_from",
                table: "norm_parameter",
                columns: new[] { "town", "key", "from" });

            migrationBuilder.CreateIndex(
                name: "IX_notice_town_seen_at_at",
                table: "notice",
                columns: new[] { "town", "seen_at", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_notice_town_telling",
                table: "notice",
                columns: new[] { "town", "telling" });

            migrationBuilder.CreateIndex(
                name: "IX_person_town_nif_mark",
                table: "person",
                columns: new[] { "town", "nif_mark" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_registry_entry_town_about",
                table: "registry_entry",
                columns: new[] { "town", "about" });

            migrationBuilder.CreateIndex(
                name: "IX_registry_entry_town_incident",
                table: "registry_entry",
                columns: new[] { "town", "incident" });

            migrationBuilder.CreateIndex(
                name: "IX_registry_entry_town_year_ordinal",
                table: "registry_entry",
                columns: new[] { "town", "year", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_report_town_fingerprint",
                table: "report",
                columns: new[] { "town", "fingerprint" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_report_town_incident",
                table: "report",
                columns: new[] { "town", "incident" });

            migrationBuilder.CreateIndex(
                name: "IX_report_town_state_received_at",
                table: "report",
                columns: new[] { "town", "state", "received_at" });

            migrationBuilder.CreateIndex(
                name: "IX_report_town_year_ordinal",
                table: "report",
                columns: new[] { "town", "year", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_role_grant_town_person",
                table: "role_grant",
                columns: new[] { "town", "person" });

            migrationBuilder.CreateIndex(
                name: "IX_session_town_person_ended_at",
                table: "session",
                columns: new[] { "town", "person", "ended_at" });

            migrationBuilder.CreateIndex(
                name: "IX_session_town_token_mark",
                table: "session",
                columns: new[] { "town", "token_mark" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_town_host",
                table: "town",
                column: "host",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_town_calendar_town_set_at",
                table: "town_calendar",
                columns: new[] { "town", "set_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account");

            migrationBuilder.DropTable(
                name: "counter");

            migrationBuilder.DropTable(
                name: "credential");

            migrationBuilder.DropTable(
                name: "delivery");

            migrationBuilder.DropTable(
                name: "duty");

            migrationBuilder.DropTable(
                name: "evidence");

            migrationBuilder.DropTable(
                name: "habilitation");

            migrationBuilder.DropTable(
                name: "incident");

            migrationBuilder.DropTable(
                name: "inclusion_decision");

            migrationBuilder.DropTable(
                name: "job_lease");

            migrationBuilder.DropTable(
                name: "ledger_checkpoint");

            migrationBuilder.DropTable(
                name: "ledger_recheck");

            migrationBuilder.DropTable(
                name: "norm_parameter");

            migrationBuilder.DropTable(
                name: "notice");

            migrationBuilder.DropTable(
                name: "person");

            migrationBuilder.DropTable(
                name: "record_key");

            migrationBuilder.DropTable(
                name: "registry_entry");

            migrationBuilder.DropTable(
                name: "report");

            migrationBuilder.DropTable(
                name: "report_mark");

            migrationBuilder.DropTable(
                name: "role_grant");

            migrationBuilder.DropTable(
                name: "search_token");

            migrationBuilder.DropTable(
                name: "session");

            migrationBuilder.DropTable(
                name: "storage_fact");

            migrationBuilder.DropTable(
                name: "town");

            migrationBuilder.DropTable(
                name: "town_calendar");
        }
    }
}
