using Holdfast.Contracts.Api;

namespace Holdfast.Server.Tests.Scheduling;

/// <summary>Lets days pass in a running server, from due time to due time, waiting each time until its jobs have ended.</summary>
internal static class FakeDays
{
    /// <summary>Goes to the next due time of a group.</summary>
    public static async Task<DateTimeOffset> ToNextDue(this RunningServer server, SteppedClock time, string group)
    {
        var deadline = RunningServer.Deadline();
        DateTimeOffset due;
        // The server's own timer settles what the last step made due.
        while ((due = (await server.Client.Group(group)).Schedules.Min(schedule => schedule.Due)!.Value) <= time.GetUtcNow()) await Task.Delay(2, deadline);
        await server.Idle();
        await server.To(time, due);
        return due;
    }

    public static async Task To(this RunningServer server, SteppedClock time, DateTimeOffset until)
    {
        if (until > time.GetUtcNow()) time.Advance(until - time.GetUtcNow());
        await server.Idle();
    }

    public static async Task Idle(this RunningServer server)
    {
        var deadline = RunningServer.Deadline();
        while (await server.Client.Status(deadline) is { RunningJobs: > 0 } or { QueuedJobs: > 0 }) await Task.Delay(2, deadline);
    }

    public static async Task<IReadOnlyList<JobInfo>> JobsOf(this RunningServer server, string type) => (await server.Client.Jobs(type: type, limit: 10_000)).Jobs;
}
