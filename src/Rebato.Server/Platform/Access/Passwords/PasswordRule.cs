using System.Text;
using Rebato.Kernel;

namespace Rebato.Platform.Access;

/// <summary>
/// The password rule of article 14.1.e: length, four classes of characters, and not made only of words of the
/// dictionary or of what anybody can guess of the person. Everything that is missing is said at once.
/// </summary>
internal sealed class PasswordRule(PasswordTerms terms)
{
    private static readonly Citation Article = new("Reglamento", "14.1.e");

    /// <param name="personal">What belongs to the person or the place: name, login, tax number, unit, town, domain of the mail.</param>
    public IReadOnlyList<Refusal> Refusals(string password, IEnumerable<string> personal)
    {
        var text = Canonical(password);
        if (text.Length > terms.MaximumLength)
            return [Because("too-long", terms.MaximumLength)];
        var found = new List<Refusal>();
        if (text.Length < terms.MinimumLength)
            found.Add(Because("too-short", terms.MinimumLength));
        if (!text.Any(char.IsUpper))
            found.Add(Because("needs-upper"));
        if (!text.Any(char.IsLower))
            found.Add(Because("needs-lower"));
        if (!text.Any(char.IsDigit))
            found.Add(Because("needs-digit"));
        if (text.All(char.IsLetterOrDigit))
            found.Add(Because("needs-symbol"));
        var (characters, bits) = PasswordPieces.Unrecognised(text, personal);
        if (characters < terms.MinimumUnrecognised && bits < terms.MinimumUnrecognisedBits)
            found.Add(Because("only-words", terms.MinimumUnrecognised));
        return found;
    }

    /// <summary>Composed form, so that an accent typed on another keyboard is the same password.</summary>
    public static string Canonical(string password) => password.Normalize(NormalizationForm.FormC);

    private static Refusal Because(string code, params object[] values) => new("password." + code, Article, "password", values);
}
