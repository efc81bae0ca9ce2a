using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Sources;

namespace Holdfast.Server.Tests.Protect;

public sealed class ProtectTests
{
    [Fact]
    public async Task Protect_NewPath_MakesGroupSourceAndReplica()
    {
        await using var server = await RunningServer.Start();
        var job = await server.Protect();
        Assert.Equal((JobTypes.ReplicaCreation, JobStates.Succeeded), (job.Type, job.State));
        Assert.Equal((3, 0, 300, 200, 100, 0), (job.Items, job.ItemsFailed, job.BytesRead, job.BytesChanged, job.BytesStored, job.BytesSent));
        Assert.Empty(job.Errors);
        var source = Assert.Single((await server.Client.Sources()).Sources);
        Assert.Equal((job.Source, "source", "files", server.Source, "Default", "protected", "ok"), (source.Id, source.Name, source.Kind, source.Path, source.Group, source.Protection, source.ReplicaState));
        Assert.Equal(job.RecoveryPoint, source.LastRecoveryPoint?.Id);
        Assert.Null(source.LastOnlineRecoveryPoint);
        var group = Assert.Single((await server.Client.Groups()).Groups);
        Assert.Equal(("Default", 14, false, 30), (group.Name, group.RetentionDays, group.Online, group.OnlineRetentionDays));
    }

    [Fact]
    public async Task Protect_OptionsOfWindowsForOtherFiles_AreRefusedAndNothingIsMade()
    {
        await using var server = await RunningServer.Start();
        var options = new Dictionary<string, string> { ["userFolders"] = "all" };

        Assert.Equal(ErrorCode.ApplicationOptionWrong, await Refused(server.Client.Protect(new ProtectRequest([server.Source], Options: options))));
        Assert.Empty((await server.Client.Sources()).Sources);
        await server.Protect();
        Assert.Equal(ErrorCode.ApplicationOptionWrong, await Refused(server.Client.Policies.ModifySource(new ModifySourceRequest("source", Options: options))));
        Assert.Null((await server.Client.Source("source")).Options);
    }

    [Theory]
    [InlineData(@"C:\Data", "userFolders", "Documents", true)]
    [InlineData(@"C:\Data", "userFolders", "Treasure", false)]
    [InlineData(@"C:\Data", "color", "blue", false)]
    [InlineData("/srv", "userFolders", "Documents", false)]
    [InlineData(@"\\server\share", "userFolders", "Documents", false)]
    public void Check_OptionsOfFiles_AreThoseThatAScanKnows(string path, string name, string value, bool isGood)
    {
        var refused = Record.Exception(() => ChosenFiles.Check(path, new Dictionary<string, string> { [name] = value }));

        Assert.Equal(isGood ? null : ErrorCode.ApplicationOptionWrong, (refused as HoldfastException)?.Code);
    }

