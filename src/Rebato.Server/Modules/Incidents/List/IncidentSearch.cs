using Microsoft.EntityFrameworkCore;
using Rebato.Kernel;
using Rebato.Platform.Data;

namespace Rebato.Modules.Incidents;

/// <summary>How a list is ordered: as incidents came in, or from the gravest down.</summary>
internal enum IncidentOrder
{
    NewestFirst,
    OldestFirst,
    GravestFirst,
}

/// <summary>A page of a list; cursors are numbers of incidents.</summary>
internal sealed record IncidentPageOf(IReadOnlyList<IncidentRow> Rows, string? Previous, string? Next);

/// <summary>
/// The incidents that a filter asks for, by pages of fixed size. Every page is a walk along an index from where the last
/// one ended, so that it costs the same in the first thousand and in the last.
/// </summary>
internal sealed class IncidentSearch(Office office, IncidentRows rows)
{
    public const int PageSize = 25;

    /// <summary>Beyond this nobody counts: «más de 1.000».</summary>
    public const int MostCounted = 1000;

    private static readonly Level?[] Gravest = [Level.Critical, Level.VeryHigh, Level.High, Level.Medium, Level.Low, Level.None];

    /// <summary>How many there are, up to one more than <see cref="MostCounted"/>.</summary>
    public async Task<int> Count(IncidentFilter filter, CancellationToken cancel)
    {
        var (low, high) = await Bounds(filter, cancel);
        return await Asked(filter, low, high, null, await Found(filter, high, cancel)).Take(MostCounted + 1).CountAsync(cancel);
    }

    public async Task<IncidentPageOf> Page(IncidentFilter filter, IncidentOrder order, string? after, string? before, CancellationToken cancel)
    {
        var forward = before is null;
        var cursor = await CursorAt(before ?? after, cancel);
        var found = await Walk(filter, order, cursor, forward, PageSize + 1, cancel);
        var more = found.Count > PageSize;
        var shown = found.Take(PageSize).ToList();
        if (!forward)
        {
            shown.Reverse();
        }

        var hasPrevious = forward ? cursor is not null : more;
        var hasNext = !forward || more;
        return new IncidentPageOf(shown, hasPrevious && shown.Count > 0 ? shown[0].Number : null, hasNext && shown.Count > 0 ? shown[^1].Number : null);
    }

    /// <summary>Everything that the filter asks for, newest first, a few hundred at a time.</summary>
    public async IAsyncEnumerable<IncidentRow> All(IncidentFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        const int step = 250;
        (long, Level)? cursor = null;
        List<IncidentRow> some;
        do
        {
            some = await Walk(filter, IncidentOrder.NewestFirst, cursor, forward: true, step, cancel);
            foreach (var row in some)
            {
                cursor = (row.Document, row.Level);
                yield return row;
            }
        }
        while (some.Count == step);
    }

    private async Task<List<IncidentRow>> Walk(IncidentFilter filter, IncidentOrder order, (long Document, Level Level)? cursor, bool forward, int most, CancellationToken cancel)
    {
        var (low, high) = await Bounds(filter, cancel);
        Level?[] stretches = order != IncidentOrder.GravestFirst || filter.Level is not null ? [filter.Level] : forward ? Gravest : [.. Gravest.Reverse()];
        var descending = (order == IncidentOrder.OldestFirst) != forward;
        var result = new List<IncidentRow>();
        foreach (var stretch in stretches.SkipWhile(s => cursor is not null && s is not null && stretches.Length > 1 && s != cursor.Value.Level))
        {
            var within = cursor is { } c && (stretches.Length == 1 || stretch == c.Level);
            var (from, to) = !within ? (low, high) : descending ? (low, Math.Min(high, cursor!.Value.Document)) : (Math.Max(low, cursor!.Value.Document + 1), high);
            var asked = Asked(filter, from, to, stretch, await Found(filter, to, cancel), descending);
            result.AddRange(await rows.Read(asked.Take(most - result.Count), cancel));
            if (result.Count >= most)
            {
                break;
            }
        }

        return result;
    }

    /// <summary>The words lead when there are any: each document that has them is looked up, and never the other way round.</summary>
    private IQueryable<Incident> Asked(IncidentFilter filter, long low, long high, Level? level, IQueryable<long>? found, bool descending = true)
    {
        var asked = office.Db.Incidents.AsNoTracking().Where(i => i.Document >= low && i.Document < high);
        if (filter.Phases is [var phase]) asked = asked.Where(i => i.Phase == phase);
        else if (filter.Phases.Count > 1) asked = asked.Where(i => IncidentFilter.OpenPhases.Contains(i.Phase));
        if ((level ?? filter.Level) is { } wanted) asked = asked.Where(i => i.Level == wanted);
        if (filter.PersonalData is { } said) asked = asked.Where(i => i.PersonalData == said);
        if (!filter.Searches)
        {
            return descending ? asked.OrderByDescending(i => i.Document) : asked.OrderBy(i => i.Document);
        }

        if (found is null)
        {
            return asked.Where(_ => false);
        }

        var both = found.Join(asked, document => document, i => i.Document, (document, incident) => new { document, incident });
        return (descending ? both.OrderByDescending(b => b.document) : both.OrderBy(b => b.document)).Select(b => b.incident);
    }

    private async Task<IQueryable<long>?> Found(IncidentFilter filter, long before, CancellationToken cancel) =>
        filter.Searches ? await new SearchIndex(office.Keys, office.Town.Id).Find(office.Db, filter.Text!, before, cancel) : null;

    private async Task<(long Document, Level Level)?> CursorAt(string? number, CancellationToken cancel)
    {
        if (YearlyNumber.Parse("INC", number) is not var (year, ordinal))
        {
            return null;
        }

        var document = SearchIndex.Document(office.Town.Id, year, ordinal);
        var level = await office.Db.Incidents.Where(i => i.Document == document).Select(i => i.Level).FirstOrDefaultAsync(cancel);
        return (document, level);
    }

    private async Task<(long Low, long High)> Bounds(IncidentFilter filter, CancellationToken cancel)
    {
        var low = filter.From is { } from ? await FirstOpenedFrom(from, cancel) : 0;
        var high = filter.To is { } to ? await FirstOpenedFrom(to.AddDays(1), cancel) : long.MaxValue;
        return (low, high);
    }

    /// <summary>
    /// The first document opened on a day or later. Numbers grow as incidents come in, so it is found by halving the year
    /// along the index of numbers, and dates need none of their own.
    /// </summary>
    private async Task<long> FirstOpenedFrom(DateOnly day, CancellationToken cancel)
    {
        var midnight = Instant.From(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), office.Town.TimeZone.GetUtcOffset(day.ToDateTime(TimeOnly.MinValue))));
        var low = SearchIndex.Document(office.Town.Id, day.Year, 0);
        var high = await office.Db.Incidents.Where(i => i.Document >= low && i.Document < SearchIndex.Document(office.Town.Id, day.Year + 1, 0))
            .OrderByDescending(i => i.Document).Select(i => i.Document).FirstOrDefaultAsync(cancel) + 1;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var next = await office.Db.Incidents.Where(i => i.Document >= middle).OrderBy(i => i.Document)
                .Select(i => new { i.Document, i.OpenedAt }).FirstAsync(cancel);
            if (next.OpenedAt >= midnight)
            {
                high = middle;
            }
            else
            {
                low = next.Document + 1;
            }
        }

        return low;
    }
}
