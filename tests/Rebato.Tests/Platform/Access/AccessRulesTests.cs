using System.Reflection;
using System.Text;
using Rebato.Platform.Access;

namespace Rebato.Tests.Platform.Access;

public sealed class AccessRulesTests
{
    private static readonly string[] Keys = [.. typeof(Permission).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    [Fact]
    public void Every_permission_stands_once_in_the_table() =>
        Assert.Equal(Keys.Order(), PermissionTable.Rows.Select(row => row.Permission).Order());

    [Fact]
    public void The_permissions_of_each_role_are_those_that_people_approved()
    {
        var text = new StringBuilder("# Permissions by role\n\nWhat is not here nobody may do. With the certificate: only in a session opened with the certificate of a public employee (regulation, 38.3).\n");
        foreach (var role in Enum.GetValues<Role>())
        {
            text.Append($"\n## {role}\n\n");
            foreach (var row in PermissionTable.Rows.Where(row => row.Roles.Contains(role)))
                text.Append($"- {row.Permission}{(row.NeedsCertificate ? ", with the certificate" : "")}\n");
        }
        ApprovedText.Check("permissions", text.ToString(), "that whoever gains a permission may have it by the regulation, and that nobody loses what their duty needs.");
    }

    [Fact]
    public void Nobody_may_anything_without_signing_in()
    {
        foreach (var key in Keys)
        {
            Assert.Equal(AccessRules.NotSignedIn, AccessRules.Refusal(Actor.Anonymous, key));
            Assert.NotNull(AccessRules.Refusal(Signed(), key));
        }
    }

    [Fact]
    public void The_administrator_runs_the_system_and_sees_nothing_of_the_registry_incidents_or_breaches()
    {
        var may = Keys.Where(key => Signed(Role.SystemAdministrator).May(key));
        Assert.DoesNotContain(may, key => key.StartsWith("registry.", StringComparison.Ordinal) || key.StartsWith("incidents.", StringComparison.Ordinal) || key.StartsWith("breaches.", StringComparison.Ordinal) || key.StartsWith("evidence.", StringComparison.Ordinal));
        Assert.Contains(Permission.SettingsManage, may);
    }

    [Fact]
    public void No_role_that_can_be_granted_sees_the_registry()
    {
        foreach (var role in Enum.GetValues<Role>().Except([Role.RegistryOfficer, Role.RegistryReader]))
        {
            var actor = Signed(role) with { PublicEmployeeCertificate = "0A" };
            Assert.Equal(AccessRules.NotHabilitated, AccessRules.Refusal(actor, Permission.RegistryRead));
            Assert.Equal(AccessRules.NotHabilitated, AccessRules.Refusal(actor, Permission.RegistryEnter));
        }
    }

    [Fact]
    public void To_enter_the_registry_habilitation_and_certificate_are_both_needed()
    {
        var officer = Signed(Role.Employee, Role.RegistryOfficer);
        Assert.Equal(AccessRules.NeedsCertificate, AccessRules.Refusal(officer, Permission.RegistryEnter));
        Assert.Null(AccessRules.Refusal(officer with { PublicEmployeeCertificate = "0A" }, Permission.RegistryEnter));
        Assert.Equal(AccessRules.NotHabilitated, AccessRules.Refusal(Signed(Role.RegistryReader) with { PublicEmployeeCertificate = "0A" }, Permission.RegistryEnter));
        Assert.Null(AccessRules.Refusal(Signed(Role.RegistryReader) with { PublicEmployeeCertificate = "0A" }, Permission.RegistryRead));
    }

    [Fact]
    public void Whoever_decides_neither_asked_nor_benefits()
    {
        Guid ana = Guid.Parse("0190a000-0000-7000-8000-00000000000a"), luis = Guid.Parse("0190a000-0000-7000-8000-00000000000b");
        Assert.Equal(AccessRules.DeciderAsked, AccessRules.SeparationOfDuties(ana, ana, luis));
        Assert.Equal(AccessRules.DeciderBenefits, AccessRules.SeparationOfDuties(ana, luis, luis, ana));
        Assert.Null(AccessRules.SeparationOfDuties(ana, luis, luis));
        Assert.Null(AccessRules.SeparationOfDuties(ana, null));
    }

    private static Actor Signed(params Role[] roles) =>
        new(Guid.Parse("0190a000-0000-7000-8000-00000000000a"), SignIn.Local) { Session = Guid.Parse("0190a000-0000-7000-8000-0000000000ff"), Roles = roles.ToHashSet() };
}
