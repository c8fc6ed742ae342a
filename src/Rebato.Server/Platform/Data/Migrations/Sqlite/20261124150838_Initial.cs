using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rebato.Platform.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "counter",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    town = table.Column<int>(type: "INTEGER", nullable: false),
                    series = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    last = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_counter", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "record_key",
                columns: table => new
                {
                    town = table.Column<int>(type: "INTEGER", nullable: false),
                    record = table.Column<byte[]>(type: "BLOB", nullable: false),
                    wrapped = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_record_key", x => new { x.town, x.record });
                });

            migrationBuilder.CreateTable(
                name: "storage_fact",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    value = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_storage_fact", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "town",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    log = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    host = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    zone = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    address = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    phone = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    dpo_mail = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    security_mail = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_town", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_counter_town_series_year",
                table: "counter",
                columns: new[] { "town", "series", "year" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_town_host",
                table: "town",
                column: "host",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "counter");

            migrationBuilder.DropTable(
                name: "record_key");

            migrationBuilder.DropTable(
                name: "storage_fact");

            migrationBuilder.DropTable(
                name: "town");
        }
    }
}
