using Holdfast.Contracts.Api;
using Holdfast.PowerShell.Tests.Engine;

namespace Holdfast.PowerShell.Tests.Live;

/// <summary>DPM's way to make and change a protection group, in the words of scripts.</summary>
public sealed class GroupEditTests(LiveServer server)
{
    /// <summary>What scripts do with New-Object, which is in a module of PowerShell that its engine does without: the type by its name, its arguments as texts.</summary>
    private const string Ranges = """
        $type = [type]'Microsoft.Internal.EnterpriseStorage.Dls.UI.ObjectModel.OMCommon.RetentionRange'
        $RRlist = @()
        $RRList += $type::new('180', 'Days')
        $RRList += $type::new('104', 'Weeks')
        $RRList += $type::new('60', 'Month')
        $RRList += $type::new('10', 'Years')

        """;

    [Fact]
    public async Task Commit_ScriptOfDpm_GroupHasWhatItSays()
    {
        using var files = new FolderOfFiles();
        using var shell = new RealEngine();
        var jobs = shell.Succeed(Ranges + $"""
            $MPG = New-DPMProtectionGroup -DPMServerName localhost -Name 'Written by a script'
            $DS = Get-DPMChildDatasource -ChildDatasource '{files.Path}' -Inquire | Where-Object Name -eq inner
            Add-DPMChildDatasource -ProtectionGroup $MPG -ChildDatasource $DS
            Set-DPMProtectionType -ProtectionGroup $MPG -ShortTerm Disk –LongTerm Online
            Add-DPMChildDatasource -ProtectionGroup $MPG -ChildDatasource $DS –Online
            Set-DPMPolicyObjective –ProtectionGroup $MPG -RetentionRangeInDays 10 -SynchronizationFrequencyMinutes 360
            Set-DPMPolicyObjective –ProtectionGroup $MPG -OnlineRetentionRangeList $RRlist
            $onlineSch = Get-DPMPolicySchedule -ProtectionGroup $mpg -LongTerm Online
            Set-DPMPolicySchedule -ProtectionGroup $MPG -Schedule $onlineSch[0] -TimesOfDay 02:00
            Set-DPMPolicySchedule -ProtectionGroup $MPG -Schedule $onlineSch[1] -TimesOfDay 02:00 -DaysOfWeek Sa,Su –Interval 1
            Set-DPMPolicySchedule -ProtectionGroup $MPG -Schedule $onlineSch[2] -TimesOfDay 02:00 -RelativeIntervals First,Third –DaysOfWeek Sa
            Set-DPMPolicySchedule -ProtectionGroup $MPG -Schedule $onlineSch[3] -TimesOfDay 02:00 -DaysOfMonth 2,5,8,9 -Months Jan,Jul
            Set-DPMPolicySchedule -ProtectionGroup $MPG -Schedule (Get-DPMPolicySchedule $MPG -ShortTerm)[0] -TimesOfDay 12:00,18:00 -DaysOfWeek mo,fr
            $DSA = Get-DatasourceDiskAllocation -Datasource $DS
            Set-DPMDatasourceDiskAllocation -Datasource $DSA -ProtectionGroup $MPG
            Set-DPMReplicaCreationMethod -ProtectionGroup $MPG -NOW
            Set-DPMProtectionGroup -ProtectionGroup $MPG -Wait
            """);
        Assert.Equal("Succeeded", Assert.Single(jobs).Properties["Status"].Value);

        var group = await server.Client.Group("Written by a script", TestContext.Current.CancellationToken);
        Assert.Equal((Path.Combine(files.Path, "inner"), true), (Assert.Single(group.Sources).Path, group.Sources[0].Online));
        Assert.Equal((10, 360), (group.Policy.RetentionDays, group.Policy.SynchronizationMinutes));
        Assert.Equal(["12:00", "18:00"], group.Policy.RecoveryPoints!.Times);
        Assert.Equal(["Monday", "Friday"], group.Policy.RecoveryPoints.Days);
        var online = group.Policy.Online!;
        Assert.Equal((180, 104, 60, 10), (online.DailyDays, online.Weekly!.Weeks, online.Monthly!.Months, online.Yearly!.Years));
        Assert.Equal(["02:00"], online.Schedule!.Times);
        Assert.Equal(["Saturday", "Sunday"], online.Weekly.Days.Order(StringComparer.Ordinal));
        Assert.Equal(["First", "Third"], online.Monthly.Days.Weeks!);
        Assert.Equal(["Saturday"], online.Monthly.Days.Weekdays!);
        Assert.Equal([2, 5, 8, 9], online.Yearly.Days.Numbers!);
        Assert.Equal([1, 7], online.Yearly.Months);
    }

