using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault.Joining;
using Holdfast.Contracts.Vault.Wire;

namespace Holdfast.Contracts.Vault.Owner;

/// <summary>
/// What the owner of vaults does at a vault service, as methods, one for each route. Thread-safe. Every method throws <see cref="HoldfastException"/>: what the service answered, or
/// <see cref="ErrorCode.NotReachable"/> where nothing does. Vaults are named by name, servers by id or name.
/// </summary>
public sealed class OwnerClient : IDisposable
{
    private static readonly OwnerJson json = OwnerJson.Default;
    private readonly HttpClient http;
    private readonly ApiTransport api;

    /// <summary>Uses a client of the caller's, which this one then owns. Its address is that of the service; its token, where one is needed, is in its headers.</summary>
    public OwnerClient(HttpClient http)
    {
        this.http = http;
        http.BaseAddress = new Uri(http.BaseAddress ?? throw new ArgumentException("The client needs the service's address.", nameof(http)), VaultWire.Root);
        api = new ApiTransport(http);
    }

    /// <summary>Who may sign in at the service.</summary>
    public AdministratorsClient Administrators => new(api);

    /// <summary>Whether the service answers. Needs no token.</summary>
    public Task<ReadyInfo> Ready(CancellationToken cancellation = default) => api.Get("ready", json.ReadyInfo, cancellation);

    /// <summary>Tells the service to stop; returns at once.</summary>
    public Task<Acknowledgement> Shutdown(CancellationToken cancellation = default) => api.Post("shutdown", json.Acknowledgement, cancellation);

    // Session

    /// <summary>Needs no token.</summary>
    public Task<OwnerSession> SignIn(OwnerSignIn signIn, CancellationToken cancellation = default) => api.Post("session", signIn, json.OwnerSignIn, json.OwnerSession, cancellation);

    /// <summary>Who is signed in.</summary>
    public Task<OwnerInfo> Caller(CancellationToken cancellation = default) => api.Get("session", json.OwnerInfo, cancellation);

    public Task<Acknowledgement> SignOut(CancellationToken cancellation = default) => api.Delete("session", json.Acknowledgement, cancellation);

    /// <summary>A way into the portal in the caller's name, for one use within two minutes.</summary>
    public Task<SignInLink> MakeLink(CancellationToken cancellation = default) => api.Post("session/link", json.SignInLink, cancellation);

    // Vaults

    public Task<OwnedVaults> Vaults(CancellationToken cancellation = default) => api.Get("vaults", json.OwnedVaults, cancellation);

    public Task<OwnedVault> Create(NewVault wanted, CancellationToken cancellation = default) => api.Post("vaults", wanted, json.NewVault, json.OwnedVault, cancellation);

    public Task<OwnedVault> Vault(string vault, CancellationToken cancellation = default) => api.Get(Route(vault), json.OwnedVault, cancellation);

    /// <summary>Deletes a vault that holds nothing.</summary>
    public Task<Acknowledgement> Delete(string vault, CancellationToken cancellation = default) => api.Delete(Route(vault), json.Acknowledgement, cancellation);

    /// <summary>A new credentials file; those issued before for this vault are no longer good.</summary>
    public Task<VaultCredentials> IssueCredentials(string vault, CancellationToken cancellation = default) => api.Post(Route(vault, "credentials"), json.VaultCredentials, cancellation);

    /// <param name="state">One of <see cref="VaultStates"/>.</param>
    public Task<OwnedVault> SetState(string vault, string state, CancellationToken cancellation = default) =>
        api.Post(Route(vault, "state"), new StateChange(state), json.StateChange, json.OwnedVault, cancellation);

    /// <summary>Locks a vault, or for longer than before; it cannot be taken back.</summary>
    public Task<OwnedVault> RaiseLock(string vault, int days, CancellationToken cancellation = default) =>
        api.Post(Route(vault, "lock"), new LockChange(days), json.LockChange, json.OwnedVault, cancellation);

    /// <summary>A security PIN in the place of the one before.</summary>
    public Task<VaultPin> MakePin(string vault, CancellationToken cancellation = default) => api.Post(Route(vault, "pin"), json.VaultPin, cancellation);

    public Task<VaultedServers> Servers(string vault, CancellationToken cancellation = default) => api.Get(Route(vault, "servers"), json.VaultedServers, cancellation);

    public Task<VaultUsage> Usage(string vault, CancellationToken cancellation = default) => api.Get(Route(vault, "usage"), json.VaultUsage, cancellation);

    /// <param name="month">Such as 2026-11; null for the one that runs.</param>
    public Task<VaultBill> Bill(string vault, string? month = null, CancellationToken cancellation = default) =>
        api.Get(new Query(Route(vault, "bill")).Add("month", month).ToString(), json.VaultBill, cancellation);

    /// <summary>What is to be done until the vault has its first backup, and how far that is.</summary>
    /// <summary>The program of the service's own version, for computers that are to be backed up.</summary>
    public Task<ProgramOffers> Programs(CancellationToken cancellation = default) => api.Get("programs", json.ProgramOffers, cancellation);

    public Task<QuickStart> QuickStart(string vault, CancellationToken cancellation = default) => api.Get(Route(vault, "quick-start"), json.QuickStart, cancellation);

    /// <summary>What servers deleted and the vault still has, a page at a time.</summary>
    /// <param name="server">Null for all.</param>
    /// <param name="after">Last of the page before; null for the first.</param>
    public Task<RetiredPage> Retired(string vault, string? server = null, RetiredBlob? after = null, CancellationToken cancellation = default) => api.Get(
        new Query(Route(vault, "retired")).Add("server", server).Add("afterServer", after?.Server).Add("afterName", after?.Name).ToString(), json.RetiredPage, cancellation);

    /// <summary>Brings back what a server deleted. Takes the vault's PIN.</summary>
    public Task<UndeleteResult> Undelete(string vault, UndeleteRequest request, CancellationToken cancellation = default) =>
        api.Post(Route(vault, "undelete"), request, json.UndeleteRequest, json.UndeleteResult, cancellation);

    /// <summary>How far the vault's own checks of packs have come.</summary>
    public Task<VaultChecks> Checks(string vault, CancellationToken cancellation = default) => api.Get(Route(vault, "checks"), json.VaultChecks, cancellation);

    // Service

    /// <summary>The time that the vaults go by.</summary>
    public Task<VaultClockState> Clock(CancellationToken cancellation = default) => api.Get("clock", json.VaultClockState, cancellation);

    /// <summary>Says that the computer's clock is right although it jumped ahead.</summary>
    public Task<VaultClockState> ConfirmClock(CancellationToken cancellation = default) => api.Post("clock/confirm", json.VaultClockState, cancellation);

    /// <summary>What owners did, newest first.</summary>
    /// <param name="vault">Null for all.</param>
    /// <param name="limit">1 to 10,000.</param>
    public Task<OwnerActs> Audit(string? vault = null, int limit = 200, CancellationToken cancellation = default) =>
        api.Get(new Query("audit").Add("vault", vault).Add("limit", limit).ToString(), json.OwnerActs, cancellation);

    public void Dispose() => http.Dispose();

    private static string Route(string vault) => "vaults/" + Uri.EscapeDataString(vault);

    private static string Route(string vault, string what) => $"{Route(vault)}/{what}";
}
