using System.Collections.Concurrent;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Wire;
using Holdfast.Format.Hashing;
using Holdfast.Store;
using Holdfast.Store.Blobs;
using Holdfast.Store.Durability;
using Holdfast.Vault.Connections;
using Holdfast.VaultService.Data;
using Holdfast.VaultService.Keeping;
using Holdfast.VaultService.Vaults;

namespace Holdfast.VaultService.Prefixes;

/// <summary>
/// One server's blobs in a vault, under the vault's rules, whatever the storage is: created once and never again, read, and retired; nothing else, and nothing outside. What is
/// put is in the ledger, with its hash, before it is in the storage. Thread-safe.
/// </summary>
/// <remarks>
/// As a store it fails with <see cref="StorageException"/>; a refusal is <see cref="StorageFault.Forbidden"/> with the <see cref="HoldfastException"/> inside.
/// Named places where a test can kill the process: vault.announced (in the ledger, not in the storage), vault.stored (there, and the ledger does not know it yet),
/// vault.retired (hidden, housekeeping not removed).
/// </remarks>
internal sealed class ServerPrefix : IBlobStore, IDisposable
{
    private readonly string vaultId;
    private readonly string serverId;
    private readonly VaultDatabase database;
    private readonly VaultClock time;
    private readonly IBlobStore data;
    private readonly IPinCheck pins;
    private readonly ConcurrentQueue<string> arrived = new();
    private readonly NameGate names = new();
    private readonly Lazy<Opened> opened;

    /// <param name="storage">All of the vault's; stays the property of the caller.</param>
    public ServerPrefix(VaultDatabase database, string vaultId, string serverId, IBlobStore storage, IPinCheck pins, TimeProvider clock)
    {
        if (!ServerRule.IsId(serverId)) throw new ArgumentException("A server id has 32 hexadecimal digits.", nameof(serverId));
        this.database = database;
        this.vaultId = vaultId;
        this.serverId = serverId;
        this.pins = pins;
        time = new VaultClock(database, clock);
        data = new PrefixedBlobStore(storage, FolderOf(serverId));
        opened = new Lazy<Opened>(Open, LazyThreadSafetyMode.PublicationOnly);
    }

    private PrefixSight Sight => opened.Value.Sight;

    private long Prefix => opened.Value.Prefix;

    /// <summary>Where a server's blobs lie in a vault's storage.</summary>
    public static string FolderOf(string serverId) => $"servers/{serverId}/data/";

    /// <summary>The vault's row, as it is now.</summary>
    /// <exception cref="HoldfastException">There is no such vault any more.</exception>
    public VaultRow Vault() => Sight.Vault();

    public IBlobWriter BeginCreate(string name, long expectedLength)
    {
        BlobName.Check(name);
        Told(() => CheckPut(name, expectedLength));
        return PutBlobs.Begin(name, expectedLength, (committed, bytes) => Put(committed, bytes.Span, null));
    }

    public void Create(string name, ReadOnlySpan<byte> content)
    {
        BlobName.Check(name);
        Put(name, content, null);
    }

    /// <summary>Fails where a blob of this name and length would be refused, so that its bytes need not come.</summary>
    /// <exception cref="StorageException">Forbidden, with the vault's code inside.</exception>
    public void Admit(string name, long length) => Told(() => CheckPut(name, length));

    /// <summary>Creates a blob whose bytes are at hand.</summary>
    /// <param name="declared">What the sender says its hash is; null where the sender is this process.</param>
    /// <exception cref="StorageException">AlreadyExists; Forbidden with the vault's code inside (VaultBytesDiffer where the bytes are not as declared); what the storage meets.</exception>
    public void Put(string name, ReadOnlySpan<byte> bytes, Bytes32? declared)
    {
        var length = bytes.Length;
        var kind = Told(() => CheckPut(name, length));
        Span<byte> digest = stackalloc byte[Blake3.Size];
        Blake3.Hash(bytes, digest);
        var hash = Bytes32.Read(digest);
        if (declared is { } expected && expected != hash)
            throw VaultRefusal.AsStorage(new HoldfastException(ErrorCode.VaultBytesDiffer, $"The bytes that came for '{name}' have another hash than was declared: nothing was kept."));
        if (kind == BlobKind.Housekeeping)
        {
            data.Create(name, bytes);
            return;
        }
        using (names.Enter(name))
        {
            if (AnnounceAll([new AnnouncedBlob(name, length, hash)]).Count > 0) throw new StorageException(StorageFault.AlreadyExists, $"'{name}' is there already.");
            FailPoint.Reach("vault.announced");
            Store(name, bytes);
            FailPoint.Reach("vault.stored");
            arrived.Enqueue(name);
        }
    }

