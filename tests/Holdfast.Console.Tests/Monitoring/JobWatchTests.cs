using Bunit;
using Holdfast.Console.Pages.Monitoring;
using Holdfast.Console.Tests.Serving;
using Holdfast.Contracts.Api;

namespace Holdfast.Console.Tests.Monitoring;

public sealed class JobWatchTests
{
    private static readonly DateTimeOffset start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static JobInfo Job(string state, string phase, long read, DateTimeOffset? ended = null) => new(
        "j", JobTypes.RecoveryPoint, state, "s", null, 0, 0, read, 0, 0, 0, 0, 0, [], "Payroll", "/payroll", phase, 0, 0, 0, 0, null, start.AddSeconds(-5), start, ended);

    [Fact]
    public void Add_TwoLooks_TellTheRateBetweenThem()
    {
        var watch = new JobWatch();
        Assert.False(watch.Add(Job(JobStates.Running, "reading", 1000), start.AddSeconds(10)));
        Assert.True(watch.Add(Job(JobStates.Running, "reading", 5000), start.AddSeconds(12)));
        Assert.Equal([(start.AddSeconds(12), 2000.0)], watch.Samples);
    }

    [Theory]
    [InlineData("MBX2")]
    [InlineData(null)]
    public async Task Numbers_OfADatasourceWithCopies_SayWhoseCopyWasRead(string? server)
    {
        await using var context = await new ConsoleContext().Open();
        var numbers = context.Render<JobNumbers>(parameters => parameters.Add(one => one.Job, Job(JobStates.Succeeded, "", 1000, start) with { ReadFrom = server }));
        Assert.Equal(server is not null, numbers.Markup.Contains("Copy that was read</dt><dd>MBX2</dd>", StringComparison.Ordinal));
    }

    [Fact]
    public void Add_ManyHours_KeepsAPictureOfAllOfThem()
    {
        var watch = new JobWatch();
        for (var second = 0; second < 5000; second++) watch.Add(Job(JobStates.Running, "reading", second * 100L), start.AddSeconds(second));
        Assert.InRange(watch.Samples.Count, 200, 601);
        Assert.Equal(start.AddSeconds(1), watch.Samples[0].At);
        Assert.Equal(start.AddSeconds(4999), watch.Samples[^1].At);
    }

    [Fact]
    public void Phases_OfAJobThatWasWatched_EndWithIt()
    {
        var watch = new JobWatch();
        watch.Add(Job(JobStates.Running, "reading", 0), start.AddSeconds(2));
        watch.Add(Job(JobStates.Running, "committing", 100), start.AddSeconds(30));
        var ended = Job(JobStates.Succeeded, "", 100, start.AddSeconds(40));
        Assert.False(watch.Add(ended, start.AddSeconds(41)));
        Assert.Equal([("reading", TimeSpan.FromSeconds(30), false), ("committing", TimeSpan.FromSeconds(10), false)], watch.Phases(ended, start.AddSeconds(99)));
    }
}
