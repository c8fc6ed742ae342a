using System.Diagnostics;
using Rebato.Ledger;

namespace Rebato.Engines.Tests.Ledger;

/// <summary>
/// A receipt is worth what somebody else's program says of it: here 80 lines of Python with the openssl command, written
/// from docs/adr/0002-ledger-format.md and sharing no code with the product.
/// </summary>
public sealed class IndependentVerifierTests
{
    private static readonly TestLog Log = new(300);

    [Theory]
    [InlineData(0)]
    [InlineData(257)]
    [InlineData(299)]
    public async Task A_receipt_of_this_engine_holds(int seq)
    {
        var (exit, output) = await Run(Log.Receipt(seq));
        Assert.Equal("format holds\nkey holds\nsignature holds\nposition holds\ninclusion holds\npayload holds\n", output);
        Assert.Equal(0, exit);
    }

    [Fact]
    public async Task A_receipt_that_was_tampered_with_does_not_and_it_is_the_same_check_that_says_so()
    {
        var good = Log.Receipt(257);
        var payload = good.Disclosure!.Payload.ToArray();
        payload[30] ^= 1;
        var stranger = NoteSigner.FromSeed(TestLog.Origin, NoteAlgorithm.Ed25519, TestLog.Bytes("stranger"));
        (Receipt, string)[] tampered =
        [
            (good with { Disclosure = good.Disclosure with { Payload = payload } }, "payload"),
            (good with { Leaf = good.Leaf with { At = good.Leaf.At + TimeSpan.FromDays(1) } }, "inclusion"),
            (good with { Checkpoint = Log.Head.Sign(stranger, TestLog.Noon) }, "signature"),
        ];
        foreach (var (receipt, check) in tampered)
        {
            var (exit, output) = await Run(receipt);
            Assert.Equal(1, exit);
            Assert.Equal([$"{check} DOES NOT HOLD"], output.Split('\n').Where(line => line.Contains("NOT")));
        }
    }

    private static async Task<(int Exit, string Output)> Run(Receipt receipt)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, ReceiptFile.Write(receipt), TestContext.Current.CancellationToken);
            var script = Path.Combine(AppContext.BaseDirectory, "Ledger", "verify_receipt.py");
            using var process = Process.Start(new ProcessStartInfo("python3", [script, file, TestLog.Key.Verifier.ToString()]) { RedirectStandardOutput = true })!;
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, output.ReplaceLineEndings("\n"));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