    /// <summary>Records blobs that the server will put into the storage itself, by a grant.</summary>
    /// <returns>Names that are there already and get no grant.</returns>
    /// <exception cref="StorageException">Forbidden: one of them may not be put, and none was recorded.</exception>
    public IReadOnlyList<string> Announce(IReadOnlyList<AnnouncedBlob> blobs)
    {
        var kinds = blobs.Select(blob => Told(() => CheckPut(blob.Name, blob.Length))).ToList();
        var recorded = blobs.Where((_, i) => kinds[i] != BlobKind.Housekeeping).ToList();
        var entered = new Stack<IDisposable>();
        try
        {
            // Always in the same order, so that two requests do not wait for each other.
            foreach (var name in recorded.Select(blob => blob.Name).Distinct().Order(StringComparer.Ordinal)) entered.Push(names.Enter(name));
            var there = AnnounceAll(recorded);
            there.AddRange(blobs.Where((blob, i) => kinds[i] == BlobKind.Housekeeping && LengthInStorage(blob.Name) is not null).Select(blob => blob.Name));
            return there;
        }
        finally
        {
            while (entered.TryPop(out var one)) one.Dispose();
        }
    }

    /// <summary>The hash that was declared for a blob; null where it is not known.</summary>
    public Bytes32? HashOf(string name)
    {
        Told(() => CheckRead(name));
        return Told(() => database.Read(connection => Ledger.Find(connection, null, Prefix, name)?.Hash));
    }

    public long GetLength(string name)
    {
        BlobName.Check(name);
        Told(() => CheckRead(name));
        return data.GetLength(name);
    }

    public void Read(string name, long offset, Span<byte> destination)
    {
        BlobName.Check(name);
        Told(() => CheckRead(name));
        data.Read(name, offset, destination);
    }

    public IReadOnlyList<BlobInfo> List(string prefix)
    {
        BlobName.CheckPrefix(prefix);
        Told(() => VaultRefusal.OfReading(Sight.Vault()) is { } refusal ? throw refusal : true);
        var found = data.List(prefix);
        // Asked after the storage: what is retired meanwhile is left out.
        var retired = Told(() => database.Read(connection => Ledger.RetiredNames(connection, Prefix, prefix)));
        return [.. found.Where(blob => !retired.Contains(blob.Name) && NameRule.KindOf(blob.Name) is not null)];
    }

    /// <summary>A retirement without a PIN.</summary>
    public bool Delete(string name)
    {
        BlobName.Check(name);
        return Told(() => Retire([name], null)) is { Absent: 0 };
    }

    /// <summary>Retires blobs: hidden now, removed by the vault when its rules allow. All or none.</summary>
    /// <param name="pin">Used up only where something cannot be retired without it.</param>
    /// <exception cref="HoldfastException">What the vault's rules say against it; nothing was retired.</exception>
    public RetirementResult Retire(IReadOnlyList<string> names, string? pin)
    {
        NoteArrivals();
        return new Retirement(database, time, data, pins, vaultId, Prefix).Run(names, pin);
    }

    /// <summary>Keeps what the server's policies keep; what is not named stays as it was declared.</summary>
    /// <exception cref="HoldfastException">A kind is dropped or below the floor, and there is no good PIN.</exception>
    public void Declare(IReadOnlyList<SourceRetention> sources, string? pin) => new DeclaredRetention(database, pins, time, vaultId, Prefix).Declare(sources, pin);

    /// <summary>How far the vault's checks of this server's packs have come.</summary>
    public PackCheckSummary Checks() => new PackChecks(database).Summary(Prefix);

    /// <summary>Packs in name order, a page at a time.</summary>
    /// <param name="after">The last name of the page before; null for the first.</param>
    public IReadOnlyList<PackCheck> Checks(string? after, int most) => new PackChecks(database).Page(Prefix, after, most);

    /// <summary>What was retired and is not removed yet, in name order, a page at a time.</summary>
    /// <param name="after">The last name of the page before; null for the first.</param>
    /// <exception cref="HoldfastException">The vault's state gives nobody anything.</exception>
    public RetiredBlobPage Retired(string? after)
    {
        if (VaultRefusal.OfReading(Sight.Vault()) is { } refusal) throw refusal;
        var last = new RetiredBlob(serverId, after ?? "", 0, default, default);
        var found = new RetiredBlobs(database, pins).Page(vaultId, serverId, last, VaultWire.PageSize + 1);
        var isLast = found.Count <= VaultWire.PageSize;
        IReadOnlyList<RetiredBlob> page = isLast ? found : [.. found.Take(VaultWire.PageSize)];
        return new RetiredBlobPage(page, isLast ? null : page[^1].Name);
    }

