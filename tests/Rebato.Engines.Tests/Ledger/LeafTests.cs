using CsCheck;
using Rebato.Kernel;
using Rebato.Ledger;

namespace Rebato.Engines.Tests.Ledger;

public sealed class LeafTests
{
    private static readonly Gen<Digest> GenDigest = Gen.Byte.Array[32].Select(bytes => new Digest(bytes));

    private static readonly Gen<Leaf> GenLeaf = Gen.Select(
        Gen.Guid.Array[4], Gen.Long[0, long.MaxValue], Gen.Long[-60_000_000_000_000_000, 250_000_000_000_000_000], Gen.Long,
        Gen.String[Gen.Char['!', '~'], 1, 64], Gen.String[Gen.Char.AlphaNumeric, 0, 80], Gen.Select(GenDigest, GenDigest),
        (ids, seq, at, boot, type, article, digests) =>
            new Leaf(ids[0], seq, ids[1], new Instant(at), boot, ids[2], ids[3], type, article, digests.Item1, digests.Item2));

    [Fact]
    public void What_is_encoded_reads_back_the_same() => GenLeaf.Sample(leaf =>
    {
        var bytes = leaf.Encode();
        Assert.True(bytes.Length <= Leaf.MaxLength);
        Assert.Equal(leaf, Leaf.Decode(bytes).Value);
    }, iter: 500, seed: "0000KOIKD4d4");

    [Fact]
    public void The_record_is_laid_out_as_the_format_says()
    {
        var leaf = new Leaf(
            Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), 258, Guid.Parse("11111111-1111-7111-8111-111111111111"),
            new Instant(1), 2, Guid.Parse("22222222-2222-7222-8222-222222222222"), Guid.Parse("33333333-3333-7333-8333-333333333333"),
            "a.b", "RGPD 33.1 ñ", Digest.Of("c"u8), Digest.Of("d"u8));
        var expected =
            "52425431" + "00112233445566778899aabbccddeeff" + "0000000000000102" + "11111111111171118111111111111111"
            + "0000000000000001" + "0000000000000002" + "22222222222272228222222222222222" + "33333333333373338333333333333333"
            + "03612e62" + "0c" + "5247504420" + "33332e31" + "20c3b1" + Digest.Of("c"u8) + Digest.Of("d"u8);
        Assert.Equal(expected, Convert.ToHexStringLower(leaf.Encode()));
    }

    [Fact]
    public void A_record_that_is_too_short_or_too_long_is_refused_by_the_name_of_the_field()
    {
        var bytes = TestLog.LeafAt(3).Encode();
        for (var length = 0; length < bytes.Length; length++)
            Assert.NotNull(Leaf.Decode(bytes.AsSpan(0, length)).Refusal?.Field);
        Assert.Equal("end", Leaf.Decode([.. bytes, 0]).Refusal?.Field);
        Assert.Equal("changes", Leaf.Decode(bytes.AsSpan(0, bytes.Length - 1)).Refusal?.Field);
        Assert.Equal("magic", Leaf.Decode([]).Refusal?.Field);
    }

    [Fact]
    public void Any_single_flipped_bit_gives_another_hash_or_is_refused()
    {
        var leaf = TestLog.LeafAt(1);
        var bytes = leaf.Encode();
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var flipped = bytes.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            if (Leaf.Decode(flipped).Done(out var other, out _))
                Assert.NotEqual(leaf.Hash(), other.Hash());
        }
    }

    [Theory]
    [InlineData("", "x")]
    [InlineData("with space", "x")]
    [InlineData("ñ", "x")]
    [InlineData("ok", "line\nbreak")]
    public void A_leaf_that_could_not_be_read_back_is_not_written(string type, string article) =>
        Assert.Throws<InvalidOperationException>(() => (TestLog.LeafAt(0) with { Type = type, Article = article }).Encode());

    [Fact]
    public void A_sequence_number_no_database_could_hold_is_refused()
    {
        var bytes = TestLog.LeafAt(0).Encode();
        bytes[20] = 0x80;
        Assert.Equal("seq", Leaf.Decode(bytes).Refusal?.Field);
    }

    [Fact]
    public void The_changes_hash_does_not_depend_on_the_order_they_are_given_in()
    {
        RowChange[] changes =
        [
            new("incident", TestLog.Id("a"), Digest.Of("1"u8)), new("incident", TestLog.Id("b"), Digest.Of("2"u8)),
            new("clock", TestLog.Id("a"), Digest.Of("3"u8)),
        ];
        Assert.Equal(RowChange.Hash(changes), RowChange.Hash([.. changes.Reverse()]));
        Assert.NotEqual(RowChange.Hash(changes), RowChange.Hash([.. changes.Skip(1)]));
        Assert.NotEqual(RowChange.Hash(changes), RowChange.Hash([.. changes.Skip(1), changes[0] with { Row = default }]));
        Assert.Equal(Digest.Of([.. "RBC1"u8, 0, 0, 0, 0]), RowChange.Hash([]));
    }

    [Fact]
    public void The_same_row_twice_in_one_act_cannot_be() => Assert.Throws<ArgumentException>(
        () => RowChange.Hash([new("t", TestLog.Id("a"), Digest.Of("1"u8)), new("t", TestLog.Id("a"), Digest.Of("2"u8))]));

    [Fact]
    public void The_commitment_is_the_hmac_of_rfc_4231()
    {
        // RFC 4231 case 1 has a key of 20 bytes; padded with zeroes to the block, HMAC keeps its value.
        byte[] salt = [.. Enumerable.Repeat((byte)0x0b, 20), .. new byte[12]];
        Assert.Equal("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7", Commitment.Of(salt, "Hi There"u8).ToHex());
        Assert.Throws<ArgumentException>(() => Commitment.Of(new byte[31], "Hi There"u8));
    }
}
