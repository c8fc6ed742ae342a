using System.Text;
using Rebato.Traffic;
using Rebato.Traffic.Statement;

namespace Rebato.Engines.Tests.Traffic;

/// <summary>Foreign bytes: whatever comes in, a statement comes out, no counter goes below zero and nothing is lost without being said.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Samples =
    [
        Rig.ConnHeader + new Conn(Rig.T0, 1, Rig.Padron, Rig.Evil, 443, 100, 100).Text + "#close\n",
        "#separator \\x09\n#unset_field\t-\n#path\tdns\n#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tquery\n1789545600.0\tC\t10.2.0.77\t5353\t10.0.0.53\t53\tabc.t.evil.example\n",
        """{"ts":1789545600.25,"id.orig_h":"10.1.0.5","id.orig_p":51000,"id.resp_h":"203.0.113.66","id.resp_p":443,"proto":"tcp","duration":1.5,"orig_bytes":1000,"conn_state":"SF","orig_ip_bytes":1400,"resp_ip_bytes":2300}""" + "\n",
        "ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt\n2026-09-16 10:00:00.500,2026-09-16 10:00:02.000,1.5,10.1.0.5,203.0.113.66,51000,443,TCP,...AP.SF,0,0,9,1400,8,2300\n",
        "date=2026-09-16 time=10:00:00 devid=\"F\" vd=\"root\" logid=\"0000000020\" type=\"traffic\" subtype=\"forward\" eventtime=1789545600000000000 srcip=10.1.0.5 srcport=5 dstip=203.0.113.66 dstport=443 sessionid=7 proto=6 duration=200 sentbyte=4 rcvdbyte=1\n",
        "1,2026/09/16 10:00:00,0123,TRAFFIC,end,2305,2026/09/16 10:00:00,10.1.0.5,203.0.113.66,,,\"r, 1\",,,ssl,v,i,o,e,e,l,x,99,1,51000,443,0,0,0x19,tcp,allow,900,600,300,7,2026/09/16 09:59:50,8,any,0,77,0x0,a,b,0,4,3\n",
        "2 123456789010 eni-1 10.1.0.5 203.0.113.66 51000 443 6 10 840 1789545600 1789545660 ACCEPT OK\n2 1 eni-1 - - - - - - - 1789545660 1789545720 - NODATA\n",
        "1789545600.123   5000 10.2.0.77 TCP_TUNNEL/200 3920 CONNECT files.example:443 - HIER_DIRECT/203.0.113.66 -\n",
        "time,device,interface,ifHCInOctets,ifHCOutOctets\n2026-09-16T08:00:00Z,sw1,Gi0/1,100,18446744073709551615\n1789545900,sw1,Gi0/1,200,7\n",
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Samples.Length + 4)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void No_damage_throws_and_none_gives_a_negative_figure(int sample)
    {
        string[] files = ["nfcapd.lz4", "exports.pcap", "packets.pcapng", "nfdump.json"];
        var seed = sample < Samples.Length ? Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Samples[sample], 3)))
            : System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Traffic", "Data", files[sample - Samples.Length]));
        var random = new Random(20_260_916 + sample);
        using var rig = new Rig();
        for (var i = 0; i < 160; i++)
        {
            var bytes = Damage(seed, random);
            rig.File("a.log", random.Next(20) == 0 ? Damage(Rig.Gzip(bytes), random) : bytes);
            var statement = rig.State(options: new(Threads: 1));
            Check(statement);
        }
    }

    private static byte[] Damage(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var n = random.Next(1, 8); n > 0 && bytes.Count > 4; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] = (byte)"0919,\t\"=\\{}[]:-. \n\r#"[random.Next(20)]; break;
                case 2: bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at)); break;
                case 3: bytes.InsertRange(at, bytes.Skip(random.Next(bytes.Count)).Take(random.Next(1, 60)).ToArray()); break;
                case 4: bytes.InsertRange(at, Encoding.ASCII.GetBytes(new string('9', random.Next(1, 30)))); break;
                default: bytes = bytes[..at]; break;
            }
        }
        return [.. bytes];
    }

    private static void Check(TrafficStatement statement)
    {
        var file = statement.Files[0];
        Assert.True(file.Records >= 0 && file.Unreadable >= 0 && file.Lines >= 0);
        foreach (var bound in statement.Systems[0].Bounds)
        {
            Assert.True(bound.Octets is null or >= 0);
            Assert.All(bound.Terms, t => Assert.True(t.Octets >= 0, $"{t.Kind} {t.Octets}"));
            // Damage that was seen may not leave a bound without its gap.
            if ((file.Truncated || file.Refused is not null) && bound.Octets is { } octets)
                Assert.True(octets > 0 || bound.Cut == "counter");
        }
        Assert.NotEmpty(TrafficEngine.ToJson(statement));
    }
}
