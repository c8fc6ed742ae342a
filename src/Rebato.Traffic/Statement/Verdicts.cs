namespace Rebato.Traffic.Statement;

/// <summary>Compares a database with the bounds. Sizes are cut by the allowance, because no least compressed size can be proven.</summary>
internal sealed class Verdicts(TrafficScope scope, Database database, bool indications)
{
    public DatabaseStatement Statement(IReadOnlyList<Bound> bounds) => new(database.Name, database.CompressedBytes, Cut(database.CompressedBytes),
        Cut(database.SmallestUseful), [.. bounds.Select(Judge)]);

    private Judgement Judge(Bound bound)
    {
        if (bound.Octets is not { } octets)
            return new(bound.Hypothesis, indications ? Verdict.IndicationsFound : Verdict.NotExcluded, CertificateLevel.NotCreditable, null, []);
        long? persons = database.BytesPerPerson is { } each ? (long)Math.Min(Math.Floor(octets / each), long.MaxValue / 2) : null;
        var fit = database.Tables.Where(t => octets >= Cut(t.CompressedBytes)).Select(t => t.Name).ToList();
        var verdict = indications ? Verdict.IndicationsFound : octets < Cut(database.SmallestUseful) ? Verdict.Excluded : Verdict.NotExcluded;
        return new(bound.Hypothesis, verdict, Level(octets, persons, fit), persons, fit);
    }

    private CertificateLevel Level(long octets, long? persons, List<string> fit)
    {
        if (octets == 0)
            return CertificateLevel.N0;
        if (octets >= Cut(database.CompressedBytes))
            return CertificateLevel.NotCreditable;
        if (persons < scope.PersonsThreshold)
            return CertificateLevel.N1;
        return database.Tables.Count > 0 && fit.Count == 0 ? CertificateLevel.N2 : CertificateLevel.N3;
    }

    private long Cut(long octets) => Math.Max(1, (long)Math.Floor(octets * (1 - scope.CompressionAllowance)));
}
