using CsCheck;
using Rebato.Platform.Access;

namespace Rebato.Tests.Platform.Access;

public sealed class PasswordTests
{
    private static readonly PasswordRule Rule = new(new PasswordTerms());
    private static readonly string[] Personal = ["Carmen Robles Sanz", "carmen.robles", "12345678Z", "Ayuntamiento de Villaviento", "Oficina de la Junta", "Xeraco"];
    private static readonly string[] Classes = ["ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnopqrstuvwxyz", "0123456789", "@#+-_.:;,!$%&/()=?"];

    [Theory]
    [InlineData("Contraseña#2026")]
    [InlineData("Verano-Azul#2026")]
    [InlineData("Carmen.Robles#1978")]
    [InlineData("Xeraco@Junta24/11/2026")]
    [InlineData("12345678Z+Carmen")]
    [InlineData("Qwerty12345678!")]
    [InlineData("1qaz2wsx3edcR$")]
    [InlineData("P4$$w0rd-P4$$w0rd")]
    [InlineData("C0ntr4s3ñ4!2026")]
    [InlineData("Ayuntam1ento#01")]
    [InlineData("Complicadas#Tareas1")]
    [InlineData("Microsoft-Office365")]
    [InlineData("600123456-Madrid")]
    [InlineData("1234BCD#Renault")]
    [InlineData("Aaaaaaaaaaaa#1111")]
    [InlineData("nemraC#selboR1990")]
    [InlineData("Correct-Horse-Battery-Staple-1")]
    public void Words_and_what_anybody_guesses_are_not_a_password(string password) =>
        Assert.Equal(["password.only-words"], Rule.Refusals(password, Personal).Select(refusal => refusal.Code));

    [Theory]
    [InlineData("kX7#pQ2!mZ9w")]
    [InlineData("Verano-tzqK7-Azul")]
    [InlineData("m1Gta#7perros.Bz")]
    [InlineData("vG9;hwQ2xñLd")]
    public void What_leaves_enough_outside_every_word_is_taken(string password) =>
        Assert.Empty(Rule.Refusals(password, Personal));

    [Theory]
    [InlineData("kX7#pQ2!mZ9", "too-short")]
    [InlineData("kx7#pq2!mz9w", "needs-upper")]
    [InlineData("KX7#PQ2!MZ9W", "needs-lower")]
    [InlineData("kXh#pQv!mZtw", "needs-digit")]
    [InlineData("kX7vpQ2nmZ9w", "needs-symbol")]
    public void Each_thing_that_is_missing_is_named(string password, string code) =>
        Assert.Equal(["password." + code], Rule.Refusals(password, Personal).Select(refusal => refusal.Code));

    [Fact]
    public void Everything_that_is_missing_is_said_at_once() =>
        Assert.Equal(
            ["password.too-short", "password.needs-upper", "password.needs-digit", "password.needs-symbol", "password.only-words"],
            Rule.Refusals("hola", Personal).Select(refusal => refusal.Code));

    [Fact]
    public void A_very_long_text_is_refused_before_it_costs_anything() =>
        Assert.Equal("password.too-long", Assert.Single(Rule.Refusals(new string('x', 100_000), Personal)).Code);

    [Fact]
    public void A_password_drawn_at_random_is_hardly_ever_refused()
    {
        var random = new Random(20261124);
        var refused = 0;
        for (var i = 0; i < 4000; i++)
        {
            var drawn = Enumerable.Range(0, 14).Select(place => Classes[place < 4 ? place : random.Next(4)]).Select(set => set[random.Next(set.Length)]).ToArray();
            random.Shuffle(drawn);
            refused += Rule.Refusals(new string(drawn), Personal).Count > 0 ? 1 : 0;
        }
        Assert.InRange(refused, 0, 4);
    }

    [Fact]
    public void No_text_whatever_breaks_it() =>
        Gen.String[0, 140].Sample(text =>
        {
            var lone = text.Where((c, i) => !char.IsSurrogate(c)).ToArray();
            Assert.NotNull(Rule.Refusals(new string(lone), [text.Length > 0 && !text.Any(char.IsSurrogate) ? text : "Ana"]));
        }, iter: 500, seed: "0000000000000");

    [Fact]
    public void It_is_kept_so_that_only_itself_matches()
    {
        var kept = PasswordHash.Make("vG9;hwQ2xñLd");
        Assert.StartsWith("$pbkdf2-sha512$i=", kept, StringComparison.Ordinal);
        Assert.NotEqual(kept, PasswordHash.Make("vG9;hwQ2xñLd"));
        Assert.True(PasswordHash.Matches("vG9;hwQ2xñLd", kept));
        Assert.True(PasswordHash.Matches("vG9;hwQ2xn\u0303Ld", kept));
        Assert.False(PasswordHash.Matches("vG9;hwQ2xnLd", kept));
        Assert.False(PasswordHash.Matches("", PasswordHash.OfNobody));
    }

    [Fact]
    public void One_kept_at_another_cost_still_matches()
    {
        var salt = new byte[16];
        var hash = System.Security.Cryptography.Rfc2898DeriveBytes.Pbkdf2("vG9;hwQ2xLd", salt, 1000, System.Security.Cryptography.HashAlgorithmName.SHA512, 32);
        Assert.True(PasswordHash.Matches("vG9;hwQ2xLd", $"$pbkdf2-sha512$i=1000${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}"));
    }
}