    [Fact]
    public void Check_OptionLongerThanAnybodyNeeds_IsRefused() =>
        Assert.Throws<HoldfastException>(() => ChosenFiles.Check("C:\\", new Dictionary<string, string> { ["folders"] = @"C:\" + new string('x', 20_000) }));

    [Fact]
    public async Task Protect_SamePathAgain_IsTheSameSourceAndARecoveryPoint()
    {
        await using var server = await RunningServer.Start();
        var first = await server.Protect();
        var second = await server.Protect(path: server.Source + "/./");
        Assert.Equal((JobTypes.RecoveryPoint, first.Source), (second.Type, second.Source));
        Assert.Single((await server.Client.Sources()).Sources);
        Assert.Equal(2, (await server.Client.RecoveryPoints("source")).RecoveryPoints.Count);
    }

    [Fact]
    public async Task Protect_Online_SendsToTheVaultInTheSameJob()
    {
        await using var server = await RunningServer.Start();
        var job = await server.Protect(online: true);
        Assert.Equal((JobStates.Succeeded, 90), (job.State, job.BytesSent));
        var point = Assert.Single((await server.Client.RecoveryPoints(online: true)).RecoveryPoints);
        Assert.True(point is { Disk: true, Online: true });
        Assert.True((await server.Client.Source("source")).Online);
    }

    [Fact]
    public async Task Protect_VaultFails_PointStaysOnDiskAndJobFailsNamingTheVault()
    {
        await using var server = await RunningServer.Start();
        server.Engine.OnPush = (_, _, _) => throw new HoldfastException(ErrorCode.ServiceUnreachable, "no route");
        var job = await server.Protect(online: true);
        Assert.Equal(JobStates.Failed, job.State);
        Assert.Equal([ErrorCode.VaultCopyFailed, ErrorCode.ServiceUnreachable], job.Errors.Select(error => error.Code));
        Assert.Contains("vault Own", job.Errors[0].Message);
        var source = await server.Client.Source("source");
        Assert.Equal((job.RecoveryPoint, "ok"), (source.LastRecoveryPoint?.Id, source.ReplicaState));
        var alert = Assert.Single((await server.Client.Alerts()).Alerts);
        Assert.Equal((ErrorCode.VaultCopyFailed, "warning", job.Source), (alert.Code, alert.Severity, alert.Subject));

        server.Engine.OnPush = null;
        var rerun = await server.Wait(server.Client.RerunJob(job.Id));
        Assert.Equal((JobTypes.CloudBackup, JobStates.Succeeded, job.RecoveryPoint), (rerun.Type, rerun.State, rerun.RecoveryPoint));
        Assert.Empty((await server.Client.Alerts()).Alerts);
    }

    [Fact]
    public async Task Protect_WithoutVault_RefusesOnline()
    {
        await using var server = await RunningServer.Start(prepare: pool => pool.VaultState = new("notRegistered", null, null, null, null, null, 0, 0));
        Assert.Equal(ErrorCode.VaultNotRegistered, await Refused(server.Client.Protect(new ProtectRequest([server.Source], Online: true))));
    }

    [Fact]
    public async Task Protect_PathsThatCannotBeProtected_AreRefusedAndNothingIsMade()
    {
        await using var server = await RunningServer.Start();
        var link = Path.Combine(server.Folder, "link");
        Directory.CreateSymbolicLink(link, server.Data);
        Assert.Equal(ErrorCode.PathRefused, await Refused(server.Client.Protect(new ProtectRequest(["relative"]))));
        Assert.Equal(ErrorCode.PathNotFound, await Refused(server.Client.Protect(new ProtectRequest([server.Source, server.Source + "/nothing"]))));
        Assert.Equal(ErrorCode.PathRefused, await Refused(server.Client.Protect(new ProtectRequest([server.Data]))));
        Assert.Equal(ErrorCode.PathRefused, await Refused(server.Client.Protect(new ProtectRequest([server.Data + "/catalog"]))));
        Assert.Equal(ErrorCode.PathRefused, await Refused(server.Client.Protect(new ProtectRequest([link]))));
        Assert.Equal(ErrorCode.PathRefused, await Refused(server.Client.Protect(new ProtectRequest([link + "/catalog"]))));
        Assert.Equal(ErrorCode.NothingToProtect, await Refused(server.Client.Protect(new ProtectRequest([]))));
        Assert.Equal(ErrorCode.BadGroupName, await Refused(server.Client.Protect(new ProtectRequest([server.Source], Group: "a/b"))));
        Assert.Equal(ErrorCode.BadExtension, await Refused(server.Client.Protect(new ProtectRequest([server.Source], ExcludeExtensions: ["tmp"]))));
        Assert.Equal(ErrorCode.BadRetention, await Refused(server.Client.Protect(new ProtectRequest([server.Source], RetentionDays: 449))));
        Assert.Equal(ErrorCode.AgentUnreachable, await Refused(server.Client.Protect(new ProtectRequest([server.Source], Server: "elsewhere"))));
        Assert.Empty((await server.Client.Sources()).Sources);
        Assert.Empty((await server.Client.Groups()).Groups);
        Assert.Empty((await server.Client.Jobs()).Jobs);
    }

    [Fact]
    public async Task Protect_FolderAboveTheDataFolder_LeavesHoldfastsDataOut()
    {
        await using var server = await RunningServer.Start();
        await server.Protect(path: server.Folder);
        Assert.Equal(["/data/"], server.Engine.Backups[0].ExcludeGlobs);
    }

    [Fact]
    public async Task Protect_FolderAboveADiskOrTheVault_LeavesThemOutAndRefusesWhatLiesWithin()
    {
        await using var server = await RunningServer.Start();
        var disk = server.MakeSource("source/pool *1");
        await server.Client.AddDisk(new AddDiskRequest(disk));
        server.Pool.VaultState = server.Pool.VaultState with { Address = server.MakeSource("source/vault") };
        await server.Protect();
        Assert.Equal([@"/pool \*1/", "/vault/"], server.Engine.Backups[0].ExcludeGlobs);
        Assert.Equal(ErrorCode.PathRefused, await Refused(server.Client.Protect(new ProtectRequest([disk]))));
        Assert.Equal(ErrorCode.RecoveryTargetRefused, await Refused(server.Client.Recover(new RecoverRequest("source", To: disk + "/x"))));
    }

    [Fact]
    public async Task Protect_SeveralPathsWithExclusions_MakesAJobForEach()
    {
        await using var server = await RunningServer.Start();
        var request = new ProtectRequest([server.MakeSource("one"), server.MakeSource("two")], "Files", ["cache/"], [".tmp"], RetentionDays: 30);
        var jobs = (await server.Client.Protect(request)).Jobs;
        foreach (var job in jobs) Assert.Equal(JobStates.Succeeded, (await server.Wait(job)).State);
        Assert.Equal(2, jobs.Select(job => job.Source).Distinct().Count());
        Assert.All(server.Engine.Backups, backup => Assert.Equal(("cache/", ".tmp", false), (backup.ExcludeGlobs.Single(), backup.ExcludeExtensions.Single(), backup.CrossMountPoints)));
        var group = await server.Client.Group("files");
        Assert.Equal((30, 2), (group.RetentionDays, group.Sources.Count));

        // Exclusions stay unless others are given.
        await server.Protect(path: Path.Combine(server.Folder, "one"));
        Assert.Equal("cache/", server.Engine.Backups[^1].ExcludeGlobs.Single());
    }

    [Fact]
    public async Task Protect_MemberOfAnotherGroup_IsRefused()
    {
        await using var server = await RunningServer.Start();
        await server.Protect(group: "One");
        Assert.Equal(ErrorCode.SourceInOtherGroup, await Refused(server.Client.Protect(new ProtectRequest([server.Source], Group: "Two"))));
        Assert.Equal(JobStates.Succeeded, (await server.Protect(group: "ONE")).State);
        Assert.Equal(JobStates.Succeeded, (await server.Protect()).State);
        Assert.Single((await server.Client.Groups()).Groups);
    }

    [Fact]
    public async Task SyncAndCheck_ReachTheEngineAsTheyShould()
    {
        await using var server = await RunningServer.Start();
        await server.Protect(online: true);
        var sync = await server.Wait(server.Client.Synchronize(new RunRequest(Source: server.Source)));
        var check = await server.Wait(server.Client.Check(new RunRequest(Group: "Default")));
        Assert.Equal((JobTypes.Synchronization, JobTypes.ConsistencyCheck), (sync.Type, check.Type));
        Assert.Null(sync.RecoveryPoint);
        Assert.Equal((false, false), (server.Engine.Backups[1].IsRecoveryPoint, server.Engine.Backups[1].ReadEverything));
        Assert.Equal((false, true), (server.Engine.Backups[2].IsRecoveryPoint, server.Engine.Backups[2].ReadEverything));
        Assert.Single((await server.Client.RecoveryPoints()).RecoveryPoints);
        Assert.Equal(ErrorCode.NothingToProtect, await Refused(server.Client.Check(new RunRequest())));
        Assert.Equal(ErrorCode.NotFound, await Refused(server.Client.Check(new RunRequest(Source: "nothing"))));
    }

    internal static async Task<ErrorCode> Refused<T>(Task<T> call) => (await Assert.ThrowsAsync<HoldfastException>(() => call)).Code;
}
