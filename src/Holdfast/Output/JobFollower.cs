using Holdfast.CommandLine;
using Holdfast.Contracts.Api;

namespace Holdfast.Output;

/// <summary>Ends a command that started jobs: waits for them when asked, then prints them and says how it went.</summary>
internal static class JobFollower
{
    private static readonly TimeSpan refresh = TimeSpan.FromMilliseconds(250);

    /// <summary>One job is printed as an object, any other number as a list; the exit code is that of the worst.</summary>
    internal static async Task<int> Finish(Session session, IReadOnlyList<JobInfo> started, bool wait)
    {
        var jobs = started;
        if (wait)
        {
            var ended = new List<JobInfo>(started.Count);
            foreach (var job in started) ended.Add(await Wait(session, job));
            jobs = ended;
        }
        session.Result.ShowJobs(jobs);
        foreach (var job in jobs) JobOutcome.WriteErrors(job);
        return JobOutcome.ExitCodeOf(jobs);
    }

    internal static Task<int> Finish(Session session, JobInfo started, bool wait) => Finish(session, [started], wait);

    private static async Task<JobInfo> Wait(Session session, JobInfo job)
    {
        try
        {
            return Console.IsErrorRedirected
                ? session.Jobs.WaitForEnd(job.Id, null, refresh, session.Stop)
                : await JobProgress.Show(JobText.Title(job), report => Task.Run(() => session.Jobs.WaitForEnd(job.Id, report, refresh, session.Stop)));
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine($"Not waiting any longer; job {job.Id} goes on. `holdfast job cancel {job.Id}` ends it.");
            throw;
        }
    }
}
