using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using OtpNet;
using Rebato.Kernel;
using Rebato.Platform.Access;

namespace Rebato.Tests.Platform.Access;

public sealed class FactorTests
{
    private static readonly Instant Now = Instant.From(DateTimeOffset.Parse("2026-11-24T09:00:10Z"));

    [Fact]
    public void The_code_of_the_phone_is_taken_once()
    {
        var secret = TimeCode.NewSecret();
        var code = new Totp(secret).ComputeTotp(Now.Utc.UtcDateTime);
        var step = TimeCode.Step(secret, code, Now, lastUsed: 0);
        Assert.NotNull(step);
        Assert.Null(TimeCode.Step(secret, code, Now + TimeSpan.FromSeconds(5), step.Value));
        Assert.NotNull(TimeCode.Step(secret, new Totp(secret).ComputeTotp(Now.Utc.UtcDateTime.AddSeconds(30)), Now + TimeSpan.FromSeconds(30), step.Value));
    }

    [Theory]
    [InlineData(-31, true)]
    [InlineData(0, true)]
    [InlineData(31, true)]
    [InlineData(-75, false)]
    [InlineData(75, false)]
    public void A_phone_a_little_off_still_serves(int seconds, bool taken)
    {
        var secret = TimeCode.NewSecret();
        var code = new Totp(secret).ComputeTotp(Now.Utc.UtcDateTime.AddSeconds(seconds));
        Assert.Equal(taken, TimeCode.Step(secret, $"{code[..3]} {code[3..]}", Now, lastUsed: 0) is not null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("abcdef")]
    [InlineData("1234567")]
    public void What_is_not_six_digits_is_no_code(string typed) => Assert.Null(TimeCode.Step(TimeCode.NewSecret(), typed, Now, 0));

    [Fact]
    public void Enrolment_names_town_and_login()
    {
        var secret = new byte[20];
        Assert.StartsWith("otpauth://totp/Robledal%20del%20Monte:ana.gil?secret=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA&issuer=Robledal%20del%20Monte", TimeCode.EnrolmentUri(secret, "Robledal del Monte", "ana.gil"), StringComparison.Ordinal);
        Assert.Equal("AAAA AAAA AAAA AAAA AAAA AAAA AAAA AAAA", TimeCode.Typed(secret));
    }

    [Fact]
    public void A_sealed_code_is_known_however_it_is_typed()
    {
        var code = BreakGlassCode.New();
        Assert.Matches("^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$", code);
        Assert.Equal(BreakGlassCode.Kept(code), BreakGlassCode.Kept(code.ToLowerInvariant().Replace('-', ' ').Replace('0', 'o').Replace('1', 'l')));
        Assert.NotEqual(BreakGlassCode.Kept(code), BreakGlassCode.Kept(BreakGlassCode.New()));
        Assert.Null(BreakGlassCode.Kept(code[..^1]));
        Assert.Null(BreakGlassCode.Kept(code[..^1] + "U"));
    }

    [Fact]
    public async Task A_passkey_is_enrolled_and_then_opens_the_door()
    {
        using var phone = new SoftwareAuthenticator("https://oficina.example");
        var key = (await Enrol(phone))!;
        var before = key.SignCount;
        var moved = await SignIn(phone, key);
        Assert.NotNull(moved);
        Assert.Equal(before + 1, moved.SignCount);
        Assert.NotNull(await SignIn(phone, moved));
    }

    [Fact]
    public async Task A_passkey_answers_only_its_own_challenge_origin_and_holder()
    {
        using var phone = new SoftwareAuthenticator("https://oficina.example");
        using var other = new SoftwareAuthenticator("https://oficina.example");
        using var elsewhere = new SoftwareAuthenticator("https://oficina.example.evil");
        var key = (await Enrol(phone))!;
        Assert.Null(await Enrol(elsewhere));
        Assert.Null(await SignIn(other, key));

        var (options, _) = await Keys.BeginSignIn(Owner(key), Context());
        var (_, laterState) = await Keys.BeginSignIn(Owner(key), Context());
        Assert.Null(await Keys.FinishSignIn(Owner(key), phone.Sign(options), laterState, Context()));
        Assert.Null(await Keys.FinishSignIn(Owner(key), "{\"id\":", laterState, Context()));
    }

    [Fact]
    public async Task A_passkey_without_its_pin_or_with_a_counter_that_went_back_is_refused()
    {
        using var phone = new SoftwareAuthenticator("https://oficina.example") { Uses = 5 };
        var key = (await Enrol(phone))!;
        phone.Flags = 1;
        Assert.Null(await SignIn(phone, key));
        phone.Flags = 5;
        phone.Uses = 2;
        Assert.Null(await SignIn(phone, key));
    }

    private static readonly Passkeys Keys = MakeKeys();

    private static Passkeys MakeKeys()
    {
        var options = new IdentityPasskeyOptions();
        Passkeys.Configure(options);
        return new Passkeys(Options.Create(options));
    }

    private static PasskeyOwner Owner(params UserPasskeyInfo[] keys) => new(Guid.Parse("0190a000-0000-7000-8000-00000000000a"), "ana.gil", keys);

    private static async Task<UserPasskeyInfo?> Enrol(SoftwareAuthenticator phone)
    {
        var (options, state) = await Keys.BeginEnrolment(Owner(), Context());
        return await Keys.FinishEnrolment(Owner(), phone.Create(options), state, Context());
    }

    private static async Task<UserPasskeyInfo?> SignIn(SoftwareAuthenticator phone, UserPasskeyInfo key)
    {
        var (options, state) = await Keys.BeginSignIn(Owner(key), Context());
        return await Keys.FinishSignIn(Owner(key), phone.Sign(options), state, Context());
    }

    private static DefaultHttpContext Context()
    {
        var context = new DefaultHttpContext();
        context.Request.Scheme = "https";
        context.Request.Host = new HostString("oficina.example");
        context.Request.Headers.Origin = "https://oficina.example";
        return context;
    }
}
