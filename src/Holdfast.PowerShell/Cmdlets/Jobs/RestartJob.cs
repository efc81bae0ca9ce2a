using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Jobs;

[Cmdlet(VerbsLifecycle.Restart, "DPMJob", SupportsShouldProcess = true), OutputType(typeof(DpmJob))]
[Alias("Restart-HoldfastJob")]
[Help("Runs jobs that have ended once more.", Description = "Gives the new jobs out; with -Wait when they have ended.", Example = "Get-DPMJob -Status Failed -Newest 1 | Restart-DPMJob -Wait")]
public sealed class RestartJob : JobCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The jobs.")]
    public DpmJob[] Job { get; set; } = [];

    protected override object? Subject => Job.Length == 1 ? Job[0] : null;

    protected override void Run()
    {
        foreach (var job in Job)
            if (ShouldProcess($"{job.JobCategory} {job.Datasource}", "Run the job again")) Guard(() => Give(job.Server, Wait(job.Server.Client.RerunJob(job.JobId, Stop))));
    }
}
