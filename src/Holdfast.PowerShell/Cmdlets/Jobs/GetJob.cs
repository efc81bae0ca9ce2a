using Holdfast.Contracts.Api;
using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Completion;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Jobs;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Jobs;

[Cmdlet(VerbsCommon.Get, "DPMJob", DefaultParameterSetName = "Server"), OutputType(typeof(DpmJob))]
[Alias("Get-HoldfastJob")]
[Help("Gets jobs, newest first.",
    Description = "All of a server, or those of datasources, production servers, or protection groups; of a time, a type, a state. Without -NoLimitOnJobCount at most 1,000.",
    Example = "Get-DPMJob -Status Failed -From (Get-Date).AddDays(-1)")]
public sealed class GetJob : HoldfastCmdlet
{
    private const int Usual = 1000, Page = 10_000;

    [Parameter(ParameterSetName = "Server", Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = "The backup server. Without it, the server connected last, else this computer.")]
    [ArgumentCompleter(typeof(ServerNames))]
    public string? DPMServerName { get; set; }

    [Parameter(ParameterSetName = "Datasource", Mandatory = true, ValueFromPipeline = true, HelpMessage = "Only jobs of these datasources.")]
    [DatasourceArgument]
    [ArgumentCompleter(typeof(DatasourceNames))]
    public Datasource[] Datasource { get; set; } = [];

    [Parameter(ParameterSetName = "DatasourceName", Mandatory = true, HelpMessage = "Only jobs of the datasources of these names.")]
    [ArgumentCompleter(typeof(DatasourceNames))]
    public string[] DatasourceName { get; set; } = [];

    [Parameter(ParameterSetName = "ProductionServer", Mandatory = true, HelpMessage = "Only jobs of these production servers.")]
    [ArgumentCompleter(typeof(ProductionServerNames))]
    [Alias("ProductionServer")]
    public string[] ProductionServerName { get; set; } = [];

    [Parameter(ParameterSetName = "ProtectionGroup", Mandatory = true, ValueFromPipeline = true, HelpMessage = "Only jobs of these protection groups.")]
    [ProtectionGroupArgument]
    [ArgumentCompleter(typeof(GroupNames))]
    public ProtectionGroup[] ProtectionGroup { get; set; } = [];

    [Parameter(ParameterSetName = "Job", Mandatory = true, ValueFromPipeline = true, HelpMessage = "These jobs, as they are now.")]
    public DpmJob[] Job { get; set; } = [];

    [Parameter(HelpMessage = "Queued at this time or later.")]
    public DateTime? From { get; set; }

    [Parameter(HelpMessage = "Queued at this time or earlier.")]
    public DateTime? To { get; set; }

    [Parameter(HelpMessage = "InProgress, Succeeded, SucceededWithWarnings, Failed, Cancelled.")]
    public JobStatus[] Status { get; set; } = [];

    [Parameter(HelpMessage = "Types by DPM's names (Initialization, Replication, Validation, ShadowCopy, CloudBackup, Recovery), or as JobCategory shows them.")]
    public string[] Type { get; set; } = [];

    [Parameter(HelpMessage = "Only so many, the newest ones.")]
    public int? Newest { get; set; }

    [Parameter(HelpMessage = "However many there are.")]
    public SwitchParameter NoLimitOnJobCount { get; set; }

    [Parameter(HelpMessage = "Only jobs that a person started.")]
    public SwitchParameter AdhocJobs { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts: -From and -To say the interval.")]
    public SwitchParameter AllJobsInInterval { get; set; }

    protected override object? Subject => (object?)DPMServerName ?? ParameterSetName;

    protected override void Run()
    {
        if (ParameterSetName == "Job")
        {
            foreach (var job in Job) WriteObject(new DpmJob(job.Server, Wait(job.Server.Client.Job(job.JobId, cancellation: Stop))));
            return;
        }
        var most = Newest ?? (NoLimitOnJobCount ? int.MaxValue : Usual);
        var found = Queries().SelectMany(query => All(query.Server, query.Query, AdhocJobs ? int.MaxValue : most).Select(job => (query.Server, Job: job)));
        foreach (var (server, job) in found.OrderByDescending(one => one.Job.Created).Where(one => !AdhocJobs || one.Job.Origin == "person").Take(most).ToList()) WriteObject(new DpmJob(server, job));
    }

    /// <summary>One for each scope, type, and state: no job is in two of them.</summary>
    private IEnumerable<(DpmServer Server, JobQuery Query)> Queries()
    {
        var states = Status.Length == 0 ? [null] : Status.SelectMany(JobNames.StatesOf).Distinct().Cast<string?>().ToList();
        var types = Type.Length == 0 ? [null] : Type.SelectMany(JobNames.TypesOf).Distinct().Cast<string?>().ToList();
        return from scope in Scopes().ToList()
            from state in states
            from type in types
            select (scope.Server, scope.Query with { State = state, Type = type, From = Time(From), To = Time(To) });
    }

    private IEnumerable<(DpmServer Server, JobQuery Query)> Scopes() => ParameterSetName switch
    {
        "Datasource" => Datasource.Where(source => source.DatasourceId is not null).Select(source => (source.Server, new JobQuery(Source: source.DatasourceId))),
        "ProtectionGroup" => ProtectionGroup.Where(group => group.ProtectionGroupId is not null).Select(group => (group.Server, new JobQuery(Group: group.ProtectionGroupId))),
        "DatasourceName" => DatasourceName.Select(name => (ServerConnections.Get(null), new JobQuery(Source: name))),
        "ProductionServer" => ProductionServerName.Select(name => (ServerConnections.Get(null), new JobQuery(Server: name))),
        _ => [(ServerConnections.Get(DPMServerName), new JobQuery())],
    };

    private static DateTimeOffset? Time(DateTime? local) => local is { } time ? new DateTimeOffset(time) : null;

    private IEnumerable<JobInfo> All(DpmServer server, JobQuery query, int most)
    {
        string? before = null;
        do
        {
            var page = Wait(server.Client.Jobs(query with { Limit = Math.Min(most, Page), Before = before }, Stop));
            foreach (var job in page.Jobs) yield return job;
            most -= page.Jobs.Count;
            before = page.Next;
        }
        while (before is not null && most > 0);
    }
}
