using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Jobs;

[Cmdlet(VerbsLifecycle.Stop, "DPMJob", SupportsShouldProcess = true)]
[Alias("Stop-HoldfastJob")]
[Help("Cancels jobs.", Description = "What they have read stays useful to the next one.", Example = "Get-DPMJob -Status InProgress | Stop-DPMJob")]
public sealed class StopJob : HoldfastCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The jobs.")]
    public DpmJob[] Job { get; set; } = [];

    [Parameter(HelpMessage = "Not supported: a job is cancelled as a whole.", DontShow = true)]
    public object? Task { get; set; }

    protected override object? Subject => Job.Length == 1 ? Job[0] : null;

    protected override void Run()
    {
        if (Task is not null) throw NotKept("-Task", "Cancel the job with -Job.");
        foreach (var job in Job)
            if (ShouldProcess($"{job.JobCategory} {job.Datasource}", "Cancel the job")) Guard(() => Wait(job.Server.Client.CancelJob(job.JobId, Stop)));
    }
}
