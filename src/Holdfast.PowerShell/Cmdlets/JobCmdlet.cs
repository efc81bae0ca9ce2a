using Holdfast.Contracts.Api;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets;

/// <summary>A cmdlet that starts jobs. Like DPM it gives them out at once; with -Wait when they have ended, with their progress shown meanwhile.</summary>
public abstract class JobCmdlet : JobWaitCmdlet
{
    [Parameter(HelpMessage = "Waits until the jobs have ended, shows their progress, and makes errors of those that fail.")]
    public SwitchParameter Wait { get; set; }

    [Parameter(HelpMessage = "Gives the jobs out as soon as they are queued. This is so without it as well: scripts say it.")]
    public SwitchParameter Async { get; set; }

    /// <summary>Gives jobs out, after their end where the caller wants to wait.</summary>
    private protected void Give(DpmServer server, params IEnumerable<JobInfo> jobs)
    {
        foreach (var info in jobs.ToList())
        {
            var job = new DpmJob(server, info);
            if (Wait && !Async) Follow(job);
            WriteObject(job);
        }
    }
}
