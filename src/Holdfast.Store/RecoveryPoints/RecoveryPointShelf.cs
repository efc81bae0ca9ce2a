using System.Text.Json;
using Holdfast.Format;
using Holdfast.Format.Hashing;
using Holdfast.Format.Items.Table;
using Holdfast.Format.Keys;
using Holdfast.Store.Repositories;

namespace Holdfast.Store.RecoveryPoints;

/// <summary>
/// The recovery points of a repository. A point exists when its blob does: creating it is the one act that makes a backup count. Opened points are kept in
/// memory (a few hundred bytes each); the blobs stay the truth.
/// </summary>
public sealed class RecoveryPointShelf
{
    private const int LargestPoint = 64 << 20;
    private readonly Repository repository;
    private readonly Dictionary<string, RecoveryPoint> opened = [];
    private readonly Dictionary<string, string> damaged = [];
    private readonly Dictionary<string, string> hashes = [];

    /// <summary>Added here: they count although a listing may not show them yet.</summary>
    private readonly HashSet<string> added = [];
    private readonly Lock gate = new();

    internal RecoveryPointShelf(Repository repository) => this.repository = repository;

    /// <summary>Points whose blob is damaged: name and reason, as of the last listing.</summary>
    public IReadOnlyDictionary<string, string> Damaged
    {
        get
        {
            lock (gate) return new Dictionary<string, string>(damaged);
        }
    }

    /// <summary>All points in order of creation, replica states among them.</summary>
    /// <exception cref="StorageException"><see cref="StorageFault.ListingFailed"/>: never a shorter list instead.</exception>
    public IReadOnlyList<RecoveryPoint> All()
    {
        lock (gate)
        {
            var blobs = repository.Blobs.List(BlobNames.Points);
            var names = blobs.Select(blob => blob.Name).ToHashSet();
            foreach (var gone in opened.Keys.Where(name => !names.Contains(name) && !added.Contains(name)).ToList()) opened.Remove(gone);
            damaged.Clear();
            foreach (var blob in blobs)
            {
                if (opened.ContainsKey(blob.Name)) continue;
                try
                {
                    opened[blob.Name] = Open(blob.Name, blob.Length);
                }
                catch (MalformedDataException error)
                {
                    damaged[blob.Name] = error.Message;
                }
            }
            return [.. opened.Values.OrderBy(point => point.Created).ThenBy(point => point.Token)];
        }
    }

    /// <summary>Forgets what was opened, so that the next look reads every blob again: a verification must not believe memory.</summary>
    public void Reread()
    {
        lock (gate)
        {
            foreach (var name in repository.Blobs.List(BlobNames.Points).Select(blob => blob.Name)) opened.Remove(name);
        }
    }

    /// <summary>States of a datasource, oldest first; its followed logs are none.</summary>
    public IReadOnlyList<RecoveryPoint> OfSource(string sourceId) => [.. All().Where(point => point.Source.Id == sourceId && !point.IsLog)];

    /// <summary>Followed logs of a datasource, oldest first: closed ones, then the one that goes on. Where a cut left an older state of one behind, the newest counts.</summary>
    public IReadOnlyList<RecoveryPoint> LogsOf(string sourceId) => [.. All().Where(point => point.Source.Id == sourceId && point is { IsLog: true, Log: not null })];

    /// <exception cref="StorageException"><see cref="StorageFault.NotFound"/>.</exception>
    public RecoveryPoint Get(string pointId) =>
        All().FirstOrDefault(point => point.Id == pointId) ?? throw new StorageException(StorageFault.NotFound, $"There is no recovery point {pointId}.");

    public ItemTableReader OpenTable(RecoveryPoint point) => new(repository.Chunks, point.Table.ToRoot());

    /// <summary>Hash of a point's document, which the next point of the source carries.</summary>
    public string HashOf(RecoveryPoint point)
    {
        lock (gate)
        {
            var name = BlobNames.Point(point.Source.Id, point.Id);
            return hashes.TryGetValue(name, out var hash) ? hash : throw new StorageException(StorageFault.NotFound, $"Recovery point {point.Id} is not open.");
        }
    }

    /// <summary>Removes a point, durably. Its data stays until the collector finds that nothing else reaches it and the soft-delete window is over.</summary>
    public void Delete(RecoveryPoint point)
    {
        lock (gate)
        {
            repository.Sessions.RequireOwnership();
            var name = BlobNames.Point(point.Source.Id, point.Id);
            repository.Blobs.Delete(name);
            opened.Remove(name);
            added.Remove(name);
        }
    }

    /// <summary>Removes several points in one act of whoever keeps the blobs, such as a vault that asks for leave once.</summary>
    /// <param name="remove">Removes the blobs with these names, all or none.</param>
    public void Delete(IReadOnlyCollection<RecoveryPoint> points, Action<IReadOnlyList<string>> remove)
    {
        lock (gate)
        {
            repository.Sessions.RequireOwnership();
            var names = points.Select(point => BlobNames.Point(point.Source.Id, point.Id)).ToList();
            remove(names);
            foreach (var name in names)
            {
                opened.Remove(name);
                added.Remove(name);
            }
        }
    }

    internal void Add(RecoveryPoint point)
    {
        var name = BlobNames.Point(point.Source.Id, point.Id);
        var document = JsonSerializer.SerializeToUtf8Bytes(point, RecoveryPointJson.Default.RecoveryPoint);
        repository.Blobs.Create(name, SealedObject.Seal(repository.Keyring, name, document, repository.Options.Randomness));
        lock (gate)
        {
            opened[name] = point;
            hashes[name] = Hash(document);
            added.Add(name);
        }
    }

    /// <summary>Puts a good document in the place of a damaged blob.</summary>
    internal void Replace(string name, RecoveryPoint good)
    {
        if (BlobNames.Point(good.Source.Id, good.Id) != name) throw new ArgumentException("The point belongs to another name.", nameof(good));
        repository.Sessions.RequireOwnership();
        repository.Blobs.Delete(name);
        Add(good);
    }

    private RecoveryPoint Open(string name, long length)
    {
        if (length > LargestPoint) throw new MalformedDataException($"'{name}' is {length} bytes long.");
        var bytes = new byte[length];
        repository.Blobs.Read(name, 0, bytes);
        try
        {
            var document = SealedObject.Open(repository.Keyring, name, bytes);
            var point = JsonSerializer.Deserialize(document, RecoveryPointJson.Default.RecoveryPoint);
            if (point is null || point.Version > RecoveryPoint.CurrentVersion || BlobNames.Point(point.Source.Id, point.Id) != name)
                throw new MalformedDataException($"'{name}' holds another point, or one of a newer version.");
            hashes[name] = Hash(document);
            return point;
        }
        catch (JsonException error)
        {
            throw new MalformedDataException($"'{name}' cannot be read.", error);
        }
    }

    private string Hash(byte[] document) => Blake3.KeyedHash(repository.Keyring.ChunkIdKey, document).ToString();
}
