using Holdfast.Protection.Jobs;

namespace Holdfast.Protection.Tests.Jobs;

public sealed class JobLifecycleTests
{
    [Fact]
    public void CanMove_FromAnEnd_IsNeverAllowed()
    {
        foreach (var from in Enum.GetValues<JobState>().Where(JobLifecycle.IsEnd))
            foreach (var to in Enum.GetValues<JobState>()) Assert.False(JobLifecycle.CanMove(from, to));
    }

    [Fact]
    public void CanMove_EveryState_LeadsToAnEnd()
    {
        foreach (var from in Enum.GetValues<JobState>().Where(state => !JobLifecycle.IsEnd(state)))
        {
            Assert.True(JobLifecycle.CanMove(from, JobState.Failed));
            Assert.True(JobLifecycle.CanMove(from, JobState.Cancelled));
        }
    }

    [Fact]
    public void CanMove_QueuedToSucceeded_IsRefused()
    {
        Assert.False(JobLifecycle.CanMove(JobState.Queued, JobState.Succeeded));
        Assert.False(JobLifecycle.CanMove(JobState.Queued, JobState.SucceededWithWarnings));
        Assert.False(JobLifecycle.CanMove(JobState.Running, JobState.Running));
    }

    [Fact]
    public void AfterRestart_EveryType_IsALegalMove()
    {
        foreach (var type in Enum.GetValues<JobType>())
        {
            for (var attempt = 1; attempt <= JobLifecycle.MostAttempts + 1; attempt++)
            {
                var after = JobLifecycle.AfterRestart(type, attempt);
                Assert.True(JobLifecycle.CanMove(JobState.Running, after));
                Assert.Equal(JobLifecycle.IsResumable(type) && attempt < JobLifecycle.MostAttempts, after == JobState.Queued);
            }
        }
    }

    [Fact]
    public void IsResumable_WhatSomeoneElseMayHaveChangedMeanwhile_IsNot()
    {
        foreach (var type in (JobType[])[JobType.Recovery, JobType.Verification, JobType.Collection, JobType.Rebuild, JobType.DiskRemoval]) Assert.False(JobLifecycle.IsResumable(type));
    }

    [Fact]
    public void Completed_WithFailedItems_IsAWarning()
    {
        Assert.Equal(JobState.Succeeded, JobLifecycle.Completed(0));
        Assert.Equal(JobState.SucceededWithWarnings, JobLifecycle.Completed(1));
    }
}