    /// <summary>Tells the ledger what came; it would find out by itself.</summary>
    public void Dispose()
    {
        if (!opened.IsValueCreated) return;
        try
        {
            NoteArrivals();
        }
        finally
        {
            Sight.Dispose();
        }
    }

    private Opened Open()
    {
        var prefix = database.Read(connection => Adoption.NumberOf(connection, vaultId, serverId)) ?? Adoption.Run(database, time, vaultId, serverId, data);
        return new Opened(prefix, new PrefixSight(database, vaultId, prefix));
    }

    private BlobKind CheckPut(string name, long length)
    {
        var kind = NameRule.KindOf(name) ?? throw VaultRefusal.OfName();
        if (length < 0 || length > NameRule.LongestOf(kind))
            throw new HoldfastException(ErrorCode.VaultBlobTooLong, $"'{name}' would have {length} bytes; such a blob may have {NameRule.LongestOf(kind)}.");
        return VaultRefusal.OfWriting(Sight.Vault()) is { } refusal ? throw refusal : kind;
    }

    private bool CheckRead(string name)
    {
        var kind = NameRule.KindOf(name) ?? throw VaultRefusal.OfName();
        var isRetired = false;
        var vault = kind == BlobKind.Housekeeping ? Sight.Vault() : Sight.Vault(name, out isRetired);
        if (VaultRefusal.OfReading(vault) is { } refusal) throw refusal;
        if (isRetired) throw new StorageException(StorageFault.NotFound, $"'{name}' is not there.");
        return true;
    }

    /// <returns>Names that are there already.</returns>
    private List<string> AnnounceAll(IReadOnlyList<AnnouncedBlob> blobs)
    {
        var (there, unclear) = Told(() => Record(blobs, mayReplace: false));
        // Announced before, and nobody knows whether it came: the storage does.
        foreach (var blob in unclear.Where(blob => LengthInStorage(blob.Name) is not null))
        {
            arrived.Enqueue(blob.Name);
            there.Add(blob.Name);
        }
        var absent = unclear.Where(blob => !there.Contains(blob.Name)).ToList();
        if (absent.Count > 0) there.AddRange(Told(() => Record(absent, mayReplace: true)).There);
        return there;
    }

    /// <summary>One transaction, which takes the arrivals before it along.</summary>
    private (List<string> There, List<AnnouncedBlob> Unclear) Record(IReadOnlyList<AnnouncedBlob> blobs, bool mayReplace) => database.Write((connection, transaction) =>
    {
        // Nobody can change the state while this transaction runs.
        if (VaultRefusal.OfWriting(Sight.Vault()) is { } refusal) throw refusal;
        Ledger.NoteArrived(connection, transaction, Prefix, TakeArrivals());
        var now = time.Observe(connection, transaction).Latest;
        var there = new List<string>();
        var unclear = new List<AnnouncedBlob>();
        foreach (var blob in blobs)
        {
            var known = Ledger.Find(connection, transaction, Prefix, blob.Name);
            if (known is { IsRetired: true }) throw new HoldfastException(ErrorCode.VaultNameRetired, $"'{blob.Name}' was retired: its name is not used again.");
            if (known is { IsPresent: true }) there.Add(blob.Name);
            else if (known is not null && !mayReplace) unclear.Add(blob);
            else Ledger.Announce(connection, transaction, Prefix, blob, NameRule.KindOf(blob.Name)!.Value, now);
        }
        return (there, unclear);
    });

    private void Store(string name, ReadOnlySpan<byte> bytes)
    {
        try
        {
            data.Create(name, bytes);
        }
        catch (StorageException fault) when (fault.Fault == StorageFault.AlreadyExists)
        {
            // It came past the ledger: what was announced is not the hash of what is there.
            if (LengthInStorage(name) is { } length)
                Told(() => database.Write((connection, transaction) =>
                {
                    Ledger.Adopt(connection, transaction, Prefix, name, length, NameRule.KindOf(name)!.Value, time.Observe(connection, transaction).Latest);
                    return true;
                }));
            throw;
        }
    }

    private long? LengthInStorage(string name)
    {
        try
        {
            return data.GetLength(name);
        }
        catch (StorageException fault) when (fault.Fault == StorageFault.NotFound)
        {
            return null;
        }
    }

    private void NoteArrivals()
    {
        var came = TakeArrivals();
        if (came.Count > 0)
            database.Write((connection, transaction) =>
            {
                Ledger.NoteArrived(connection, transaction, Prefix, came);
                return true;
            });
    }

    private List<string> TakeArrivals()
    {
        var came = new List<string>();
        while (arrived.TryDequeue(out var name)) came.Add(name);
        return came;
    }

    private static T Told<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (HoldfastException refusal)
        {
            throw VaultRefusal.AsStorage(refusal);
        }
    }

    private sealed record Opened(long Prefix, PrefixSight Sight);
}
