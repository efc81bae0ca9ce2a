using System.Security.Cryptography;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.Vault.Connections;
using Holdfast.VaultService.Administrators;
using Holdfast.VaultService.Data;
using Holdfast.VaultService.Embedded;
using Holdfast.VaultService.Hosting;
using Holdfast.VaultService.Keeping;
using Holdfast.VaultService.Owning;
using Holdfast.VaultService.Issuing;
using Holdfast.VaultService.Prefixes;
using Holdfast.VaultService.Registering;
using Holdfast.VaultService.Trust;
using Holdfast.VaultService.Usage;
using Holdfast.VaultService.Vaults;
using Microsoft.Extensions.Logging;

namespace Holdfast.VaultService;

/// <summary>
/// The vaults of a data folder, for their owner and for servers in the same process. Several processes may have the folder open: the service, and its owner's commands. Thread-safe.
/// </summary>
public sealed class VaultDirectory : IDisposable
{
    private readonly ServiceRecords records;
    private readonly string actor;
    private readonly bool isOwner;

    private VaultDirectory(ServiceRecords records, string actor, bool isOwner) => (this.records, this.actor, this.isOwner) = (records, actor, isOwner);

    /// <summary>By name.</summary>
    public IReadOnlyList<OwnedVault> Vaults => [.. records.Vaults.All().Select(View)];

    internal ServiceRecords Records => records;

    internal VaultAuthority Authority => records.Authority;

    /// <summary>Under which servers find the service; null where it was never served.</summary>
    internal string? PublicAddress
    {
        get => new FactTable(records.Database).PublicAddress;
        set => new FactTable(records.Database).PublicAddress = value;
    }

    /// <summary>Whether a folder is the data folder of a vault service.</summary>
    public static bool IsAt(string folder) => File.Exists(Path.Combine(folder, VaultDatabase.FileName)) || Directory.Exists(Path.Combine(folder, "vaults"));

    /// <summary>Opens a data folder, made where it is not there, as the user of this process.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.ServiceUnreachable"/>, <see cref="ErrorCode.VaultDataDamaged"/>, <see cref="ErrorCode.NewerFormat"/>.</exception>
    public static VaultDirectory Open(string folder, TimeProvider clock) => new(new ServiceRecords(Path.GetFullPath(folder), clock), $"local: {Environment.UserName}", isOwner: true);

    /// <summary>The same vaults, for somebody else: what is done is recorded under that name.</summary>
    internal VaultDirectory By(string name) => new(records, name, isOwner: false);

    /// <summary>Makes a vault.</summary>
    /// <exception cref="HoldfastException">Name taken or impossible, storage taken or not reachable, numbers out of range.</exception>
    public OwnedVault Create(NewVault wanted)
    {
        VaultRule.Check(wanted);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var place = wanted.Storage is null ? StoragePlace.OfFolder(Path.Combine(records.Folder, "storage", id)) : StoragePlace.Parse(wanted.Storage);
        var now = records.Clock.GetUtcNow();
        var rules = new VaultRules(wanted.SoftDeleteDays, wanted.LockDays, wanted.HasRetentionFloors, wanted.PackTier);
        var vault = new VaultRow(id, wanted.Name, place.ToString(), wanted.Region, wanted.Redundancy, VaultStates.Active, rules, now);
        CheckIsNew(vault, records.Vaults.All());
        if (place.Folder is null) records.Storage.SignIn.Save(id, place, wanted.SignIn ?? throw new HoldfastException(ErrorCode.BadRequest, "A storage account needs a sign-in.", "Give --connection-string-file, or --sign-in with its options."));
        records.Storage.Take(vault);
        try
        {
            records.Database.Write((connection, transaction) =>
            {
                CheckIsNew(vault, VaultTable.All(connection, transaction));
                records.Vaults.Add(vault, connection, transaction);
                AuditTable.Add(now, actor, "create vault", vault.Name, vault.Storage, connection, transaction);
                return 0;
            });
        }
        catch (HoldfastException)
        {
            records.Storage.Leave(vault);
            throw;
        }
        return View(vault);
    }

    /// <exception cref="HoldfastException"><see cref="ErrorCode.VaultNotFound"/>.</exception>
    public OwnedVault Show(string name) => View(records.Named(name));

    /// <summary>A new credentials file; those issued before for this vault are no longer good.</summary>
    public byte[] IssueCredentials(string name) => new CredentialsDesk(records).Issue(records.Named(name), actor);

    /// <summary>Expired, a vault takes nothing new and can be read; deprovisioned, its servers delete their recovery points and nothing else is let through.</summary>
    /// <param name="state">One of <see cref="VaultStates"/>.</param>
    public OwnedVault SetState(string name, string state)
    {
        VaultRule.CheckState(state);
        var vault = records.Named(name);
        Change("set state", vault, state, (connection, transaction) => VaultTable.SetState(vault.Id, state, connection, transaction));
        return Show(name);
    }

