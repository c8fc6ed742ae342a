using System.Security.Cryptography.X509Certificates;
using Rebato.Kernel;
using Rebato.Platform.Access;

namespace Rebato.Tests.Platform.Access;

public sealed class CertificateCheckTests : IDisposable
{
    private static readonly Instant Now = Instant.From(TestAuthority.Now);
    private readonly TestAuthority authority = new();
    private readonly HttpClient client = new();

    public void Dispose()
    {
        client.Dispose();
        authority.Dispose();
    }

    [Fact]
    public async Task A_public_employee_comes_in_with_what_the_certificate_says()
    {
        var verdict = (await Judge(authority.Issue())).Value;
        Assert.Equal(CertificateKind.PublicEmployeeHigh, verdict.Kind);
        Assert.True(verdict.OfPublicEmployee);
        Assert.Equal("12345678Z", verdict.Holder.Nif.Value);
        Assert.Equal("CARMEN ROBLES SANZ", verdict.Holder.Name);
        Assert.Equal("AYUNTAMIENTO DE VILLAVIENTO", verdict.Holder.Entity);
        Assert.Equal("P2812700I", verdict.Holder.EntityTaxNumber);
        Assert.Equal("TÉCNICA DE ADMINISTRACIÓN GENERAL", verdict.Holder.Post);
        Assert.Equal(RevocationSource.List, verdict.Revocation.Source);
    }

    [Theory]
    [InlineData("SERIALNUMBER=12345678Z, CN=ROBLES SANZ CARMEN", "12345678Z")]
    [InlineData("SERIALNUMBER=IDCES-X1234567L, CN=SMITH JANE", "X1234567L")]
    [InlineData("SERIALNUMBER=idces-12345678z, CN=ROBLES SANZ CARMEN", "12345678Z")]
    [InlineData("SERIALNUMBER=IDCFR-12345678Z, CN=DURAND MARIE", null)]
    [InlineData("SERIALNUMBER=IDCES-12345678A, CN=ROBLES SANZ CARMEN", null)]
    [InlineData("CN=ROBLES SANZ CARMEN - DNI 12345678Z", null)]
    public async Task The_holder_is_taken_from_the_serial_number_of_the_subject(string subject, string? nif)
    {
        var outcome = await Judge(authority.Issue(new Wanted { Subject = subject, Profile = [] }));
        Assert.Equal(nif, outcome.Refusal is null ? outcome.Value.Holder.Nif.Value : null);
        Assert.Equal(nif is null ? CertificateRefusals.NoHolder : null, outcome.Refusal);
    }

    [Fact]
    public async Task Without_a_serial_number_the_profile_of_the_alternative_name_serves() =>
        Assert.Equal("12345678Z", (await Judge(authority.Issue(new Wanted { Subject = "CN=ROBLES SANZ CARMEN" }))).Value.Holder.Nif.Value);

    [Fact]
    public async Task Two_places_that_name_different_people_name_nobody() =>
        Assert.Equal(CertificateRefusals.NoHolder, (await Judge(authority.Issue(new Wanted { Subject = "SERIALNUMBER=IDCES-00000000T, CN=OTRA" }))).Refusal);

    [Fact]
    public async Task Each_unfitness_has_its_own_refusal()
    {
        Assert.Equal(CertificateRefusals.Expired, await Refused(new Wanted { Until = TimeSpan.FromDays(-1) }));
        Assert.Equal(CertificateRefusals.NotYetValid, await Refused(new Wanted { From = TimeSpan.FromDays(1) }));
        Assert.Equal(CertificateRefusals.WeakKey, await Refused(new Wanted { Bits = 1024 }));
        Assert.Equal(CertificateRefusals.NotForSigningIn, await Refused(new Wanted { Purposes = ["1.3.6.1.5.5.7.3.1"] }));
        Assert.Equal(CertificateRefusals.NotForSigningIn, await Refused(new Wanted { Purposes = [] }));
        Assert.Equal(CertificateRefusals.NotForSigningIn, await Refused(new Wanted { Usage = X509KeyUsageFlags.KeyEncipherment }));
        Assert.Equal(CertificateRefusals.PolicyNotAdmitted, await Refused(new Wanted { Policies = ["2.16.724.1.2.2.2.4"] }));
        Assert.Equal(CertificateRefusals.PolicyNotAdmitted, await Refused(new Wanted { Policies = [] }));
    }

