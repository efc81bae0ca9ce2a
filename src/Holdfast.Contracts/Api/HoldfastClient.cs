using System.Net.Http.Headers;
using Holdfast.Contracts.Api.Agents;
using Holdfast.Contracts.Api.Alerts;
using Holdfast.Contracts.Api.Billing;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Api.Audit;
using Holdfast.Contracts.Api.Configuration;
using Holdfast.Contracts.Api.Notifications;
using Holdfast.Contracts.Errors;

namespace Holdfast.Contracts.Api;

/// <summary>
/// The API as methods, one for each route. Thread-safe. Every method throws <see cref="HoldfastException"/>: what the server answered, or
/// <see cref="ErrorCode.NotReachable"/> where nothing does. Datasources are named by id, name, or path; groups by id or name.
/// </summary>
public sealed class HoldfastClient : IDisposable
{
    /// <summary>Under which all routes lie, relative to the server's address.</summary>
    public const string Root = "api/v1/";

    /// <summary>Sent with requests that take a fresh confirmation: a code of the caller's authenticator, or a security PIN.</summary>
    public const string ConfirmationHeader = "Holdfast-Confirm";

    /// <summary>Sent with requests that the vault takes only with its security PIN.</summary>
    public const string VaultPinHeader = "Holdfast-Vault-Pin";

    private static readonly TimeSpan longestWait = TimeSpan.FromSeconds(60);
    private readonly HttpClient http;
    private readonly ApiTransport api;

    /// <param name="server">Such as http://127.0.0.1:8420.</param>
    /// <param name="token">Content of DIR/token; null for <see cref="Ready"/> alone.</param>
    public HoldfastClient(Uri server, string? token)
        : this(new HttpClient(DirectHandler()) { BaseAddress = server, Timeout = Timeout.InfiniteTimeSpan }, token)
    {
    }