    /// <summary>Locks a vault, or for longer than before.</summary>
    /// <param name="days">1 to 146000.</param>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.VaultImmutable"/>: it is locked for longer already, and nobody can shorten that.</exception>
    public OwnedVault RaiseLock(string name, int days)
    {
        VaultRule.CheckLock(days);
        var vault = records.Named(name);
        Change("raise lock", vault, $"{days} days", (connection, transaction) =>
        {
            if (!VaultTable.RaiseLock(vault.Id, days, connection, transaction))
                throw new HoldfastException(ErrorCode.VaultImmutable, $"The vault '{vault.Name}' is locked for {vault.Rules.LockDays} days: a lock can be raised and never lowered.", "Choose a longer one.");
        });
        return Show(name);
    }

    /// <summary>Deletes a vault that holds nothing. The storage is left empty.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.VaultImmutable"/>, <see cref="ErrorCode.VaultNotEmpty"/>: something is in it, also where it was deleted and can still be brought back.</exception>
    public void Delete(string name)
    {
        var vault = records.Named(name);
        if (records.Storage.Open(vault).List("servers/").Count > 0)
            throw vault.Rules.LockDays > 0
                ? new HoldfastException(ErrorCode.VaultImmutable, $"The vault '{vault.Name}' is locked and holds data.", "Wait until what is in it has outlived the lock and was removed.")
                : new HoldfastException(ErrorCode.VaultNotEmpty, $"The vault '{vault.Name}' holds data of its servers.");
        Change("delete vault", vault, vault.Storage, (connection, transaction) =>
        {
            ServerTable.DeleteOf(vault.Id, connection, transaction);
            CredentialsTable.DeleteOf(vault.Id, connection, transaction);
            VaultTable.Delete(vault.Id, connection, transaction);
        });
        records.Storage.Leave(vault);
    }

    public IReadOnlyList<VaultedServer> Servers(string name) => new Registrar(records).Servers(records.Named(name).Id);

    /// <summary>A security PIN in the place of the one before: good for five minutes and one use.</summary>
    public VaultPin MakePin(string name)
    {
        var vault = records.Named(name);
        var (pin, expires) = records.Pins.Make(vault, actor);
        return new VaultPin(vault.Name, pin, expires);
    }

    /// <summary>What servers deleted and the vault still has, a page at a time.</summary>
    /// <param name="server">Id or name; null for all.</param>
    /// <param name="after">Server and name of the last of the page before; null for the first.</param>
    public RetiredPage Retired(string name, string? server, (string Server, string Name)? after) => new DeletedData(records, actor).Page(records.Named(name), server, after);

    /// <summary>Brings back what a server deleted. Takes the vault's PIN.</summary>
    public UndeleteResult Undelete(string name, UndeleteRequest request) => new DeletedData(records, actor).Undelete(records.Named(name), request);

    /// <summary>How far the vault's own checks of packs have come.</summary>
    public VaultChecks Checks(string name) => new DeletedData(records, actor).Checks(records.Named(name));

    /// <summary>
    /// Begins what vaults need by themselves, hourly, for as long as the result is not disposed of: removing what was deleted long enough ago, checking packs, sampling what is stored. A running
    /// service does it; for vaults in the same process, whoever holds the directory.
    /// </summary>
    public IDisposable BeginUpkeep(ILogger log)
    {
        var loop = new UpkeepLoop(records, UpkeepOptions.Default, log);
        loop.Start();
        return loop;
    }

    /// <summary>The time that the vaults of this data folder go by, and whether the computer's clock is believed.</summary>
    public VaultClockState Clock() => ClockState(new VaultClock(records.Database, records.Clock).Observe());

    /// <summary>Says that the computer's clock is right although it jumped ahead: locks end by it again, and what is due is removed.</summary>
    public VaultClockState ConfirmClock()
    {
        var state = ClockState(new VaultClock(records.Database, records.Clock).Confirm());
        records.Database.Write((connection, transaction) =>
        {
            AuditTable.Add(records.Clock.GetUtcNow(), actor, "confirm clock", "", $"{state.Shown:u}", connection, transaction);
            return 0;
        });
        return state;
    }

    private VaultClockState ClockState(VaultTimes times) => new(times.Believed, records.Clock.GetUtcNow(), !times.IsDoubtful);

    /// <summary>What is in a vault now.</summary>
    public VaultUsage Usage(string name) => new VaultBilling(records).Usage(records.Named(name));

    /// <summary>What a vault costs in a month.</summary>
    /// <param name="month">Such as 2026-11; null for the one that runs.</param>
    public VaultBill Bill(string name, string? month) => new VaultBilling(records).Bill(records.Named(name), month);

