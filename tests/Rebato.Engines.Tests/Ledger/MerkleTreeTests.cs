using CsCheck;
using Rebato.Ledger;

namespace Rebato.Engines.Tests.Ledger;

public sealed class MerkleTreeTests
{
    /// <summary>Entries and roots of the Certificate Transparency reference tree.</summary>
    private static readonly string[] Entries =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] Roots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void The_roots_are_those_of_the_reference_tree_of_rfc_6962()
    {
        var frontier = new Frontier();
        Assert.Equal(Roots[0], frontier.Root().ToHex());
        for (var size = 1; size <= Entries.Length; size++)
        {
            frontier.Append(MerkleTree.HashLeaf(Convert.FromHexString(Entries[size - 1])));
            Assert.Equal(Roots[size], frontier.Root().ToHex());
        }
    }

    [Fact]
    public void An_entry_longer_than_the_buffer_on_the_stack_hashes_the_same_way()
    {
        byte[] entry = new byte[5000];
        Assert.Equal(Digest.Of([0, .. entry]), MerkleTree.HashLeaf(entry));
    }

    [Fact]
    public void A_frontier_restored_from_its_bytes_goes_on_as_if_it_had_never_stopped() =>
        Gen.Select(Gen.Int[0, 3000], Gen.Int[0, 600]).Sample((first, second) =>
        {
            var whole = new Frontier();
            whole.AppendMany(Hashes(first));
            var restored = Frontier.FromBytes(whole.Size, whole.ToBytes());
            var copy = whole.Copy();
            foreach (var frontier in new[] { whole, restored, copy })
                frontier.AppendMany(Hashes(second));
            Assert.Equal(first + second, restored.Size);
            Assert.Equal(whole.Root(), restored.Root());
            Assert.Equal(whole.Root(), copy.Root());
            Assert.Equal(whole.ToBytes(), restored.ToBytes());
        }, iter: 60, seed: "0000KOIKD4d4");

    [Fact]
    public void A_copy_does_not_move_what_it_was_taken_from()
    {
        var frontier = new Frontier();
        frontier.AppendMany(Hashes(5));
        var (size, root) = (frontier.Size, frontier.Root());
        frontier.Copy().AppendMany(Hashes(3));
        Assert.Equal((size, root), (frontier.Size, frontier.Root()));
    }

    [Theory]
    [InlineData(0, 32)]
    [InlineData(3, 32)]
    [InlineData(-1, 0)]
    public void A_stored_frontier_whose_length_does_not_belong_to_its_size_is_damage(long size, int length) =>
        Assert.Throws<FormatException>(() => Frontier.FromBytes(size, new byte[length]));

    [Fact]
    public void The_largest_frontier_has_sixty_three_digests()
    {
        var frontier = Frontier.FromBytes(long.MaxValue, new byte[63 * 32]);
        Assert.Equal(63 * 32, frontier.ToBytes().Length);
        Assert.Throws<InvalidOperationException>(() => frontier.Append(default));
    }

    private static Digest[] Hashes(int count) =>
        [.. Enumerable.Range(0, count).Select(i => MerkleTree.HashLeaf(BitConverter.GetBytes(i)))];
}
