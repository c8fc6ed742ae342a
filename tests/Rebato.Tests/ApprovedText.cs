using System.Runtime.CompilerServices;

namespace Rebato.Tests;

/// <summary>
/// Compares a text with the approved one kept beside the test. On a difference the new text is written beside it as
/// <c>*.received.txt</c>; whoever agrees with it renames it.
/// </summary>
internal static class ApprovedText
{
    /// <param name="name">Name of the approved file, without extension.</param>
    /// <param name="actual">What the product says now.</param>
    /// <param name="check">What a person must check before approving.</param>
    /// <param name="source">The test's own file; filled in by the compiler.</param>
    public static void Check(string name, string actual, string check, [CallerFilePath] string source = "")
    {
        var folder = Path.Combine(Path.GetDirectoryName(source)!, "Approved");
        var (approved, received) = (Path.Combine(folder, name + ".approved.txt"), Path.Combine(folder, name + ".received.txt"));
        var text = actual.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (File.Exists(approved) && File.ReadAllText(approved).ReplaceLineEndings("\n") == text)
        {
            File.Delete(received);
            return;
        }
        Directory.CreateDirectory(folder);
        File.WriteAllText(received, text);
        Assert.Fail($"{name} is not as approved. Compare {received} with the approved file. Before renaming it to .approved.txt check: {check}");
    }
}