    [Fact]
    public async Task The_level_comes_from_the_strongest_policy_admitted()
    {
        Assert.Equal(CertificateKind.PublicEmployeeMedium, (await Judge(authority.Issue(new Wanted { Policies = ["2.16.724.1.3.5.7.2"] }))).Value.Kind);
        Assert.Equal(CertificateKind.PublicEmployeeHigh, (await Judge(authority.Issue(new Wanted { Policies = ["2.16.724.1.3.5.7.2", "2.16.724.1.3.5.7.1"] }))).Value.Kind);
    }

    [Fact]
    public async Task A_foreign_authority_opens_nothing_even_under_the_same_name()
    {
        using var foreign = new TestAuthority(maker: "otro");
        Assert.Equal(CertificateRefusals.UnknownIssuer, (await Judge(foreign.Issue())).Refusal);
    }

    [Fact]
    public async Task Without_the_intermediate_authority_the_chain_does_not_hold()
    {
        authority.Remove("intermediates/issuer.cer");
        Assert.Equal(CertificateRefusals.UnknownIssuer, (await Judge(authority.Issue())).Refusal);
    }

    [Fact]
    public async Task A_revoked_certificate_is_refused_also_by_a_list_past_its_date()
    {
        var certificate = authority.Issue();
        authority.Revoke(certificate);
        Assert.Equal(CertificateRefusals.Revoked, (await Judge(certificate)).Refusal);
        authority.WriteList(TimeSpan.FromHours(-50));
        Assert.Equal(CertificateRefusals.Revoked, (await Judge(certificate, staleHours: 72)).Refusal);
        Assert.Equal(CertificateRefusals.Revoked, (await Judge(certificate)).Refusal);
    }

    [Fact]
    public async Task When_nobody_can_say_it_is_refused_and_names_the_authority()
    {
        authority.Remove("crl/issuer.crl");
        var refusal = (await Judge(authority.Issue())).Refusal!;
        Assert.Equal("certificate.revocation-unknown", refusal.Code);
        Assert.Contains("AC Sector Público de prueba", Assert.IsType<string>(Assert.Single(refusal.Values)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_past_its_date_is_believed_as_long_as_the_terms_say_and_the_verdict_says_so()
    {
        authority.WriteList(TimeSpan.FromHours(-50));
        Assert.Equal("certificate.revocation-unknown", (await Judge(authority.Issue())).Refusal?.Code);
        Assert.Equal("certificate.revocation-unknown", (await Judge(authority.Issue(), staleHours: 49)).Refusal?.Code);
        Assert.Equal(RevocationSource.StaleList, (await Judge(authority.Issue(), staleHours: 50)).Value.Revocation.Source);
    }

    [Fact]
    public async Task The_list_of_the_root_counts_too()
    {
        authority.Remove("crl/root.crl");
        Assert.Contains("Raíz de prueba", (string)(await Judge(authority.Issue())).Refusal!.Values[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_with_one_changed_bit_proves_nothing()
    {
        var list = authority.IssuerList(TimeSpan.FromHours(24));
        for (var i = 0; i < list.Length; i += 37)
        {
            var changed = (byte[])list.Clone();
            changed[i] ^= 1;
            authority.Write("crl/issuer.crl", changed);
            Assert.NotNull((await Judge(authority.Issue())).Refusal);
        }
    }

    private async Task<Outcome<CertificateVerdict>> Judge(X509Certificate2 certificate, int staleHours = 0)
    {
        var terms = CertificateTerms.PublicEmployee with { Revocation = new RevocationTerms(staleHours) };
        return await new CertificateCheck(new TrustFolder(authority.Folder), new RevocationNetwork(client), terms).Judge(certificate, Now, TestContext.Current.CancellationToken);
    }

    private async Task<Refusal?> Refused(Wanted wanted) => (await Judge(authority.Issue(wanted))).Refusal;
}
