using Holdfast.Contracts.Errors;
using Holdfast.VaultService.Data;
using Holdfast.VaultService.Pins;
using Holdfast.VaultService.Prefixes;
using Holdfast.VaultService.Trust;
using Holdfast.VaultService.Vaults;

namespace Holdfast.VaultService;

/// <summary>Everything that a vault service keeps in its data folder, opened. Keys are made when they are first needed. Thread-safe.</summary>
internal sealed class ServiceRecords : IDisposable
{
    private readonly Lazy<VaultAuthority> authority;
    private readonly Lazy<ServiceKey> key;

    internal ServiceRecords(string folder, TimeProvider clock)
    {
        Folder = folder;
        Clock = clock;
        DurableDocument.MakeFolder(folder);
        Database = VaultDatabase.Open(folder);
        Vaults = new VaultTable(Database);
        Servers = new ServerTable(Database);
        Credentials = new CredentialsTable(Database);
        Pins = new SecurityPins(Database, clock);
        Storage = new VaultStorage(folder, clock);
        authority = new(() => VaultAuthority.Open(folder, clock));
        key = new(() => ServiceKey.LoadOrCreate(folder));
        try
        {
            new EarlierVaults(folder, Database).Take();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Absolute.</summary>
    internal string Folder { get; }

    internal TimeProvider Clock { get; }

    internal VaultDatabase Database { get; }

    internal VaultTable Vaults { get; }

    internal ServerTable Servers { get; }

    internal CredentialsTable Credentials { get; }

    internal SecurityPins Pins { get; }

    internal VaultStorage Storage { get; }

    internal VaultAuthority Authority => authority.Value;

    internal ServiceKey Key => key.Value;

    /// <exception cref="HoldfastException"><see cref="ErrorCode.VaultNotFound"/>.</exception>
    internal VaultRow Named(string name) => Vaults.Named(name) ?? throw new HoldfastException(ErrorCode.VaultNotFound, $"There is no vault '{name}'.");

    /// <exception cref="HoldfastException"><see cref="ErrorCode.VaultNotFound"/>.</exception>
    internal VaultRow Vault(string id) => Vaults.Get(id) ?? throw new HoldfastException(ErrorCode.VaultNotFound, "The vault is not there any more.");

    /// <summary>A server's prefix in a vault; the caller's to dispose of.</summary>
    /// <exception cref="HoldfastException">The storage cannot be reached.</exception>
    internal ServerPrefix Prefix(VaultRow vault, string serverId) => new(Database, vault.Id, serverId, Storage.Open(vault), Pins, Clock);

    public void Dispose()
    {
        if (authority.IsValueCreated) authority.Value.Dispose();
        if (key.IsValueCreated) key.Value.Dispose();
        Storage.Dispose();
        Database.Dispose();
    }
}
