namespace Holdfast.Contracts.Api.Applications;

/// <summary>Applications such as databases: what can be done with them, how far back they can be recovered, and the proof of it.</summary>
public sealed class ApplicationsClient
{
    private readonly ApiTransport api;

    internal ApplicationsClient(ApiTransport api) => this.api = api;

    /// <summary>The kinds that this server knows.</summary>
    public Task<WorkloadList> Workloads(CancellationToken cancellation = default) => api.Get("workloads", ApplicationsJson.Default.WorkloadList, cancellation);

    /// <summary>Asks an application how it is. Nothing is made.</summary>
    public Task<ApplicationInfo> Describe(DescribeRequest request, CancellationToken cancellation = default) =>
        api.Post("applications/describe", request, ApplicationsJson.Default.DescribeRequest, ApplicationsJson.Default.ApplicationInfo, cancellation);

    /// <summary>Instances of applications on the server's own computer or on an agent's, or what an instance holds that can be protected.</summary>
    /// <param name="instance">Address of an instance; null for this computer's.</param>
    /// <param name="server">Production server whose agent is asked; null: the server's own computer.</param>
    public Task<FoundApplications> Discover(string? instance = null, string? server = null, CancellationToken cancellation = default) =>
        api.Get(new Query("applications").Add("instance", instance).Add("server", server).ToString(), ApplicationsJson.Default.FoundApplications, cancellation);

    /// <summary>What an instance holds that can be protected, looked into by settings such as encrypt of SQL Server.</summary>
    public Task<FoundApplications> Discover(DescribeRequest instance, CancellationToken cancellation = default) =>
        api.Post("applications/discover", instance, ApplicationsJson.Default.DescribeRequest, ApplicationsJson.Default.FoundApplications, cancellation);

    public Task<CredentialList> Credentials(CancellationToken cancellation = default) => api.Get("credentials", ApplicationsJson.Default.CredentialList, cancellation);

    public Task<CredentialInfo> SetCredential(SetCredentialRequest request, CancellationToken cancellation = default) =>
        api.Put("credentials", request, ApplicationsJson.Default.SetCredentialRequest, ApplicationsJson.Default.CredentialInfo, cancellation);

    public Task<Acknowledgement> RemoveCredential(string target, CancellationToken cancellation = default) =>
        api.Delete(new Query("credentials").Add("target", target).ToString(), ApiJson.Default.Acknowledgement, cancellation);

    /// <summary>Which moments of a datasource can be recovered, and how its log is followed.</summary>
    public Task<RecoveryRange> Range(string source, bool online = false, string? externalServer = null, CancellationToken cancellation = default) =>
        api.Get(
            new Query("sources/range").Add("source", source).Add("online", online).Add("externalServer", externalServer).ToString(),
            ApplicationsJson.Default.RecoveryRange, cancellation);

    /// <summary>What a recovery would do; recovers nothing.</summary>
    public Task<RecoveryPlanInfo> Plan(RecoverRequest request, CancellationToken cancellation = default) =>
        api.Post("recover/plan", request, ApiJson.Default.RecoverRequest, ApplicationsJson.Default.RecoveryPlanInfo, cancellation);

    /// <summary>Queues a restore drill.</summary>
    public Task<JobInfo> Drill(DrillRequest request, CancellationToken cancellation = default) =>
        api.Post("drills", request, ApplicationsJson.Default.DrillRequest, ApiJson.Default.JobInfo, cancellation);

    /// <summary>Newest first.</summary>
    /// <param name="limit">1…1,000.</param>
    /// <param name="before">Id of a drill: only those before it.</param>
    public Task<DrillList> Drills(string? source = null, int limit = 100, string? before = null, CancellationToken cancellation = default) =>
        api.Get(new Query("drills").Add("source", source).Add("limit", limit).Add("before", before).ToString(), ApplicationsJson.Default.DrillList, cancellation);
}
