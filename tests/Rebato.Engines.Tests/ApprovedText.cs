using System.Runtime.CompilerServices;

namespace Rebato.Engines.Tests;

/// <summary>Compares a text with the one that people approved and committed; what differs is left beside it to be read.</summary>
internal static class ApprovedText
{
    /// <param name="received">What the program says now.</param>
    /// <param name="approved">The committed file, from the root of the repository.</param>
    /// <param name="check">What to check before approving a change.</param>
    public static void Verify(string received, string approved, string check, [CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", approved);
        var beside = Path.ChangeExtension(path, $".received{Path.GetExtension(path)}");
        if (File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == received.ReplaceLineEndings("\n"))
        {
            File.Delete(beside);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(beside, received);
        Assert.Fail($"{approved} is no longer what the program says. Before approving (move {Path.GetFileName(beside)} over it): {check}");
    }
}
