using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rebato.Platform.Data;

namespace Rebato.Modules.People;

internal static class PeopleTables
{
    extension(RebatoDb db)
    {
        public DbSet<Person> People => db.Set<Person>();
        public DbSet<Account> Accounts => db.Set<Account>();
        public DbSet<Credential> Credentials => db.Set<Credential>();
        public DbSet<RoleGrant> RoleGrants => db.Set<RoleGrant>();
        public DbSet<Habilitation> Habilitations => db.Set<Habilitation>();
    }
}

internal sealed class PersonTable : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.ToTable("person");
        person.HasIndex(p => new { p.Town, p.NifMark }).IsUnique();
    }
}

internal sealed class AccountTable : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.ToTable("account");
        account.HasIndex(a => new { a.Town, a.LoginMark }).IsUnique();
        account.HasIndex(a => new { a.Town, a.Person }).IsUnique();
        account.Ignore(a => a.Enabled);
    }
}

internal sealed class CredentialTable : IEntityTypeConfiguration<Credential>
{
    public void Configure(EntityTypeBuilder<Credential> credential)
    {
        credential.ToTable("credential");
        credential.HasIndex(c => new { c.Town, c.Account, c.Kind });
        credential.HasIndex(c => new { c.Town, c.Kind, c.Mark });
    }
}

internal sealed class RoleGrantTable : IEntityTypeConfiguration<RoleGrant>
{
    public void Configure(EntityTypeBuilder<RoleGrant> grant)
    {
        grant.ToTable("role_grant");
        grant.HasIndex(g => new { g.Town, g.Person });
    }
}

internal sealed class HabilitationTable : IEntityTypeConfiguration<Habilitation>
{
    public void Configure(EntityTypeBuilder<Habilitation> habilitation)
    {
        habilitation.ToTable("habilitation");
        habilitation.HasIndex(h => new { h.Town, h.Person });
        habilitation.Ignore(h => h.InForce);
    }
}