    [Fact]
    public async Task Commit_ScriptWithoutSchedules_GroupHasUsualOnes()
    {
        using var shell = new RealEngine();
        shell.Succeed("""
            $pg = New-ProtectionGroup -DPMServerName localhost -Name 'Usual schedules'
            Set-ProtectionType $pg -ShortTerm Disk
            Set-PolicyObjective $pg -RetentionRangeDays 5 -BeforeRecoveryPoint
            Set-ProtectionGroup $pg
            """);
        var policy = (await server.Client.Group("Usual schedules", TestContext.Current.CancellationToken)).Policy;
        Assert.Equal(["08:00", "12:00", "18:00"], policy.RecoveryPoints!.Times);
        Assert.Equal(["20:00"], policy.ExpressFull!.Times);
        Assert.Equal((5, (int?)null, (object?)null), (policy.RetentionDays, policy.SynchronizationMinutes, policy.Online));
    }

    [Fact]
    public async Task Edit_Modifiable_ReachesTheServerWithTheCommitAlone()
    {
        using var shell = new RealEngine();
        await server.Client.CreateGroup(new CreateGroupRequest("Held back"), TestContext.Current.CancellationToken);
        shell.Succeed("""
            $mpg = Get-DPMProtectionGroup | Where-Object FriendlyName -eq 'Held back' | Get-DPMModifiableProtectionGroup
            Set-DPMPolicyObjective -ProtectionGroup $mpg -RetentionRangeDays 33
            Rename-DPMProtectionGroup -ProtectionGroup $mpg -NewName 'Held back no more'
            """);
        Assert.Equal(14, (await server.Client.Group("Held back", TestContext.Current.CancellationToken)).RetentionDays);
        shell.Succeed("Set-DPMProtectionGroup $mpg");
        Assert.Equal(33, (await server.Client.Group("Held back no more", TestContext.Current.CancellationToken)).RetentionDays);
        var failure = shell.Fail("Set-DPMPolicyObjective -ProtectionGroup (Get-DPMProtectionGroup | Where-Object Name -eq 'Held back no more') -RetentionRangeDays 5");
        Assert.Contains("Get-DPMModifiableProtectionGroup", failure.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commit_FailedHalfWay_GoesOnWithWhatIsLeft()
    {
        using var files = new FolderOfFiles();
        using var shell = new RealEngine();
        var missing = files.Path + "/later";
        shell.Succeed($"""
            $pg = New-DPMProtectionGroup -Name 'In two steps'
            Set-DPMProtectionType $pg -ShortTerm Disk
            Add-DPMChildDatasource $pg '{files.Path}/inner', '{missing}'
            """);
        shell.Fail("Set-DPMProtectionGroup $pg");
        Assert.Empty((await server.Client.Group("In two steps", TestContext.Current.CancellationToken)).Sources);
        Directory.CreateDirectory(missing);
        shell.Succeed("Set-DPMProtectionGroup $pg | Wait-DPMJob; Set-DPMPolicyObjective $pg -RetentionRangeDays 21; Set-DPMProtectionGroup $pg");
        var group = await server.Client.Group("In two steps", TestContext.Current.CancellationToken);
        Assert.Equal((2, 21), (group.Sources.Count, group.RetentionDays));
    }

    [Fact]
    public async Task Edit_ByNameAndWithWhatIf_IsCommittedOrNot()
    {
        using var shell = new RealEngine();
        await server.Client.CreateGroup(new CreateGroupRequest("By name"), TestContext.Current.CancellationToken);
        shell.Succeed("Set-DPMPolicyObjective -ProtectionGroup 'By name' -RetentionRangeDays 40 -WhatIf");
        Assert.Equal(14, (await server.Client.Group("By name", TestContext.Current.CancellationToken)).RetentionDays);
        shell.Succeed("Set-DPMPolicyObjective -ProtectionGroup 'By name' -RetentionRangeDays 40; 'By name' | Set-DPMPerformanceOptimization -DisableCompression");
        var group = await server.Client.Group("By name", TestContext.Current.CancellationToken);
        Assert.Equal((40, false), (group.RetentionDays, group.Policy.Compress));
    }

    [Theory]
    [InlineData("Set-DPMProtectionType $pg -ShortTerm Tape", "-ShortTerm Disk")]
    [InlineData("Set-DPMProtectionType $pg -ShortTerm Disk -LongTerm OnlineAndTape", "-LongTerm Online")]
    [InlineData("Set-DPMProtectionType $pg -LongTerm Online", "-ShortTerm Disk")]
    [InlineData("Set-DPMPolicyObjective $pg -RetentionRangeInWeeks 4 -ShortTermBackupFrequency Weekly", "-RetentionRangeDays")]
    [InlineData("Set-DPMPolicyObjective $pg -OnlineRetentionRange 30", "Set-DPMProtectionType")]
    [InlineData("Set-DPMPolicyObjective $pg -RetentionRangeDays 5 -SynchronizationFrequencyMinutes 15 -BeforeRecoveryPoint", "one of the two")]
    [InlineData("Get-DPMPolicySchedule $pg -LongTerm Tape", "-LongTerm Online")]
    [InlineData("Set-DPMPolicySchedule $pg -Schedule (Get-DPMPolicySchedule $pg -ShortTerm) -TimesOfDay 02:00 -Interval 2", "-Interval 1")]
    [InlineData("Set-DPMPolicySchedule $pg -Schedule (Get-DPMPolicySchedule $pg -ShortTerm) -TimesOfDay 02:00 -DaysOfMonth 3", "-DaysOfWeek")]
    [InlineData("Set-DPMInitialOnlineBackupCreationMethod $pg -IBMethod OfflineBackup -StagingLocation x", "-IBMethod Network")]
    [InlineData("Set-DPMProtectionJobStartTime $pg -CatalogOffset 3", "browsed")]
    [InlineData("Set-DPMDatasourceProtectionOption $pg -ExchangeOptions -EseutilCheckType RunOnLogs", "page by page")]
    [InlineData("Set-DPMDatasourceProtectionOption $pg -AllowClientUserToAddFileSpecs $true", "Add-DPMChildDatasource")]
    public void Edit_WhatCannotBeKept_SaysWhatToDoInstead(string command, string instead)
    {
        using var shell = new RealEngine();
        var failure = shell.Fail("$pg = New-DPMProtectionGroup -Name 'Never made'; " + command);
        Assert.Equal(System.Management.Automation.ErrorCategory.InvalidArgument, failure.CategoryInfo.Category);
        Assert.Contains(instead, failure.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void SetPolicySchedule_TimeThatNothingIsSentAt_IsRefused()
    {
        using var shell = new RealEngine();
        var failure = shell.Fail("""
            $pg = New-DPMProtectionGroup -Name 'Never made'
            Set-DPMProtectionType $pg -ShortTerm Disk -LongTerm Online
            Set-DPMPolicyObjective $pg -OnlineRetentionRangeList '30 Days', '10 Weeks'
            Set-DPMPolicySchedule $pg -Schedule (Get-DPMPolicySchedule $pg -LongTerm Online)[1] -TimesOfDay 05:00 -DaysOfWeek Su
            """);
        Assert.StartsWith("Holdfast33465", failure.FullyQualifiedErrorId, StringComparison.Ordinal);
    }
}
