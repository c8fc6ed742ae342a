using System.Collections.Concurrent;
using System.Security.Cryptography;
using Rebato.Ledger;
using Rebato.Platform.Data;

namespace Rebato.Platform.Ledger;

/// <summary>Checks one stored event by itself: its leaf, its columns, its sealed body, the list of rows it changed.</summary>
internal sealed class EventCheck(Vault vault, Guid log, FindingList findings)
{
    /// <summary>The event by which the office itself destroys the key of its subject.</summary>
    public const string ErasureCode = "record.erased";

    private readonly ConcurrentDictionary<Guid, long> withoutKey = new();
    private readonly ConcurrentDictionary<Guid, bool> toldErased = new();
    private long erased;

    /// <summary>Bodies that nobody can read any more.</summary>
    public long Erased => erased;

    /// <summary>A key that is gone and that no event says was destroyed was taken away behind the office's back.</summary>
    public void Finish()
    {
        foreach (var (record, seq) in withoutKey.Where(w => !toldErased.ContainsKey(w.Key)))
        {
            findings.Add(new("key-missing", "record_key", record, seq));
        }
    }

    /// <summary>The leaf's hash, whatever is wrong with the rest. Called by several threads at once.</summary>
    public Digest Check(StoredEvent stored)
    {
        if (!Leaf.Decode(stored.Leaf).Done(out var leaf, out _))
        {
            findings.Add(new("leaf-unreadable", "ledger_entry", Seq: stored.Seq));
        }
        else
        {
            if (leaf.Type == ErasureCode)
            {
                toldErased[leaf.SubjectId] = true;
            }

            CheckLeaf(stored, leaf);
            CheckBody(stored, leaf);
        }

        return MerkleTree.HashLeaf(stored.Leaf);
    }

    private void CheckLeaf(StoredEvent stored, Leaf leaf)
    {
        if (leaf.LogId != log || leaf.Seq != stored.Seq || leaf.SubjectId != new Guid(stored.Subject, bigEndian: true))
        {
            findings.Add(new("leaf-misplaced", "ledger_entry", leaf.SubjectId, stored.Seq));
        }

        if (!ChangesMatch(stored, leaf))
        {
            findings.Add(new("changes-differ", "ledger_change", leaf.SubjectId, stored.Seq));
        }
    }

    private static bool ChangesMatch(StoredEvent stored, Leaf leaf)
    {
        try
        {
            return RowChange.Hash([.. stored.Changes]) == leaf.Changes;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private void CheckBody(StoredEvent stored, Leaf leaf)
    {
        if (stored.Body is null || stored.Keyed is null)
        {
            findings.Add(new("body-missing", "ledger_payload", leaf.SubjectId, stored.Seq));
            return;
        }

        var keyed = stored.Keyed.Length == 16 ? new Guid(stored.Keyed, bigEndian: true) : Guid.Empty;
        if (stored.Wrapped is null)
        {
            Interlocked.Increment(ref erased);
            withoutKey.TryAdd(keyed, stored.Seq);
            return;
        }

        byte[] key;
        try
        {
            key = vault.Unwrap(keyed, stored.Wrapped);
        }
        catch (CryptographicException)
        {
            findings.Add(new("key-altered", "record_key", keyed, stored.Seq));
            return;
        }

        try
        {
            var (salt, body) = LedgerPayload.Open(key, log, stored.Seq, stored.Body);
            if (Commitment.Of(salt, body) != leaf.Commitment)
            {
                findings.Add(new("body-differs", "ledger_payload", leaf.SubjectId, stored.Seq));
            }
        }
        catch (CryptographicException)
        {
            findings.Add(new("body-altered", "ledger_payload", leaf.SubjectId, stored.Seq));
        }
    }
}
