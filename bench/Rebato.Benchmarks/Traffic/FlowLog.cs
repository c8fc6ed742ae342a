using System.Globalization;
using System.Text;

namespace Rebato.Benchmarks.Traffic;

/// <summary>
/// conn.log of a town hall that does not exist, as dense as 40 million rows a month: 1,350 machines inside, 200,000 outside, one IPv6
/// address in fifty, about one different conversation in four rows, which is hard on purpose. The same seed gives the same bytes.
/// </summary>
internal static class FlowLog
{
    public const string Header = "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n#open\t2026-09-01-00-00-00\n"
        + "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\torig_bytes\tresp_bytes\tconn_state\tlocal_orig\tlocal_resp\tmissed_bytes\thistory\torig_pkts\torig_ip_bytes\tresp_pkts\tresp_ip_bytes\ttunnel_parents\tip_proto\n"
        + "#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tinterval\tcount\tcount\tstring\tbool\tbool\tcount\tstring\tcount\tcount\tcount\tcount\tset[string]\tcount\n";

    public const long Start = 1_788_220_800_000_000;
    private const long Step = 30L * 24 * 3_600_000_000 / 40_000_000;

    public static long Length(long rows) => rows * Step;

    public static void Write(string path, long rows)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 20) { NewLine = "\n" };
        file.Write(Header);
        var random = new Random(20_190_916);
        ReadOnlySpan<int> ports = [443, 443, 443, 443, 443, 443, 443, 80, 53, 53];
        for (var i = 0L; i < rows; i++)
        {
            var t = Start + (Step * i) + random.Next(1_000);
            var (sent, received) = (random.Next(60, random.Next(10) == 0 ? 200_000 : 3_000), random.Next(60, 40_000));
            var udp = random.Next(4) == 0;
            file.Write(string.Create(CultureInfo.InvariantCulture,
                $"{t / 1_000_000}.{t % 1_000_000:D6}\tC{random.NextInt64():x16}\t{Inside(random)}\t{random.Next(1024, 65535)}\t{Outside(random)}\t{ports[random.Next(10)]}\t{(udp ? "udp" : "tcp")}\t{(udp ? "dns" : "ssl")}\t{random.NextDouble() * 30:F6}\t{sent - 40}\t{received - 40}\tSF\tT\tF\t0\tShADadFf\t{1 + (sent / 1400)}\t{sent}\t{1 + (received / 1400)}\t{received}\t-\t{(udp ? 17 : 6)}\n"));
        }
        file.Write("#close\t2026-10-01-00-00-00\n");
    }

    private static string Inside(Random random)
    {
        var host = (int)(1350 * Math.Pow(random.NextDouble(), 2));
        return host % 50 == 0 ? $"fd00::{host:x}" : $"10.{host / 250}.{host % 250 / 16}.{host % 250}";
    }

    private static string Outside(Random random)
    {
        // A few destinations take most of the traffic.
        var host = (int)(200_000 * Math.Pow(random.NextDouble(), 14));
        return host % 50 == 0 ? $"2a02:2e02::{host >> 8:x}:{host & 255:x}" : $"185.{host >> 16}.{(host >> 8) & 255}.{host & 255}";
    }
}
