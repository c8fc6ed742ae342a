using System.IO.Compression;
using System.Text;
using Rebato.Ledger;

namespace Rebato.Engines.Tests.Ledger;

public sealed class PackTests
{
    private static readonly NoteVerifier[] Trusted = [TestLog.Key.Verifier, TestLog.Witness.Verifier];

    [Fact]
    public async Task A_pack_verifies_and_says_what_it_does_not_hold()
    {
        var verdict = await Verify(await TestPack.Write());
        Assert.True(verdict.Matches, string.Join("\n", verdict.Failures));
        Assert.Equal(LedgerFile.Pack, verdict.Kind);
        Assert.All(["format", "key", "signature", "cosignature", "index", "file", "receipt", "leaves", "timeline"],
            name => Assert.Contains(verdict.Checks, check => check.Name == name && check.State == CheckState.Passed));
        Assert.Equal("evidence/disco.img", Assert.Single(verdict.Warnings).Values[0]);
    }

    [Fact]
    public async Task The_same_contents_give_the_same_bytes_whatever_order_they_are_given_in() =>
        Assert.Equal(await TestPack.Write(), await TestPack.Write(reversed: true));

    [Fact]
    public async Task A_stream_that_cannot_seek_gets_the_same_bytes()
    {
        var (pipe, bytes) = (new System.IO.Pipelines.Pipe(), new MemoryStream());
        var reading = pipe.Reader.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        await using (var stream = pipe.Writer.AsStream())
            await Pack.WriteAsync(stream, TestPack.Contents(), TestLog.Key, TestContext.Current.CancellationToken);
        await reading;
        Assert.Equal(await TestPack.Write(), bytes.ToArray());
    }

    [Fact]
    public async Task A_pack_that_was_unpacked_and_zipped_again_still_verifies() =>
        Assert.True((await Verify(await TestPack.Rezip(_ => { }))).Matches);

    [Theory]
    [InlineData("documents/acta.pdf", "file.changed")]
    [InlineData("timeline.json", "file.changed")]
    [InlineData("verificar.html", "file.changed")]
    [InlineData("ledger/leaves.bin", "file.changed")]
    [InlineData("ledger/receipts/0000000000000000003.rbt", "file.changed")]
    public async Task A_changed_file_is_named(string path, string code)
    {
        var verdict = await Verify(await TestPack.Rezip(files => files[path][^1] ^= 1));
        Assert.Contains(verdict.Failures, check => check.Code == code && check.Values[0].Equals(path));
    }

    [Fact]
    public async Task A_file_taken_away_and_one_added_are_named()
    {
        var verdict = await Verify(await TestPack.Rezip(files =>
        {
            files.Remove("evidence/correo.eml");
            files["evidence/otro.eml"] = [1, 2, 3];
        }));
        Assert.Equal(
            [("file.missing", "evidence/correo.eml"), ("file.added", "evidence/otro.eml")],
            verdict.Failures.Select(check => (check.Code, (string)check.Values[0])));
    }

    [Fact]
    public async Task A_rewrite_that_mends_the_index_too_is_betrayed_by_its_signature()
    {
        var verdict = await Verify(await TestPack.Rezip(files =>
        {
            var before = Digest.Of(files["documents/acta.pdf"]).ToHex();
            files["documents/acta.pdf"][0] ^= 1;
            var after = Digest.Of(files["documents/acta.pdf"]).ToHex();
            files["index.json"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files["index.json"]).Replace(before, after));
        }));
        Assert.Equal(["index.failed"], verdict.Failures.Select(check => check.Code));
    }

    [Fact]
    public async Task A_rewrite_signed_by_a_stranger_is_betrayed_by_its_key()
    {
        var stranger = NoteSigner.FromSeed(TestLog.Origin, NoteAlgorithm.Ed25519, TestLog.Bytes("stranger"));
        using var bytes = new MemoryStream();
        await Pack.WriteAsync(bytes, TestPack.Contents(), stranger, TestContext.Current.CancellationToken);
        Assert.Equal(["index.signature"], (await Verify(bytes.ToArray())).Failures.Select(check => check.Code));
    }

    [Theory]
    [InlineData("index.note", "index.absent")]
    [InlineData("index.json", "format.index")]
    [InlineData("ledger/checkpoint.txt", "ledger.note.noSignatures")]
    public async Task A_pack_without_its_vital_parts_does_not_pass(string path, string code) =>
        Assert.Contains((await Verify(await TestPack.Rezip(files => files.Remove(path)))).Failures, check => check.Code == code);

    [Fact]
    public async Task A_file_that_is_there_twice_is_named()
    {
        var bytes = new MemoryStream();
        bytes.Write(await TestPack.Write());
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var stream = zip.CreateEntry("documents/acta.pdf").Open();
            stream.Write("otra"u8);
        }
        Assert.Contains((await Verify(bytes.ToArray())).Failures, check => check.Code == "file.twice");
    }

    [Fact]
    public async Task A_file_that_swells_beyond_its_listed_size_is_read_no_further()
    {
        var verdict = await Verify(await TestPack.Rezip(files => files["evidence/correo.eml"] = new byte[50_000_000]));
        Assert.Contains(verdict.Failures, check => check.Code == "file.changed");
    }

    [Fact]
    public async Task A_zip_of_something_else_is_not_a_pack()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            zip.CreateEntry("hola.txt");
        Assert.Equal("ledger.file.otherZip", (await PackVerifier.VerifyAsync(bytes, Trusted, TestContext.Current.CancellationToken)).Refusal?.Code);
    }

    [Theory]
    [InlineData("../acta.pdf")]
    [InlineData("documents/../acta.pdf")]
    [InlineData("documents//acta.pdf")]
    [InlineData("ledger/x")]
    [InlineData("documents/a\\b")]
    public async Task A_path_that_leads_elsewhere_is_not_written(string path)
    {
        var contents = TestPack.Contents();
        contents = contents with { Files = [contents.Files[0] with { Path = path }] };
        await Assert.ThrowsAsync<ArgumentException>(() => Pack.WriteAsync(Stream.Null, contents, TestLog.Key, TestContext.Current.CancellationToken));
    }

    private static async Task<Verdict> Verify(byte[] pack) =>
        (await FileVerifier.VerifyAsync(new MemoryStream(pack), Trusted, TestContext.Current.CancellationToken)).Value;
}
