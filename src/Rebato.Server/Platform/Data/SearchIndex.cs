using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rebato.Platform.Data;

/// <summary>One word of one document, as a keyed hash: who has the database and not the key cannot read the index.</summary>
[OutsideLedger]
public sealed class SearchToken
{
    public required long Token { get; init; }
    public required long Document { get; init; }

    internal sealed class Shape : IEntityTypeConfiguration<SearchToken>
    {
        public void Configure(EntityTypeBuilder<SearchToken> token)
        {
            token.ToTable("search_token");
            token.HasKey(t => new { t.Token, t.Document });
            token.Property(t => t.Token).ValueGeneratedNever();
            token.Property(t => t.Document).ValueGeneratedNever();
        }
    }
}

/// <summary>
/// Full text over sealed contents: an inverted index of keyed hashes of stems, in a table that both databases keep
/// alike. Newest documents come first because their numbers grow. Rebuilt at will; never part of a proof.
/// </summary>
public sealed class SearchIndex(KeyRing keys, int town)
{
    private const int MostTerms = 8;
    private const int Enough = 2000;

    private readonly byte[] key = keys.Derive("search", town);

    /// <summary>A number for a record that grows with its year and ordinal, and tells towns apart.</summary>
    public static long Document(int town, int year, int ordinal) => ((long)town << 44) | ((long)(year & 0xFFF) << 32) | (uint)ordinal;

    public IReadOnlyCollection<long> Tokens(string text) => [.. Words.Stems(text).Select(Token)];

    /// <summary>Adds and removes what a change of text asks for.</summary>
    public void Update(RebatoDb db, long document, string before, string after)
    {
        var old = Tokens(before);
        var now = Tokens(after);
        foreach (var token in now.Except(old))
        {
            db.Add(new SearchToken { Token = token, Document = document });
        }

        foreach (var token in old.Except(now))
        {
            db.Remove(new SearchToken { Token = token, Document = document });
        }
    }

    /// <summary>
    /// Documents that have every word, newest first and older than <paramref name="before"/>. Null when the text has no
    /// word to look for. The rarest word leads, and each of the others is looked up in it.
    /// </summary>
    public async Task<IQueryable<long>?> Find(RebatoDb db, string text, long before, CancellationToken cancel)
    {
        var tokens = Tokens(text).Take(MostTerms).ToList();
        if (tokens.Count == 0)
        {
            return null;
        }

        var rarest = tokens[0];
        if (tokens.Count > 1)
        {
            var counts = new List<(long Token, int Count)>();
            foreach (var token in tokens)
            {
                counts.Add((token, await db.Set<SearchToken>().Where(t => t.Token == token).Take(Enough).CountAsync(cancel)));
            }

            rarest = counts.MinBy(c => c.Count).Token;
        }

        var found = db.Set<SearchToken>().Where(t => t.Token == rarest && t.Document < before);
        foreach (var token in tokens.Where(t => t != rarest))
        {
            found = found.Where(t => db.Set<SearchToken>().Any(other => other.Token == token && other.Document == t.Document));
        }

        return found.OrderByDescending(t => t.Document).Select(t => t.Document);
    }

    private long Token(string stem)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(stem), hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }
}
