using System.Buffers.Binary;
using System.Text;

namespace Rebato.Documents.Legacy;

/// <summary>One stream or storage of an OLE compound file, by its path.</summary>
internal sealed record CompoundEntry(string Path, byte[] Bytes);

/// <summary>
/// OLE compound files ([MS-CFB]): doc, xls, ppt, msg and encrypted OOXML. Names of people survive inside their binary
/// records whatever is cut, so they are inspected and refused with the way out: convert, then clean.
/// </summary>
internal static class CompoundFile
{
    private const uint EndOfChain = 0xFFFFFFFE;

    public static byte[] Inspect(byte[] file, Scrubbing scrubbing)
    {
        var entries = new CompoundReader(file, scrubbing).Entries();
        bool Has(string name) => entries.Exists(e => e.Path.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (Has("EncryptedPackage")) throw new UnfitException("encrypted", scrubbing.Place("EncryptedPackage"));
        foreach (var set in entries.Where(e => e.Path.EndsWith("SummaryInformation", StringComparison.Ordinal))) PropertySet.Report(set, scrubbing);
        if (Has("__properties_version1.0"))
        {
            OutlookMessage.Report(entries, scrubbing);
            scrubbing.Obstruct("save-as-eml");
        }
        else if (Has("WordDocument")) scrubbing.Obstruct("convert-doc");
        else if (Has("Workbook") || Has("Book")) scrubbing.Obstruct("convert-xls");
        else if (Has("PowerPoint Document")) scrubbing.Obstruct("convert-ppt");
        else throw new UnfitException("unknown-format", scrubbing.Place(""), "OLE");
        if (entries.Exists(e => e.Path.Contains("VBA/", StringComparison.OrdinalIgnoreCase) || e.Path.Contains("Macros", StringComparison.OrdinalIgnoreCase))) scrubbing.Removed("active-content", "ole/VBA");
        if (entries.Exists(e => e.Path.Contains("_signatures", StringComparison.OrdinalIgnoreCase) || e.Path.Contains("_xmlsignatures", StringComparison.OrdinalIgnoreCase))) scrubbing.Removed("signature", "ole");
        foreach (var embedded in entries.Where(e => e.Path.EndsWith("\u0001Ole10Native", StringComparison.Ordinal) || e.Path.EndsWith("/Package", StringComparison.Ordinal)))
            scrubbing.Removed("embedded-file", embedded.Path, Text.Printable.Of(embedded.Bytes));
        return file;
    }

    /// <summary>Reads the directory and its streams, every chain bounded by the number of sectors there are.</summary>
    private sealed class CompoundReader
    {
        private readonly byte[] file;
        private readonly Scrubbing scrubbing;
        private readonly int sector;
        private readonly List<uint> table = [];
        private readonly List<uint> miniTable = [];
        private byte[] mini = [];

        public CompoundReader(byte[] file, Scrubbing scrubbing)
        {
            (this.file, this.scrubbing) = (file, scrubbing);
            if (file.Length < 512) throw new UnfitException("broken", scrubbing.Place("ole"));
            sector = 1 << (file[30] is 9 or 12 ? file[30] : 9);
            var places = new List<uint>();
            for (var i = 0; i < 109; i++) places.Add(U32(file, 76 + (i * 4)));
            var next = U32(file, 68);
            for (var rounds = 0; next < EndOfChain - 4 && rounds < 4096; rounds++)
            {
                var more = Sector(next);
                for (var i = 0; i < (sector / 4) - 1; i++) places.Add(U32(more, i * 4));
                next = U32(more, sector - 4);
            }
            foreach (var place in places.Where(p => p < EndOfChain - 4 && Offset(p) + sector <= file.Length))
                for (var i = 0; i < sector / 4; i++) table.Add(U32(file, (int)Offset(place) + (i * 4)));
            var bytes = Chain(U32(file, 60), long.MaxValue);
            for (var i = 0; i + 4 <= bytes.Length; i += 4) miniTable.Add(U32(bytes, i));
        }

        public List<CompoundEntry> Entries()
        {
            var directory = Chain(U32(file, 48), 64L << 20);
            var nodes = directory.Chunk(128).Where(n => n.Length == 128).ToList();
            if (nodes.Count == 0) throw new UnfitException("broken", scrubbing.Place("ole"));
            mini = Chain(U32(nodes[0], 116), U32(nodes[0], 120));
            var found = new List<CompoundEntry>();
            var seen = new HashSet<uint>();
            var waiting = new Stack<(uint Node, string Folder)>();
            waiting.Push((U32(nodes[0], 76), ""));
            while (waiting.TryPop(out var at))
            {
                if (at.Node >= nodes.Count || !seen.Add(at.Node)) continue;
                scrubbing.Spend(0, 1);
                var node = nodes[(int)at.Node];
                var length = Math.Clamp(BinaryPrimitives.ReadUInt16LittleEndian(node.AsSpan(64)) - 2, 0, 62);
                var name = at.Folder + Encoding.Unicode.GetString(node, 0, length);
                waiting.Push((U32(node, 68), at.Folder));
                waiting.Push((U32(node, 72), at.Folder));
                if (node[66] == 1) waiting.Push((U32(node, 76), name + "/"));
                if (node[66] == 2) found.Add(new(name, Stream(node)));
            }
            return found;
        }

        private byte[] Stream(byte[] node)
        {
            var (start, size) = (U32(node, 116), U32(node, 120));
            if (size >= 4096) return Chain(start, size);
            using var into = new MemoryStream();
            for (var steps = 0; start < miniTable.Count && into.Length < size && steps <= miniTable.Count; steps++, start = miniTable[(int)start])
            {
                var from = (int)start * 64;
                if (from + 64 <= mini.Length) into.Write(mini, from, 64);
            }
            return into.ToArray()[..(int)Math.Min(size, into.Length)];
        }

        private byte[] Chain(uint at, long size)
        {
            using var into = new MemoryStream();
            for (var steps = 0; at < table.Count && into.Length < size && steps <= table.Count; steps++, at = table[(int)at]) into.Write(Sector(at));
            scrubbing.Spend(into.Length);
            return into.ToArray()[..(int)Math.Min(size, into.Length)];
        }

        private byte[] Sector(uint number)
        {
            var from = Offset(number);
            if (from >= file.Length) throw new UnfitException("broken", scrubbing.Place("ole"));
            var bytes = new byte[sector];
            Array.Copy(file, from, bytes, 0, Math.Min(sector, file.Length - from));
            return bytes;
        }

        private long Offset(uint number) => (number + 1L) * sector;

        private static uint U32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
    }
}
