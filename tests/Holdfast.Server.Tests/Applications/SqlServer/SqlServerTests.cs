using System.Net;
using System.Net.Sockets;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Tests.Applications.SqlServer;

/// <summary>SQL Server through the whole server and its real endpoint, over TLS; only the instance is a stand-in, which writes and reads as an S3 client does.</summary>
public sealed class SqlServerTests
{
    [Fact]
    public async Task Recover_MomentBetweenLogs_RestoresWhatWasSentByteForByte()
    {
        await using var site = await SqlServerSite.Start();
        Assert.Equal(JobStates.Succeeded, (await site.ProtectStriped()).State);
        Assert.Equal(JobStates.Succeeded, (await site.Synchronize()).State);
        Assert.Equal(JobStates.Succeeded, (await site.Point()).State);
        var between = Assert.Single(await site.Points(), point => point.Type == "incremental").Consistent!.Value;
        Assert.Equal(JobStates.Succeeded, (await site.Synchronize()).State);
        Assert.Equal(JobStates.Succeeded, (await site.Synchronize()).State);

        var points = (await site.Points()).OrderBy(point => point.Created).ToList();
        Assert.Equal(["full", "log", "incremental", "log", "log"], points.Select(point => point.Type));
        Assert.All(points, point => Assert.Equal(("sqlServer", "application"), (point.Kind, point.Guarantee)));
        Assert.Equal(3, site.Place.Parts.Count(part => part.StartsWith("full/", StringComparison.Ordinal) && part.Contains("-2.bak", StringComparison.Ordinal)));
        Assert.Empty(site.Waiting());

        var moment = between.AddMinutes(20);
        var recovered = await site.Wait(site.Client.Recover(new RecoverRequest(site.Address, moment.ToString("O")) { Instance = "sqlserver://db1.example.com", NewName = "Copy" }));
        Assert.True(recovered.State == JobStates.Succeeded, recovered.Errors.FirstOrDefault()?.Message);
        Assert.Equal(moment, recovered.Plan!.Reached);
        // Two files of each of full and differential, and the two logs that lead to the moment.
        Assert.Equal(["Full", "Full", "Differential", "Differential", "Log", "Log"], site.Instance["Copy"].Restored.Select(set => set.Split(' ')[0]));
        Assert.Equal("ONLINE", site.Instance["Copy"].State);
        Assert.Contains(site.Instance.Log, statement => statement.StartsWith("RESTORE LOG [Copy]", StringComparison.Ordinal) && statement.Contains("STOPAT", StringComparison.Ordinal));
        Assert.True(site.Place.Ranges.Count > 20, "It came down in ranges.");

        var drill = (await site.Wait(site.Client.Applications.Drill(new DrillRequest(site.Address)))).Drill!;
        Assert.True(drill.Sound, string.Join(' ', drill.Findings));
        Assert.Equal("read", drill.Depth);
        site.AssertClean();
    }

