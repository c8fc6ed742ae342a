using System.Net;
using CsCheck;
using Rebato.Traffic;

namespace Rebato.Engines.Tests.Traffic;

public sealed class AddressTests
{
    [Theory]
    [InlineData("10.1.0.5", "10.1.0.5")]
    [InlineData("::ffff:10.1.0.5", "10.1.0.5")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    [InlineData("fe80::1%eth0", "fe80::1")]
    [InlineData("::", "::")]
    public void It_reads_both_families_and_a_mapped_address_is_the_same_host(string text, string expected)
    {
        Assert.True(Address.TryParse(text, out var address));
        Assert.Equal(expected, address.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("10.1.0")]
    [InlineData("10.1.0.256")]
    [InlineData("10.1.0.5.6")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("2001:db8:::1")]
    [InlineData("::1::")]
    [InlineData("1:2:3:4:5:6:7:")]
    [InlineData("evil.example")]
    public void It_refuses_what_is_no_address(string text) => Assert.False(Address.TryParse(text, out _));

    [Fact]
    public void It_agrees_with_the_platform_on_every_address() =>
        Gen.Byte.Array[16].Select(Gen.Bool).Sample((bytes, v4) =>
        {
            var ip = new IPAddress(v4 ? bytes[..4] : bytes);
            return Address.TryParse(ip.ToString(), out var address)
                && address.ToString() == (ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip).ToString();
        });

    [Theory]
    [InlineData("10.0.0.0/8", "10.255.255.255", true)]
    [InlineData("10.0.0.0/8", "11.0.0.0", false)]
    [InlineData("192.168.4.0/22", "192.168.7.1", true)]
    [InlineData("192.168.4.0/22", "192.168.8.0", false)]
    [InlineData("fd00::/8", "fdff::9", true)]
    [InlineData("0.0.0.0/0", "8.8.8.8", true)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    public void A_network_holds_its_block_and_nothing_else(string network, string address, bool inside)
    {
        Assert.True(Network.TryParse(network, out var block));
        Assert.True(Address.TryParse(address, out var host));
        Assert.Equal(inside, block.Contains(host));
        Assert.Equal(inside, new NetworkSet([block]).Contains(host));
        Assert.Equal(network, block.ToString());
    }
}
