using System.Text;
using Rebato.Documents;

namespace Rebato.Engines.Tests.Documents;

public sealed class HostileTests
{
    private static string? Refusal(byte[] file, Limits? limits = null) => Review.Inspect(file, CleaningPolicy.Publish, limits, TestContext.Current.CancellationToken).Refusal?.Code;

    [Fact]
    public void A_zip_that_multiplies_is_refused_before_it_fills_the_memory()
    {
        using var stream = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Create, true))
        using (var into = zip.CreateEntry("a.txt", System.IO.Compression.CompressionLevel.SmallestSize).Open())
            for (var i = 0; i < 64; i++) into.Write(new byte[1 << 20]);
        Assert.Equal("bomb", Refusal(stream.ToArray()));
    }

    [Fact]
    public void What_unpacks_beyond_the_budget_is_refused() =>
        Assert.Equal("too-big-inside", Refusal(Zip.Of(("a.txt", new string('a', 100_000))), Limits.Default with { Unpacked = 50_000 }));

    [Fact]
    public void Archives_in_archives_end_somewhere()
    {
        var file = Zip.Of(("a.txt", "hola"));
        for (var i = 0; i < 9; i++) file = Zip.Of(("a.zip", file));
        Assert.Equal("too-deep", Refusal(file));
    }

    [Fact]
    public void Entities_that_multiply_are_refused()
    {
        var entities = new StringBuilder("<!DOCTYPE svg [<!ENTITY a0 \"0123456789\">");
        for (var i = 1; i < 12; i++) entities.Append($"<!ENTITY a{i} \"{string.Concat(Enumerable.Repeat($"&a{i - 1};", 10))}\">");
        Assert.Equal("broken-xml", Refusal(Encoding.UTF8.GetBytes($"<?xml version=\"1.0\"?>{entities}]><svg xmlns=\"http://www.w3.org/2000/svg\"><text>&a11;</text></svg>")));
    }

    [Fact]
    public void Entities_of_other_files_are_not_fetched()
    {
        var outcome = Review.Inspect(Encoding.UTF8.GetBytes("<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><svg xmlns=\"http://www.w3.org/2000/svg\"><text>&x;</text></svg>"), CleaningPolicy.Publish, stop: TestContext.Current.CancellationToken);
        Assert.Equal("broken-xml", outcome.Refusal?.Code ?? "broken-xml");
    }

    [Fact]
    public void Elements_within_elements_end_somewhere() =>
        Assert.Equal("too-deep", Refusal(Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\">" + string.Concat(Enumerable.Repeat("<g>", 100_000)) + string.Concat(Enumerable.Repeat("</g>", 100_000)) + "</svg>")));

    [Fact]
    public void A_picture_that_leads_to_itself_is_refused()
    {
        var tiff = Pictures.Tiff(new Plant());
        tiff[^4] = 32;
        Assert.Equal("loop", Refusal(tiff));
    }

    [Fact]
    public void A_picture_of_sixty_thousand_by_sixty_thousand_is_judged_by_what_it_holds()
    {
        var tiff = Pictures.Tiff(new Plant());
        BitConverter.GetBytes(60_000).CopyTo(tiff, 34 + 8);
        BitConverter.GetBytes(60_000).CopyTo(tiff, 46 + 8);
        Assert.Null(Refusal(tiff));
    }

    [Fact]
    public void Pages_that_are_their_own_children_end_somewhere()
    {
        var pdf = new PdfFiles();
        pdf.Put(1, "<</Type/Catalog/Pages 2 0 R>>");
        pdf.Put(2, "<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>");
        pdf.Put(3, "<</Type/Pages/Kids[2 0 R]/Count 1/Parent 3 0 R/Annots 4 0 R>>");
        pdf.Put(4, "4 0 R");
        var outcome = Review.Clean(pdf.Build(""), CleaningPolicy.Publish, stop: TestContext.Current.CancellationToken);
        Assert.True(outcome.Refusal is not null || outcome.Value.Bytes.Length > 0);
    }

    [Fact]
    public void Whoever_loses_patience_is_obeyed()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => Review.Inspect(Zip.Of(("a.txt", "hola")), CleaningPolicy.Publish, stop: stop.Token));
    }

    public static TheoryData<string> Kinds => [.. Samples().Keys];

    /// <summary>
    /// Seeded damage to one good file of each format: whatever comes, the answer is a value, and a copy that calls itself
    /// clean stays as it is when cleaned again.
    /// </summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_damaged_file_is_refused_or_cleaned_and_never_brings_the_engine_down(string kind)
    {
        var random = new Random(kind.Sum(c => c));
        var good = Samples()[kind];
        for (var round = 0; round < 300; round++)
        {
            var bad = Damage((byte[])good.Clone(), random);
            var outcome = Review.Clean(bad, CleaningPolicy.Publish with { Unsigns = true }, stop: TestContext.Current.CancellationToken);
            if (outcome.Done(out var clean, out _)) Proof.Again(clean, CleaningPolicy.Publish with { Unsigns = true });
        }
    }

    private static byte[] Damage(byte[] file, Random random)
    {
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            switch (random.Next(4))
            {
                case 0:
                    file[random.Next(file.Length)] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    file[random.Next(file.Length)] = (byte)random.Next(256);
                    break;
                case 2:
                    var from = random.Next(file.Length);
                    file.AsSpan(from, Math.Min(random.Next(1, 32), file.Length - from)).Fill((byte)(random.Next(2) * 255));
                    break;
                default:
                    if (file.Length > 64) file = file[..random.Next(file.Length / 2, file.Length)];
                    break;
            }
        }
        return file;
    }

    private static Dictionary<string, byte[]> Samples()
    {
        var p = new Plant();
        return new()
        {
            ["docx"] = OfficeFiles.Word(p),
            ["xlsx"] = OfficeFiles.Excel(p),
            ["pdf"] = PdfFiles.Dirty(p),
            ["jpeg"] = Pictures.Jpeg(p),
            ["png"] = Pictures.Png(p),
            ["gif"] = Pictures.Gif(p),
            ["webp"] = Pictures.WebP(p),
            ["tiff"] = Pictures.Tiff(p),
            ["mp3"] = MediaFiles.Mp3(p),
            ["flac"] = MediaFiles.Flac(p),
            ["wav"] = MediaFiles.Wave(p),
            ["ogg"] = MediaFiles.Ogg(p),
            ["mp4"] = MediaFiles.Mp4(p),
            ["heic"] = MediaFiles.Heic(p),
            ["ole"] = LegacyFiles.Word(p),
            ["emf"] = Pictures.Emf(p),
            ["zip"] = Zip.Of(("a.txt", "hola"), ("b.jpg", Pictures.Jpeg(p))),
        };
    }
}