    [Fact]
    public async Task Log_EndpointAnswersComplete_IsDurableHereAlready()
    {
        await using var site = await SqlServerSite.Start();
        await site.ProtectStriped();
        var (before, after, modes) = (new List<string>(), new List<(string Name, bool IsWhole)>(), new List<UnixFileMode>());
        site.Place.OnSent = key => before.AddRange(site.Waiting().Select(file => Path.GetExtension(file)));
        site.Place.OnComplete = (key, media) =>
        {
            after.AddRange(site.Waiting().Select(file => (Path.GetFileName(file), File.ReadAllBytes(file).AsSpan().SequenceEqual(media))));
            if (!OperatingSystem.IsWindows()) modes.AddRange(site.Waiting().Select(File.GetUnixFileMode));
        };
        Assert.Equal(JobStates.Succeeded, (await site.Synchronize()).State);
        Assert.DoesNotContain(".trn", before);
        var (name, isWhole) = Assert.Single(after);
        Assert.True(name.EndsWith(".trn", StringComparison.Ordinal) && isWhole, name);
        Assert.All(modes, mode => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode));
        Assert.Empty(site.Waiting());
    }

    [Fact]
    public async Task Log_PowerCutAfterSqlServerTruncated_IsInThePointOfTheNextRun()
    {
        await using var site = await SqlServerSite.Start();
        await site.ProtectStriped();
        site.Place.OnComplete = (_, _) => site.KeepPresent();
        var cut = await site.Synchronize();
        site.Place.OnComplete = null;
        await site.LaunchKept();
        // SQL Server has truncated that log: nobody else has it.
        Assert.DoesNotContain(await site.Points(), point => point.Id == cut.RecoveryPoint);
        var next = await site.Synchronize();
        Assert.True(next.State == JobStates.Succeeded, next.Errors.FirstOrDefault()?.Message);
        Assert.DoesNotContain(await site.Points(), point => point.Type == "incremental");
        Assert.Empty(site.Waiting());
        var recovered = await site.Wait(site.Client.Recover(new RecoverRequest(site.Address, "latest") { Instance = "sqlserver://db1.example.com", NewName = "Copy" }));
        Assert.True(recovered.State == JobStates.Succeeded, recovered.Errors.FirstOrDefault()?.Message);
        // The stand-in holds no gap between them, and restores each in its order.
        Assert.Equal(2, site.Instance["Copy"].Restored.Count(set => set.StartsWith("Full", StringComparison.Ordinal)));
        Assert.True(site.Instance["Copy"].Restored.Count(set => set.StartsWith("Log", StringComparison.Ordinal)) >= 2);
    }

    [Theory]
    [InlineData("full/")]
    [InlineData("log/")]
    public async Task Backup_ConnectionIsCutInTheMiddle_ListsNothingAndTheNextOneIsWhole(string kind)
    {
        await using var site = await SqlServerSite.Start();
        if (kind == "log/") await site.ProtectStriped();
        var before = (await site.Points()).Count;
        site.Place.OnPart = (key, number) =>
        {
            if (key.StartsWith(kind, StringComparison.Ordinal) && (kind == "log/" || number == 2)) site.Place.Cut();
        };
        var failed = kind == "log/" ? await site.Synchronize() : await site.ProtectStriped();
        Assert.Equal((JobStates.Failed, ErrorCode.ApplicationFailed), (failed.State, failed.Errors[0].Code));
        Assert.Equal(before, (await site.Points()).Count);
        Assert.Equal(before, site.PointFiles().Length);
        Assert.DoesNotContain(site.Waiting(), file => file.EndsWith(".trn", StringComparison.Ordinal));
        site.AssertClean();

        site.Place.OnPart = null;
        site.Place.Mend();
        var done = kind == "log/" ? await site.Synchronize() : await site.Point();
        Assert.True(done.State == JobStates.Succeeded, done.Errors.FirstOrDefault()?.Message);
        Assert.Equal(before + 1, (await site.Points()).Count);
        Assert.Empty(site.Waiting());
        site.AssertClean();
    }

    [Fact]
    public async Task Backup_EndpointCannotOpen_SaysSoAndLeavesNothingBehind()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var site = await SqlServerSite.Start($", \"objectEndpointPort\": {port}");
        var failed = await site.ProtectStriped();
        Assert.Equal((JobStates.Failed, ErrorCode.ObjectEndpointClosed), (failed.State, failed.Errors[0].Code));
        Assert.Empty(await site.Points());
        site.AssertClean();
        taken.Stop();
        Assert.Equal(JobStates.Succeeded, (await site.Point()).State);

        await site.Stop();
        using var again = new TcpListener(IPAddress.Loopback, port);
        again.Start();
        await site.Launch();
        var refused = await site.Wait(site.Client.Recover(new RecoverRequest(site.Address, Original: true) { Overwrite = true }));
        Assert.Equal((JobStates.Failed, ErrorCode.ObjectEndpointClosed), (refused.State, refused.Errors[0].Code));
        // Nobody was shut out of the database, and nothing of it was replaced.
        Assert.Equal(("ONLINE", false), (site.Database.State, site.Database.IsSingleUser));
        Assert.Empty(site.Database.Restored);
        site.AssertClean();
    }
}