    /// <summary>Uses a client of the caller's, which this one then owns. Its address is that of the server, without <see cref="Root"/>.</summary>
    public HoldfastClient(HttpClient http, string? token)
    {
        this.http = http;
        api = new ApiTransport(http);
        Agents = new AgentsClient(api);
        Policies = new Groups.GroupsClient(api);
        http.BaseAddress = new Uri(http.BaseAddress ?? throw new ArgumentException("The client needs the server's address.", nameof(http)), "/" + Root);
        if (token is not null) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Trim());
    }

    /// <summary>Address of the server, without the path of the API.</summary>
    public Uri Server => new(http.BaseAddress!, "/");

    public ConfigurationClient Configuration => new(api);

    public AgentsClient Agents { get; }
    /// <summary>The port that database servers write their backups to.</summary>
    public Objects.ObjectsClient Objects => new(api);

    /// <summary>Databases and other applications.</summary>
    public Applications.ApplicationsClient Applications => new(api);

    /// <summary>Disks of recovery points as network block devices.</summary>
    public Exports.ExportsClient Exports => new(api);
    public NotificationClient Notifications => new(api);
    public BillingClient Billing => new(api);

    /// <summary>Looks into recovery points, takes files out of them, and tells of recoveries.</summary>
    public Recovery.RecoveryClient Recovery => new(api);

    /// <summary>What a recovery will read, take, and cost.</summary>
    public Forecasts.ForecastClient Forecasts => new(api);
    /// <summary>Policies of groups, schedules, and their members.</summary>
    public Groups.GroupsClient Policies { get; }
    public AccountClient Accounts => new(api);

    public AuditClient Audit => new(api);

    public Vaults.VaultsClient Vaults => new(api);

    /// <summary>Overview, map, trends, and what policies will take.</summary>
    public Insight.InsightClient Insight => new(api);
    public Setup.SetupClient Setup => new(api);
    /// <summary>Reports, as files, and by mail.</summary>
    public Reports.ReportsClient Reports => new(api);

    /// <summary>Confirms the next requests with this code; null: none.</summary>
    public void Confirm(string? code)
    {
        http.DefaultRequestHeaders.Remove(ConfirmationHeader);
        if (code is not null) http.DefaultRequestHeaders.TryAddWithoutValidation(ConfirmationHeader, code);
    }

    /// <summary>Gives the next requests the security PIN of the vault; null: none.</summary>
    public void UseVaultPin(string? pin)
    {
        http.DefaultRequestHeaders.Remove(VaultPinHeader);
        if (pin is not null) http.DefaultRequestHeaders.TryAddWithoutValidation(VaultPinHeader, pin);
    }

    /// <summary>Whether the server answers. Needs no token.</summary>
    public Task<ReadyInfo> Ready(CancellationToken cancellation = default) => api.Get("ready", ApiJson.Default.ReadyInfo, cancellation);

    public Task<StatusInfo> Status(CancellationToken cancellation = default) => api.Get("status", ApiJson.Default.StatusInfo, cancellation);

    /// <summary>Tells the server to cancel its jobs and stop; returns at once.</summary>
    public Task<Acknowledgement> Shutdown(CancellationToken cancellation = default) => api.Post("shutdown", ApiJson.Default.Acknowledgement, cancellation);

    // Protection

    public Task<JobList> Protect(ProtectRequest request, CancellationToken cancellation = default) =>
        api.Post("protect", request, ApiJson.Default.ProtectRequest, ApiJson.Default.JobList, cancellation);

    /// <summary>Brings replicas up to date without making recovery points.</summary>
    public Task<JobList> Synchronize(RunRequest request, CancellationToken cancellation = default) =>
        api.Post("sync", request, ApiJson.Default.RunRequest, ApiJson.Default.JobList, cancellation);

    /// <summary>Consistency check: reads every file of the source again.</summary>
    public Task<JobList> Check(RunRequest request, CancellationToken cancellation = default) =>
        api.Post("check", request, ApiJson.Default.RunRequest, ApiJson.Default.JobList, cancellation);

    /// <summary>All datasources, by server and path.</summary>
    public Task<SourceList> Sources(CancellationToken cancellation = default) => Sources(inactive: false, cancellation);

    /// <summary>All datasources, or only those whose protection has been stopped, by server and path.</summary>
    public async Task<SourceList> Sources(bool inactive, CancellationToken cancellation = default)
    {
        var all = new List<SourceInfo>();
        SourceList page;
        string? after = null;
        do
        {
            page = await Sources(1000, after, inactive, cancellation);
            all.AddRange(page.Sources);
            after = page.Next;
        }
        while (after is not null);
        return new SourceList(all);
    }

    /// <summary>One page of the datasources, by server and path.</summary>
    /// <param name="limit">1…10,000.</param>
    /// <param name="after">Id of a datasource: only those behind it, as <see cref="SourceList.Next"/> of the last page says.</param>
    public Task<SourceList> Sources(int limit, string? after = null, bool inactive = false, CancellationToken cancellation = default) =>
        api.Get(new Query("sources").Add("limit", limit).Add("after", after).Add("inactive", inactive).ToString(), ApiJson.Default.SourceList, cancellation);

    public Task<SourceInfo> Source(string source, CancellationToken cancellation = default) =>
        api.Get(new Query("sources/find").Add("source", source).ToString(), ApiJson.Default.SourceInfo, cancellation);

    public Task<GroupList> Groups(CancellationToken cancellation = default) => api.Get("groups", ApiJson.Default.GroupList, cancellation);

    public Task<GroupInfo> Group(string group, CancellationToken cancellation = default) => api.Get(GroupRoute(group), ApiJson.Default.GroupInfo, cancellation);

    /// <summary>A group whose members are left out of the answer: there may be many of them.</summary>
    public Task<GroupInfo> GroupWithoutMembers(string group, CancellationToken cancellation = default) =>
        api.Get(new Query(GroupRoute(group)).Add("brief", true).ToString(), ApiJson.Default.GroupInfo, cancellation);

    public Task<GroupInfo> CreateGroup(CreateGroupRequest request, CancellationToken cancellation = default) =>
        api.Post("groups", request, ApiJson.Default.CreateGroupRequest, ApiJson.Default.GroupInfo, cancellation);

    public Task<GroupInfo> ModifyGroup(string group, ModifyGroupRequest request, CancellationToken cancellation = default) =>
        api.Put(GroupRoute(group), request, ApiJson.Default.ModifyGroupRequest, ApiJson.Default.GroupInfo, cancellation);

    public Task<GroupInfo> StopProtection(string group, StopProtectionRequest request, CancellationToken cancellation = default) =>
        api.Post(GroupRoute(group) + "/stop", request, ApiJson.Default.StopProtectionRequest, ApiJson.Default.GroupInfo, cancellation);

    /// <summary>Deletes a group that has no members any more.</summary>
    public Task<Acknowledgement> DeleteGroup(string group, CancellationToken cancellation = default) =>
        api.Delete(GroupRoute(group), ApiJson.Default.Acknowledgement, cancellation);

    // Recovery points and recovery

    public Task<JobList> CreateRecoveryPoint(CreateRecoveryPointRequest request, CancellationToken cancellation = default) =>
        api.Post("recovery-points", request, ApiJson.Default.CreateRecoveryPointRequest, ApiJson.Default.JobList, cancellation);

    /// <summary>Oldest first. With <paramref name="online"/> only those in the vault.</summary>
    public Task<RecoveryPointList> RecoveryPoints(string? source = null, bool online = false, CancellationToken cancellation = default) =>
        api.Get(new Query("recovery-points").Add("source", source).Add("online", online).ToString(), ApiJson.Default.RecoveryPointList, cancellation);

    public Task<RecoveryPointInfo> RecoveryPoint(string id, CancellationToken cancellation = default) =>
        api.Get("recovery-points/" + Uri.EscapeDataString(id), ApiJson.Default.RecoveryPointInfo, cancellation);

    /// <summary>Deletes a point's copy on disk, or in the vault with <paramref name="online"/> or where it lies only there.</summary>
    public Task<Acknowledgement> DeleteRecoveryPoint(string id, bool online = false, CancellationToken cancellation = default) =>
        api.Delete(new Query("recovery-points/" + Uri.EscapeDataString(id)).Add("online", online).ToString(), ApiJson.Default.Acknowledgement, cancellation);

    /// <param name="at">Id of a point, "latest", or an RFC 3339 time.</param>
    /// <param name="path">Folder relative to the datasource's root, as browse shows it; null or empty for the root.</param>
    public Task<BrowseResult> Browse(
        string source, string at = "latest", string? path = null, bool online = false, string? externalServer = null, CancellationToken cancellation = default) =>
        api.Get(
            new Query("browse").Add("source", source).Add("at", at).Add("path", path).Add("online", online).Add("externalServer", externalServer).ToString(),
            ApiJson.Default.BrowseResult, cancellation);

    /// <summary>Items whose name contains a text, in the points made from <paramref name="from"/> to <paramref name="to"/>, newest first.</summary>
    /// <param name="limit">1…10,000 hits.</param>
    public Task<SearchResult> Search(
        string text, string? source = null, DateTimeOffset? from = null, DateTimeOffset? to = null, bool online = false, int limit = 1000,
        CancellationToken cancellation = default) =>
        api.Get(
            new Query("search").Add("text", text).Add("source", source).Add("from", from).Add("to", to).Add("online", online).Add("limit", limit).ToString(),
            ApiJson.Default.SearchResult, cancellation);

    public Task<JobInfo> Recover(RecoverRequest request, CancellationToken cancellation = default) =>
        api.Post("recover", request, ApiJson.Default.RecoverRequest, ApiJson.Default.JobInfo, cancellation);

    public Task<JobInfo> Verify(VerifyRequest request, CancellationToken cancellation = default) =>
        api.Post("verify", request, ApiJson.Default.VerifyRequest, ApiJson.Default.JobInfo, cancellation);

    // Jobs and alerts

    /// <summary>Newest first.</summary>
    /// <param name="limit">1…10,000 jobs.</param>
    public Task<JobList> Jobs(
        string? state = null, string? type = null, string? source = null, int limit = 100, CancellationToken cancellation = default) =>
        Jobs(new JobQuery(state, type, source, Limit: limit), cancellation);

    /// <summary>One page of the jobs that a query wants, newest first.</summary>
    public Task<JobList> Jobs(JobQuery query, CancellationToken cancellation = default) =>
        api.Get(
            new Query("jobs").Add("state", query.State).Add("type", query.Type).Add("source", query.Source).Add("server", query.Server).Add("group", query.Group)
                .Add("text", query.Text).Add("from", query.From).Add("to", query.To).Add("limit", query.Limit).Add("before", query.Before).ToString(),
            ApiJson.Default.JobList, cancellation);

    /// <summary>A job as it is; with <paramref name="wait"/> as soon as it has ended, or after that time (at most 60 s) as it is then.</summary>
    public Task<JobInfo> Job(string id, TimeSpan wait = default, CancellationToken cancellation = default)
    {
        var waitMs = (long)TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, longestWait.Ticks)).TotalMilliseconds;
        return api.Get(new Query(JobRoute(id)).Add("waitMs", waitMs > 0 ? waitMs : null).ToString(), ApiJson.Default.JobInfo, cancellation);
    }

    /// <summary>Waits until a job has ended; tells how far it is every <paramref name="interval"/>.</summary>
    public async Task<JobInfo> WaitForJob(string id, Action<JobInfo>? progress, TimeSpan interval, CancellationToken cancellation = default)
    {
        while (true)
        {
            var job = await Job(id, progress is null ? longestWait : interval, cancellation);
            progress?.Invoke(job);
            if (job.HasEnded) return job;
        }
    }

    public Task<JobInfo> CancelJob(string id, CancellationToken cancellation = default) => api.Post(JobRoute(id) + "/cancel", ApiJson.Default.JobInfo, cancellation);

    /// <summary>Queues a new job that does the same as one that has ended.</summary>
    public Task<JobInfo> RerunJob(string id, CancellationToken cancellation = default) => api.Post(JobRoute(id) + "/rerun", ApiJson.Default.JobInfo, cancellation);

    /// <summary>Newest first.</summary>
    public Task<AlertList> Alerts(bool includeResolved = false, CancellationToken cancellation = default) =>
        api.Get(new Query("alerts").Add("includeResolved", includeResolved).ToString(), ApiJson.Default.AlertList, cancellation);

    /// <summary>Newest first, page by page.</summary>
    public Task<AlertList> Alerts(AlertQuery query, CancellationToken cancellation = default) => api.Get(query.Route(), ApiJson.Default.AlertList, cancellation);

    public Task<AlertInfo> Alert(string id, CancellationToken cancellation = default) =>
        api.Get("alerts/" + Uri.EscapeDataString(id), ApiJson.Default.AlertInfo, cancellation);

    public Task<AlertInfo> ResolveAlert(string id, CancellationToken cancellation = default) =>
        api.Post("alerts/" + Uri.EscapeDataString(id) + "/resolve", ApiJson.Default.AlertInfo, cancellation);

    // Storage pool

    public Task<DiskList> Disks(CancellationToken cancellation = default) => api.Get("disks", ApiJson.Default.DiskList, cancellation);

    public Task<DiskInfo> AddDisk(AddDiskRequest request, CancellationToken cancellation = default) =>
        api.Post("disks", request, ApiJson.Default.AddDiskRequest, ApiJson.Default.DiskInfo, cancellation);

    /// <summary>Moves a disk's data to the others and takes it out of the pool.</summary>
    public Task<JobInfo> RemoveDisk(string id, bool evenIfDataIsLost = false, CancellationToken cancellation = default) =>
        api.Delete(new Query("disks/" + Uri.EscapeDataString(id)).Add("evenIfDataIsLost", evenIfDataIsLost).ToString(), ApiJson.Default.JobInfo, cancellation);

    public Task<DiskList> RescanDisks(CancellationToken cancellation = default) => api.Post("disks/rescan", ApiJson.Default.DiskList, cancellation);

    /// <summary>Rebuilds index and catalog from the pool alone. The job history is not kept.</summary>
    public Task<JobInfo> RebuildCatalog(CancellationToken cancellation = default) => api.Post("pool/rebuild-catalog", ApiJson.Default.JobInfo, cancellation);

    public Task<JobInfo> Collect(CollectRequest request, CancellationToken cancellation = default) =>
        api.Post("pool/collect", request, ApiJson.Default.CollectRequest, ApiJson.Default.JobInfo, cancellation);

    // Vault

    public Task<VaultInfo> Vault(CancellationToken cancellation = default) => api.Get("vault", ApiJson.Default.VaultInfo, cancellation);

    public Task<VaultConnection> VaultConnection(CancellationToken cancellation = default) =>
        api.Get("vault/connection", ApiJson.Default.VaultConnection, cancellation);

    public Task<VaultInfo> RegisterVault(RegisterVaultRequest request, CancellationToken cancellation = default) =>
        api.Post("vault/register", request, ApiJson.Default.RegisterVaultRequest, ApiJson.Default.VaultInfo, cancellation);

    /// <summary>Rebuilds the knowledge of the vault copy, and from it the catalog.</summary>
    public Task<JobInfo> RebuildVault(RebuildVaultRequest request, CancellationToken cancellation = default) =>
        api.Post("vault/rebuild", request, ApiJson.Default.RebuildVaultRequest, ApiJson.Default.JobInfo, cancellation);

    /// <summary>This server and the others of the vault that are known here.</summary>
    public Task<ExternalServerList> VaultServers(CancellationToken cancellation = default) =>
        api.Get("vault/servers", ApiJson.Default.ExternalServerList, cancellation);

    public Task<ExternalServerList> Externals(CancellationToken cancellation = default) => api.Get("external", ApiJson.Default.ExternalServerList, cancellation);

    public Task<ExternalServerList> AddExternal(AddExternalRequest request, CancellationToken cancellation = default) =>
        api.Post("external", request, ApiJson.Default.AddExternalRequest, ApiJson.Default.ExternalServerList, cancellation);

    /// <summary>Recovery points of another server; browse and recover them with its id as external server.</summary>
    public Task<RecoveryPointList> ExternalRecoveryPoints(string server, CancellationToken cancellation = default) =>
        api.Get("external/" + Uri.EscapeDataString(server) + "/recovery-points", ApiJson.Default.RecoveryPointList, cancellation);

    public void Dispose() => http.Dispose();

    private static string GroupRoute(string group) => "groups/" + Uri.EscapeDataString(group);

    private static string JobRoute(string id) => "jobs/" + Uri.EscapeDataString(id);

    // A proxy must never see the token, and redirects never come from Holdfast.
    private static SocketsHttpHandler DirectHandler() =>
        new() { UseProxy = false, AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5) };
}
