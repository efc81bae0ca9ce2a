using System.Security.Cryptography;
using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.VaultService.Data;
using Holdfast.VaultService.Hosting;
using Holdfast.VaultService.Trust;

namespace Holdfast.VaultService;

/// <summary>The vault owner's side: makes vaults in a data folder and issues credentials for them.</summary>
public sealed class VaultDirectory : IDisposable
{
    public const int ShortestSoftDelete = 14, LongestSoftDelete = 180;

    /// <summary>How long a credentials file is good: as long as those of MABS.</summary>
    public static readonly TimeSpan CredentialsLifetime = TimeSpan.FromHours(48);

    private readonly string folder;
    private readonly TimeProvider clock;
    private readonly Lazy<VaultDatabase> database;
    private readonly Lazy<VaultAuthority> authority;

    private VaultDirectory(string folder, TimeProvider clock)
    {
        this.folder = folder;
        this.clock = clock;
        database = new(() => VaultDatabase.Open(folder));
        authority = new(() => VaultAuthority.Open(folder, clock));
    }

    public IReadOnlyList<VaultDocument> Vaults
    {
        get
        {
            var vaults = Path.Combine(folder, "vaults");
            if (!Directory.Exists(vaults)) return [];
            return [.. Directory.EnumerateFiles(vaults, "*.json").Order(StringComparer.Ordinal)
                .Select(file => DurableDocument.Read(file, VaultJson.Default.VaultDocument)).OfType<VaultDocument>()];
        }
    }

    internal VaultDatabase Database => database.Value;

    internal VaultAuthority Authority => authority.Value;

    /// <summary>Under which servers find the service; null where it was never served.</summary>
    internal string? PublicAddress
    {
        get => new FactTable(Database).PublicAddress;
        set => new FactTable(Database).PublicAddress = value;
    }

    internal ICallerSource Callers(string localToken) => new KnownCallers(Authority, new ServerTable(Database), new CredentialsTable(Database), localToken, clock);

    public void Dispose()
    {
        if (authority.IsValueCreated) authority.Value.Dispose();
        if (database.IsValueCreated) database.Value.Dispose();
    }

    /// <summary>Whether a folder is the data folder of a vault service.</summary>
    public static bool IsAt(string folder) => File.Exists(Path.Combine(folder, VaultDatabase.FileName)) || Directory.Exists(Path.Combine(folder, "vaults"));

    public static VaultDirectory Open(string folder, TimeProvider clock)
    {
        DurableDocument.MakeFolder(Path.GetFullPath(folder));
        return new VaultDirectory(Path.GetFullPath(folder), clock);
    }

    /// <summary>Makes a vault.</summary>
    /// <param name="storage">Its storage folder; null for one below the data folder. Empty or absent.</param>
    /// <param name="softDeleteDays">14…180: how long deleted data is kept.</param>
    /// <exception cref="HoldfastException">Name taken or impossible, storage in use, days out of range.</exception>
    public VaultDocument Create(string name, string? storage, int softDeleteDays = ShortestSoftDelete)
    {
        using var alone = FolderLock.Take(folder);
        if (name.Length is 0 or > 64 || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or ' ')) || name.Trim() != name)
            throw new HoldfastException(ErrorCode.VaultNameInvalid, $"'{name}' cannot be the name of a vault: 1 to 64 letters, digits, blanks, '-' and '_'.");
        if (softDeleteDays is < ShortestSoftDelete or > LongestSoftDelete)
            throw new HoldfastException(ErrorCode.BadRequest, $"Soft delete of {softDeleteDays} days is not possible.", $"Choose {ShortestSoftDelete} to {LongestSoftDelete} days.");
        if (Vaults.Any(vault => string.Equals(vault.Name, name, StringComparison.OrdinalIgnoreCase)))
            throw new HoldfastException(ErrorCode.VaultNameTaken, $"There is a vault '{name}' already.");
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var place = Path.GetFullPath(storage ?? Path.Combine(folder, "storage", id));
        if (File.Exists(VaultFolder.DocumentPath(place))) throw new HoldfastException(ErrorCode.VaultNameTaken, $"'{place}' holds a vault already.");
        if (Directory.Exists(place) && Directory.EnumerateFileSystemEntries(place).Any(entry => Path.GetFileName(entry) != "lost+found"))
            throw new HoldfastException(ErrorCode.Conflict, $"The folder '{place}' is not empty.", "Give the vault a folder of its own.");
        using var key = LoadKey();
        var document = new VaultDocument(1, id, name, place, clock.GetUtcNow(), softDeleteDays, VaultDocument.Active, key.PublicKey, 0, "");
        Save(document);
        return document;
    }

    /// <summary>A new credentials file; those issued before for this vault are no longer good.</summary>
    public byte[] IssueCredentials(string name)
    {
        using var alone = FolderLock.Take(folder);
        var vault = Find(name);
        using var key = LoadKey();
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var credentials = new VaultCredentials(
            VaultCredentials.FormatName, VaultCredentials.CurrentVersion, vault.Id, vault.Name, vault.Storage, key.PublicKey, secret, vault.NewestSerial + 1,
            now, now + CredentialsLifetime, "");
        Save(vault with { NewestSerial = credentials.Serial, RegistrationKeyHash = VaultFolder.HashOf(secret) });
        return JsonSerializer.SerializeToUtf8Bytes(credentials with { Signature = key.Sign(credentials.SignedBytes()) }, VaultJson.Default.VaultCredentials);
    }

    /// <summary>Where a vault is not active, no server can register; what is there can be read.</summary>
    /// <param name="state"><see cref="VaultDocument.Active"/>, <see cref="VaultDocument.Expired"/> or <see cref="VaultDocument.Deprovisioned"/>.</param>
    public VaultDocument SetState(string name, string state)
    {
        if (state is not (VaultDocument.Active or VaultDocument.Expired or VaultDocument.Deprovisioned))
            throw new HoldfastException(ErrorCode.BadRequest, $"A vault cannot be '{state}'.", "Choose active, expired or deprovisioned.");
        using var alone = FolderLock.Take(folder);
        var vault = Find(name) with { State = state };
        Save(vault);
        return vault;
    }

    /// <summary>Bytes of a server's sealed data.</summary>
    /// <exception cref="HoldfastException">No such vault or server.</exception>
    public long UsedBytes(string name, string serverId) =>
        VaultFolder.UsedBytes(Find(name).Storage, serverId)
        ?? throw new HoldfastException(ErrorCode.ServerNotFound, $"No server '{serverId}' is registered with the vault '{name}'.");

    public IReadOnlyList<ServerRegistration> Servers(string name) => VaultFolder.Servers(Find(name).Storage);

    private VaultDocument Find(string name) =>
        Vaults.FirstOrDefault(vault => string.Equals(vault.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new HoldfastException(ErrorCode.VaultNotFound, $"There is no vault '{name}'.");

    /// <summary>In the storage folder first: a vault that the data folder knows is always there.</summary>
    private void Save(VaultDocument document)
    {
        DurableDocument.Write(VaultFolder.DocumentPath(document.Storage), document, VaultJson.Default.VaultDocument);
        DurableDocument.Write(Path.Combine(folder, "vaults", document.Id + ".json"), document, VaultJson.Default.VaultDocument);
    }

    private ServiceKey LoadKey() => ServiceKey.LoadOrCreate(Path.Combine(folder, "service.key"));
}
