using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Jobs;

[Cmdlet(VerbsLifecycle.Wait, "DPMJob"), OutputType(typeof(DpmJob))]
[Alias("Wait-HoldfastJob")]
[Help("Waits until jobs have ended, shows their progress, and gives them out.", Description = "A job that failed becomes an error as well.", Example = "Get-DPMJob -Status InProgress | Wait-DPMJob")]
public sealed class WaitJob : JobWaitCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The jobs.")]
    public DpmJob[] Job { get; set; } = [];

    [Parameter(HelpMessage = "Seconds after which a job is given out as it is then; 0: however long it takes.")]
    public int Timeout { get; set; }

    protected override object? Subject => Job.Length == 1 ? Job[0] : null;

    protected override void Run()
    {
        foreach (var job in Job)
        {
            Follow(job, Timeout > 0 ? TimeSpan.FromSeconds(Timeout) : null);
            WriteObject(job);
        }
    }
}
