namespace Rebato.Traffic.Statement;

/// <summary>
/// What sampling may have missed. Of packets looked at 1 in N, k were seen: with the stated confidence there were at most
/// N times the upper limit of a Poisson mean (Garwood 1936), which for k = 0 is 6.9 and never 0.
/// </summary>
internal static class Poisson
{
    /// <summary>One-sided.</summary>
    public const double Confidence = 0.999;

    /// <summary>The upper limit of the mean when <paramref name="seen"/> were counted.</summary>
    public static double UpperLimit(long seen)
    {
        // Above a thousand the normal limit with some to spare; below, the exact one.
        if (seen > 1000)
            return seen + (3.2 * Math.Sqrt(seen + 1)) + 8;
        double low = seen, high = seen + (4 * Math.Sqrt(seen + 1)) + 10;
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (AtMost(seen, middle) > 1 - Confidence)
                low = middle;
            else
                high = middle;
        }
        return high;
    }

    /// <summary>The most octets behind <paramref name="seen"/> sampled packets.</summary>
    public static long Octets(long seen, int sampling, int mtu)
    {
        var octets = Math.Ceiling(UpperLimit(seen) * sampling * mtu);
        return octets >= long.MaxValue ? long.MaxValue : (long)octets;
    }

    private static double AtMost(long seen, double mean)
    {
        var term = -mean;
        var sum = 0.0;
        for (var i = 0L; i <= seen; i++)
        {
            if (i > 0)
                term += Math.Log(mean) - Math.Log(i);
            sum += Math.Exp(term);
        }
        return sum;
    }
}
