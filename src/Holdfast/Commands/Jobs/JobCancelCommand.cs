using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Output;

namespace Holdfast.Commands.Jobs;

/// <summary>Cancels a job; what it has stored already is kept for the next one.</summary>
internal sealed class JobCancelCommand : HoldfastCommand
{
    private readonly Argument<string> id;

    internal JobCancelCommand() : base("cancel", "Cancels a job; what it has stored already is kept for the next one.") => id = Takes(SharedOptions.Id("Job (`holdfast job list`)"));

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var job = await session.Client.CancelJob(input.GetValue(id)!, session.Stop);
        session.Result.Show(job, ApiJson.Default.JobInfo, text => text.WriteLine($"Job {job.Id}: {(job.HasEnded ? JobText.State(job.State) : "is being cancelled")}"));
        return ExitCode.Done;
    }
}
