using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rebato.Platform.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Norm : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
                name: "IX_incident_town_personal_data_document",
                table: "incident",
                columns: new[] { "town", "personal_data", "document" });

            migrationBuilder.CreateIndex(
                name: "IX_norm_parameter_town_key_from",
                table: "norm_parameter",
                columns: new[] { "town", "key", "from" });

            migrationBuilder.CreateIndex(
                name: "IX_town_calendar_town_set_at",
                table: "town_calendar",
                columns: new[] { "town", "set_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "norm_parameter");

            migrationBuilder.DropTable(
                name: "town_calendar");

            migrationBuilder.DropIndex(
                name: "IX_incident_town_personal_data_document",
                table: "incident");
        }
    }
}