    /// <summary>What is to be done until a vault has its first backup, and how far that is.</summary>
    public QuickStart QuickStart(string name)
    {
        var vault = Show(name);
        var address = PublicAddress;
        var shown = vault.Name.Contains(' ', StringComparison.Ordinal) ? $"\"{vault.Name}\"" : vault.Name;
        return new QuickStart(
            vault.Name, address,
            [
                new("serve", "Start the vault service, so that servers on other computers reach it", "holdfast vault serve --listen * --host-name NAME", address is not null),
                new("credentials", "Download vault credentials: good for 48 hours and one server", $"holdfast vault credentials {shown} --out FILE", vault.CredentialsExpire is not null),
                new("register", "Bring them to the backup server and register it", "holdfast vault register FILE --generate-passphrase --save-passphrase FILE", vault.Servers > 0),
                new("protect", "Protect a folder online", "holdfast protect PATH --online", Usage(name).Points > 0),
            ]);
    }

    /// <summary>Who may sign in at the service.</summary>
    public AdministratorDesk Administrators => new(records, actor);

    /// <summary>What owners did, newest first.</summary>
    /// <param name="vault">Name of a vault; null for all.</param>
    /// <param name="limit">1 to 10,000.</param>
    public IReadOnlyList<OwnerAct> Audit(string? vault, int limit) => new AuditTable(records.Database).Newest(vault, limit);

    /// <summary>Registers a server that runs on this computer and uses the data folder itself. The same id keeps its data.</summary>
    /// <param name="serverId">32 lower-case hexadecimal digits.</param>
    /// <param name="replace">Take the place of the server that has the id, whatever its name.</param>
    /// <exception cref="HoldfastException">Credentials refused, used, expired…; the vault is not active; the name is another server's.</exception>
    public VaultMembership Register(ReadOnlySpan<byte> credentialsFile, string serverName, string serverId, bool replace = false)
    {
        var vault = new Registrar(records).Register(VaultCredentials.Parse(credentialsFile), serverName, serverId, replace, request: null).Vault;
        return new VaultMembership(vault.Id, vault.Name, serverId, serverName, records.Folder, null, null);
    }

    /// <summary>A registered server's connection with its vault, where it uses the data folder itself.</summary>
    /// <exception cref="HoldfastException">The vault is not in this folder, or the server is not registered with it.</exception>
    public IVaultConnection Connect(VaultMembership membership)
    {
        if (records.Vaults.Get(membership.VaultId) is not { } vault)
            throw new HoldfastException(ErrorCode.WrongVault, $"'{records.Folder}' does not hold the vault '{membership.VaultName}' that this server is registered with.");
        if (records.Servers.Get(vault.Id, membership.ServerId) is null) throw new HoldfastException(ErrorCode.ServerNotFound, $"The vault '{vault.Name}' does not know this server.");
        return new EmbeddedVault(records.Prefix(vault, membership.ServerId), records.Clock);
    }

    /// <summary>What the servers of a vault have put there, for whoever has good credentials: on the computer of the data folder.</summary>
    /// <exception cref="HoldfastException">The credentials are refused.</exception>
    public IVaultReader OpenForReading(ReadOnlySpan<byte> credentialsFile)
    {
        var registrar = new Registrar(records);
        var vault = registrar.Check(VaultCredentials.Parse(credentialsFile));
        return new EmbeddedReader(records.Database, vault.Id, records.Clock, () => registrar.Servers(vault.Id), server => records.Prefix(vault, server));
    }

    public void Dispose()
    {
        if (isOwner) records.Dispose();
    }

    private OwnedVault View(VaultRow vault)
    {
        var credentials = records.Credentials.Newest(vault.Id);
        return new OwnedVault(
            vault.Id, vault.Name, vault.Storage, vault.Region, vault.Redundancy, vault.State, vault.Rules, vault.Created, records.Servers.Of(vault.Id).Count,
            credentials is { Expires: > 0 } ? VaultTime.To(credentials.Expires) : null);
    }

    private void Change(string operation, VaultRow vault, string detail, Action<System.Data.IDbConnection, System.Data.IDbTransaction> change) =>
        records.Database.Write((connection, transaction) =>
        {
            change(connection, transaction);
            AuditTable.Add(records.Clock.GetUtcNow(), actor, operation, vault.Name, detail, connection, transaction);
            return 0;
        });

    private static void CheckIsNew(VaultRow vault, IEnumerable<VaultRow> others)
    {
        foreach (var other in others)
        {
            if (string.Equals(other.Name, vault.Name, StringComparison.OrdinalIgnoreCase)) throw new HoldfastException(ErrorCode.VaultNameTaken, $"There is a vault '{other.Name}' already.");
            if (other.Storage == vault.Storage) throw new HoldfastException(ErrorCode.VaultStorageTaken, $"'{vault.Storage}' holds the vault '{other.Name}'.");
        }
    }
}
