using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rebato.Platform.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ReportMarks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "report_mark");
        }
    }
}
