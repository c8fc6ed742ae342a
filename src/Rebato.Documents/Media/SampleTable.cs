using Rebato.Documents.Images;

namespace Rebato.Documents.Media;

/// <summary>Which bytes of the media a track uses (ISO/IEC 14496-12, 8.7).</summary>
internal static class SampleTable
{
    /// <summary>Adds the byte ranges of a track; false when its tables cannot tell.</summary>
    public static bool Collect(BoxFile file, Box track, List<(long From, long To)> used, Scrubbing scrubbing)
    {
        var table = Find(file, track, "mdia", "minf", "stbl");
        if (table.Type is null) return false;
        var boxes = file.Boxes(table.Body, table.End);
        var (sizes, runs, chunks) = (boxes.Find(b => b.Type == "stsz"), boxes.Find(b => b.Type == "stsc"), boxes.Find(b => b.Type is "stco" or "co64"));
        if (sizes.Type is null || runs.Type is null || chunks.Type is null) return false;
        var fixedSize = file.Number(sizes.Body + 4, 4);
        var samples = file.Number(sizes.Body + 8, 4);
        var (chunkCount, runCount) = (file.Number(chunks.Body + 4, 4), file.Number(runs.Body + 4, 4));
        if (chunkCount > (chunks.End - chunks.Body) / 4 || runCount > (runs.End - runs.Body) / 12) return false;
        if (fixedSize == 0 && samples > (sizes.End - sizes.Body) / 4) return false;
        if (fixedSize > 0 && samples > int.MaxValue) return false;
        var width = chunks.Type == "co64" ? 8 : 4;
        long sample = 0;
        for (int chunk = 0, run = 0; chunk < chunkCount; chunk++)
        {
            if ((chunk & 4095) == 0) scrubbing.Spend(0);
            while (run + 1 < runCount && file.Number(runs.Body + 8 + ((run + 1) * 12), 4) <= chunk + 1) run++;
            if (runCount == 0) return false;
            var amount = Math.Min(file.Number(runs.Body + 12 + (run * 12), 4), samples - sample);
            var from = file.Number(chunks.Body + 8 + ((long)chunk * width), width);
            long length = fixedSize * amount;
            if (fixedSize == 0)
                for (var i = 0; i < amount; i++) length += file.Number(sizes.Body + 12 + ((sample + i) * 4), 4);
            sample += amount;
            used.Add((from, from + length));
        }
        return true;
    }

    private static Box Find(BoxFile file, Box box, params string[] path)
    {
        foreach (var step in path)
        {
            box = file.Boxes(box.Body, box.End).Find(b => b.Type == step);
            if (box.Type is null) return default;
        }
        return box;
    }
}
