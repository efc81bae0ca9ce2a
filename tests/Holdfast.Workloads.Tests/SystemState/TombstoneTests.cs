using System.Text;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SystemState.Hosts;
using Holdfast.Workloads.SystemState.Planning;
using Holdfast.Workloads.SystemState.Points;
using Holdfast.Workloads.Tests.ShadowCopies.Requester;
using Holdfast.Workloads.Tests.SystemState.Support;

namespace Holdfast.Workloads.Tests.SystemState;

/// <summary>How old the state of a domain controller may be when it comes back.</summary>
public sealed class TombstoneTests
{
    private const string Path = "systemstate://web1";

    [Theory]
    [InlineData(180, 180)]
    [InlineData(null, 60)]
    [InlineData(2, 2)]
    [InlineData(1, 2)]
    [InlineData(-5, 2)]
    [InlineData(int.MaxValue, 100_000)]
    public void Days_OfTheAttribute_FollowMicrosoftsRules(int? attribute, int days) => Assert.Equal(days, TombstoneLifetime.Days(attribute));

    [Fact]
    public void Read_WhatTheDirectorySays_TellsUnsetFromUnknown()
    {
        const string place = "CN=Directory Service,CN=Windows NT,CN=Services,CN=Configuration,DC=example,DC=com";
        Assert.Equal(180, DirectoryShell.Read([place + "\t180"]));
        Assert.Null(DirectoryShell.Read([place + "\t"]));
        foreach (var wrong in new string[][] { [], ["\t"], ["\t180"], [place], [place + "\tmany"], [place + "\t1", place + "\t2"] })
            Assert.Equal(WorkloadFault.ApplicationFailed, Assert.Throws<WorkloadException>(() => DirectoryShell.Read(wrong)).Fault);
    }

    [Theory]
    [InlineData(180, 179, false)]
    [InlineData(180, 181, true)]
    [InlineData(30, 31, true)]
    public void Plan_OfADomainController_GoesByTheLifetimeOfItsForest(int lifetime, int age, bool isTooOld)
    {
        using var host = DomainController(new Forest(lifetime));
        var (content, point) = host.Take(host.State, Path);
        Assert.Equal(lifetime, StateDocument.Read(point.Document).TombstoneDays);
        host.Copies.Time.Passed += TimeSpan.FromDays(age);

        var ask = host.ToFolder();
        host.Recover(host.State, Path, content, point, ask);

        var plan = File.ReadAllText(System.IO.Path.Combine(ask.Folder!, "recovery-plan.txt"), Encoding.UTF8);
        Assert.Contains($"(tombstone lifetime of its forest: {lifetime} days)", plan, StringComparison.Ordinal);
        Assert.Equal(isTooOld, plan.Contains($"is {age} days old, and that is too old", StringComparison.Ordinal));
        var script = File.ReadAllText(System.IO.Path.Combine(ask.Folder!, "restore-offline.cmd"));
        Assert.Equal(isTooOld, script.Contains("set HERE=%~dp0\r\nif /i not \"%OLD_DIRECTORY%\"==\"accepted\" goto tooold\r\n", StringComparison.Ordinal));
        Assert.Equal(isTooOld, script.Contains("\r\n:tooold\r\n", StringComparison.Ordinal));
    }

    /// <summary>A backup is taken all the same, and says that nobody knows.</summary>
    [Fact]
    public void Backup_ForestThatDoesNotAnswer_SaysSoAndIsPlannedByTheShortestDefault()
    {
        using var host = DomainController(new Forest(null) { Fails = true });
        var (_, point) = host.Take(host.State, Path);
        Assert.Null(StateDocument.Read(point.Document).TombstoneDays);
        host.Copies.Time.Passed += TimeSpan.FromDays(61);
        var plan = host.State.Plan(host.ToFolder(), [point], null);
        Assert.Contains(plan.Warnings, warning => warning.Contains("nobody answers", StringComparison.Ordinal));
        Assert.Contains("61 days old", plan.Warnings[0], StringComparison.Ordinal);
        Assert.Contains("is not known; 60 days hold where none is set", plan.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Backup_OfAnotherComputer_AsksNoDirectory()
    {
        using var host = SystemHost.Small();
        host.Directory = new Forest(null) { Fails = true };
        var (_, point) = host.Take(host.State, Path);
        host.Copies.Time.Passed += TimeSpan.FromDays(1000);
        Assert.DoesNotContain(host.State.Plan(host.ToFolder(), [point], null).Warnings, warning => warning.Contains("too old", StringComparison.Ordinal) || warning.Contains("nobody answers", StringComparison.Ordinal));
    }

    private static SystemHost DomainController(Forest forest)
    {
        var host = SystemHost.Small(SystemHost.Writer(SystemWriters.Directory, "NTDS", FakeShadowCopies.Group("C:_Windows_NTDS", "ntds", true, FakeShadowCopies.FileList(@"D:\NTDS", "ntds.dit")), "USER_DATA"));
        host.Put(@"D:\NTDS\ntds.dit", 77);
        host.Directory = forest;
        return host;
    }

    private sealed class Forest(int? lifetime) : IDirectoryService
    {
        public bool Fails { get; init; }

        public int? TombstoneLifetime(CancellationToken cancellation) => Fails ? throw new WorkloadException(WorkloadFault.ApplicationFailed, "The tombstone lifetime cannot be read: nobody answers.", "Ask again.") : lifetime;
    }
}
