using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Output;

namespace Holdfast.Commands.Jobs;

/// <summary>Shows one job, or follows it.</summary>
internal sealed class JobShowCommand : HoldfastCommand
{
    private readonly Argument<string> id;
    private readonly Option<bool> wait;

    internal JobShowCommand() : base("show", "Shows a job with its errors.")
    {
        id = Takes(SharedOptions.Id("Job (`holdfast job list`)"));
        wait = With(new Option<bool>("--wait") { Description = "Follows it until it has ended, and ends with its exit code (default: shows it as it is, exit code 0)" });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var job = await session.Client.Job(input.GetValue(id)!, cancellation: session.Stop);
        if (input.GetValue(wait)) return await JobFollower.Finish(session, job, wait: true);
        session.Result.Show(job, ApiJson.Default.JobInfo, text => Write(text, job));
        return ExitCode.Done;
    }

    private static void Write(TextWriter text, JobInfo job)
    {
        JobText.WriteSummary(text, job);
        text.WriteLine($"  {"created",-17} {Quantity.Time(job.Created)}");
        if (!job.HasEnded && job.Phase.Length > 0) text.WriteLine($"  {"now",-17} {job.Phase}");
        foreach (var error in job.Errors)
        {
            text.WriteLine($"  error {(int)error.Code}: {(error.Item is null ? "" : error.Item + ": ")}{error.Message}");
            text.WriteLine($"    remedy: {error.Remedy}");
        }
    }
}
