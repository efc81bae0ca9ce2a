using FsCheck.Xunit;
using Holdfast.Protection.Jobs;

namespace Holdfast.Protection.Tests.Jobs;

public sealed class JobAdmissionTests
{
    [Fact]
    public void Next_SourceIsBusy_TakesAJobOfAnother()
    {
        JobCandidate[] queued = [new("1", JobType.RecoveryPoint, "a"), new("2", JobType.RecoveryPoint, "b")];
        JobCandidate[] running = [new("0", JobType.Recovery, "a")];
        Assert.Equal("2", JobAdmission.Next(queued, running, 2)?.Id);
    }

    [Fact]
    public void Next_AsManyAsAllowedRun_WaitsForOne()
    {
        JobCandidate[] running = [new("0", JobType.Recovery, "a"), new("1", JobType.Recovery, "b")];
        Assert.Null(JobAdmission.Next([new("2", JobType.RecoveryPoint, "c")], running, 2));
    }

    [Fact]
    public void Next_RebuildWaits_NobodyOvertakesIt()
    {
        JobCandidate[] queued = [new("1", JobType.Rebuild, null), new("2", JobType.RecoveryPoint, "b")];
        Assert.Null(JobAdmission.Next(queued, [new("0", JobType.Recovery, "a")], 2));
        Assert.Equal("1", JobAdmission.Next(queued, [], 2)?.Id);
    }

    [Fact]
    public void Next_OneMaintenanceRuns_AnotherWaits() =>
        Assert.Null(JobAdmission.Next([new("1", JobType.Collection, null)], [new("0", JobType.DiskRemoval, null)], 2));

    [Property]
    public bool Next_AnyQueue_EveryJobGetsItsTurnAndSourcesNeverShare((byte Type, byte Source)[] jobs)
    {
        var types = Enum.GetValues<JobType>();
        var queued = jobs.Select((job, i) =>
            new JobCandidate(i.ToString(), types[job.Type % types.Length], job.Source % 4 == 0 ? null : (job.Source % 4).ToString())).ToList();
        var running = new List<JobCandidate>();
        while (queued.Count > 0 || running.Count > 0)
        {
            if (JobAdmission.Next(queued, running, 2) is { } next)
            {
                if (running.Any(other => other.SourceId is not null && other.SourceId == next.SourceId)) return false;
                queued.Remove(next);
                running.Add(next);
            }
            else if (running.Count == 0) return false;
            else running.RemoveAt(0);
        }
        return true;
    }
}
