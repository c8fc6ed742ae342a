using System.Runtime.CompilerServices;

namespace Rebato.Engines.Tests;

/// <summary>Compares a text with the one that people approved and committed; what differs is left beside it to be read.</summary>
internal static class ApprovedText
{
    /// <param name="received">What the program says now.</param>
    /// <param name="approved">The committed file, from the root of the repository.</param>
    /// <param name="check">What to check before approving a change.</param>
    public static void Verify(string received, string approved, string check)
    {
        var path = Path.Combine(Root(), approved);
        var beside = Path.ChangeExtension(path, $".received{Path.GetExtension(path)}");
        if (File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == received.ReplaceLineEndings("\n"))
        {
            File.Delete(beside);
            return;
        }

        File.WriteAllText(beside, received);
        Assert.Fail($"{approved} is no longer what the program says. Before approving (move {Path.GetFileName(beside)} over it): {check}");
    }

    /// <summary>The root of the repository the tests were built from.</summary>
    public static string Root() => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    private static string ThisFile([CallerFilePath] string here = "") => here;
}
