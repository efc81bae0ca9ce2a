using System.Buffers;
using Dapper;
using Holdfast.Contracts.Bandwidth;
using Holdfast.Format.Hashing;
using Holdfast.Store;
using Holdfast.Store.Blobs;
using Holdfast.VaultService.Data;

namespace Holdfast.VaultService.Keeping;

/// <summary>
/// Reads packs whole, those first whose last check is longest ago, and compares them with the hash that was declared when they came: no key is needed. What was checked stands in
/// the ledger pack by pack, so a restart goes on where it was. A pack that was there before the ledger gets its hash at its first check.
/// </summary>
/// <param name="limit">Of what is read a second.</param>
internal sealed class PackVerification(VaultDatabase database, TimeProvider clock, BandwidthLimit limit)
{
    private const int Batch = 100, Tries = 3;

    /// <summary>A damaged pack is looked at again so soon: its disk may have come back.</summary>
    private static readonly TimeSpan DamagedAgain = TimeSpan.FromDays(1);

    /// <summary>Checks a server's packs that were not checked since a time (and did not come since then).</summary>
    /// <param name="data">The server's part of the storage.</param>
    /// <param name="stop">Asked before every pack.</param>
    /// <returns>How many packs were read, and how many of them are damaged.</returns>
    /// <exception cref="StorageException">The storage cannot be reached: that says nothing about packs.</exception>
    public (long Checked, long Damaged) Run(long prefix, IBlobStore data, DateTimeOffset checkedBefore, Func<bool> stop, CancellationToken cancellation)
    {
        long done = 0, damaged = 0;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var due = Due(prefix, checkedBefore).Where(pack => seen.Add(pack.Name)).ToList();
            if (due.Count == 0) return (done, damaged);
            foreach (var pack in due)
            {
                if (stop() || cancellation.IsCancellationRequested) return (done, damaged);
                var damage = Check(prefix, pack, data, cancellation);
                done++;
                if (damage is not null) damaged++;
            }
        }
    }

    private List<Pack> Due(long prefix, DateTimeOffset checkedBefore) => database.Read(connection =>
    {
        const string columns = "SELECT name, length, blake3 FROM blobs INDEXED BY", packs = "WHERE prefix = @prefix AND kind = 2 AND retired IS NULL AND present = 1";
        var times = new { prefix, before = VaultTime.From(checkedBefore), again = VaultTime.From(clock.GetUtcNow() - DamagedAgain), Batch };
        List<Pack> due = [.. connection.Query<Pack>($"{columns} blobs_unhashed {packs} AND blake3 IS NULL AND verified IS NULL LIMIT @Batch", times)];
        due.AddRange(connection.Query<Pack>($"{columns} blobs_damaged {packs} AND damage IS NOT NULL AND verified <= @again LIMIT @Batch", times));
        due.AddRange(connection.Query<Pack>($"{columns} blobs_checks {packs} AND COALESCE(verified, created) <= @before ORDER BY COALESCE(verified, created), name LIMIT @Batch", times));
        return due;
    });

    private string? Check(long prefix, Pack pack, IBlobStore data, CancellationToken cancellation)
    {
        limit.Take((int)pack.Length, cancellation);
        var (damage, hash) = Read(pack, data);
        if (damage is null && pack.Blake3 is { } declared && Bytes32.Read(declared) != hash) damage = PackDamage.Altered;
        database.Write(
            "UPDATE blobs SET verified = @now, damage = @damage, blake3 = COALESCE(blake3, @hash) WHERE prefix = @prefix AND name = @Name",
            new { prefix, pack.Name, now = VaultTime.From(clock.GetUtcNow()), damage, hash = damage is null ? hash?.ToArray() : null });
        return damage;
    }

    private static (string? Damage, Bytes32? Hash) Read(Pack pack, IBlobStore data)
    {
        for (var left = Tries; ; left--)
        {
            long length;
            try
            {
                length = data.GetLength(pack.Name);
            }
            catch (StorageException fault) when (fault.Fault == StorageFault.NotFound)
            {
                return (PackDamage.Missing, null);
            }
            if (length != pack.Length) return (PackDamage.Altered, null);
            try
            {
                return (null, HashOf(pack, data));
            }
            catch (StorageException fault) when (fault.Fault == StorageFault.NotFound)
            {
                return (PackDamage.Missing, null);
            }
            catch (StorageException fault) when (fault.Fault is StorageFault.Damaged or StorageFault.Unavailable)
            {
                // The storage answers, and does not give this pack's bytes.
                if (left <= 1) return (PackDamage.Unreadable, null);
            }
        }
    }

    private static Bytes32 HashOf(Pack pack, IBlobStore data)
    {
        var length = (int)pack.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            data.Read(pack.Name, 0, buffer.AsSpan(0, length));
            Span<byte> digest = stackalloc byte[Blake3.Size];
            Blake3.Hash(buffer.AsSpan(0, length), digest);
            return Bytes32.Read(digest);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private sealed record Pack
    {
        public string Name { get; init; } = "";

        public long Length { get; init; }

        public byte[]? Blake3 { get; init; }
    }
}
