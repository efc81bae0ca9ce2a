using Holdfast.Contracts.Api;

namespace Holdfast.Server.Tests.Applications;

/// <summary>What a power cut leaves of an application's backup and of its followed log, at the places where it counts: kept from the disk at that moment, and started from.</summary>
public sealed class KilledBackupTests
{
    [Fact]
    public async Task Backup_CutOffAfterTheCommit_IsListedOnceAndMadeUpForByTheNext()
    {
        await using var server = await LedgerServer.Start();
        server.Add("one");
        await server.Protect();
        await server.Covered(server.Add("two"));
        server.Ledger.OnCommitted = () =>
        {
            server.KeepPresent();
            return false;
        };
        var cut = await server.Point();
        Assert.Equal(1, server.Ledger.Committed);
        server.Ledger.OnCommitted = null;
        // The job that was cut off goes on by itself; until then the application does not answer.
        server.Ledger.IsDown = true;
        await server.LaunchKept();
        var restored = Assert.Single(await server.Points(), point => point.Id == cut.RecoveryPoint);
        Assert.Equal(("ledger", "incremental", "application"), (restored.Kind, restored.Type, restored.Guarantee));
        Assert.Equal(2, (await server.Points()).Count);

        server.Ledger.IsDown = false;
        await server.Client.WaitForJob(cut.Id, null, TimeSpan.Zero, ApplicationServer.Deadline());
        server.Add("three");
        Assert.Equal(JobStates.Succeeded, (await server.Point()).State);
        Assert.True(server.Ledger.Committed > 1, "The application never heard.");
        Assert.Distinct((await server.Points()).Select(point => point.Id));
        await server.Recover("cut", cut.RecoveryPoint!);
        Assert.Equal(["one", "two"], server.Recovered("cut"));
        await server.Recover("all", "latest");
        Assert.Equal(["one", "two", "three"], server.Recovered("all"));
        Assert.Equal(JobStates.Succeeded, (await server.Wait(server.Client.Verify(new VerifyRequest()))).State);
    }

    [Fact]
    public async Task Backup_CutOffBeforeTheCommit_ListsNothingAndLosesNothing()
    {
        await using var server = await LedgerServer.Start();
        server.Add("one");
        var first = await server.Protect();
        await server.Covered(server.Add("two"));
        server.Ledger.OnHandedOver = server.KeepPresent;
        var cut = await server.Point();
        server.Ledger.OnHandedOver = null;
        var heard = server.Ledger.Committed;
        server.Ledger.IsDown = true;
        await server.LaunchKept();
        Assert.Equal(first.RecoveryPoint, Assert.Single(await server.Points()).Id);
        Assert.DoesNotContain(server.PointFiles(), file => file.Contains(cut.RecoveryPoint!, StringComparison.Ordinal));

        server.Ledger.IsDown = false;
        await server.Client.WaitForJob(cut.Id, null, TimeSpan.Zero, ApplicationServer.Deadline());
        Assert.Equal(JobStates.Succeeded, (await server.Point()).State);
        Assert.True(server.Ledger.Committed > heard, "The application never heard.");
        await server.Covered(server.Add("three"));
        await server.Recover("all", "latest");
        Assert.Equal(["one", "two", "three"], server.Recovered("all"));
        Assert.Equal(JobStates.Succeeded, (await server.Wait(server.Client.Verify(new VerifyRequest()))).State);
    }

    [Fact]
    public async Task Follow_CutOffBeforeTheEarlierStateWasDeleted_IsOneLogThatGoesOn()
    {
        await using var server = await LedgerServer.Start();
        server.Add("one");
        await server.Protect();
        await server.Covered(server.Add("two"));
        // The state before it goes only after the new one is told.
        await server.Until(() => Task.FromResult(server.PointFiles().Length == 2));
        var earlier = server.PointFiles().ToDictionary(file => file, File.ReadAllBytes);
        await server.Covered(server.Add("three"));
        await server.Stop();
        var gone = earlier.Keys.Except(server.PointFiles()).ToList();
        // The state before lies there again, as if its deletion had never come.
        File.WriteAllBytes(Assert.Single(gone), earlier[gone[0]]);
        Assert.Equal(3, server.PointFiles().Length);

        await server.Launch();
        var four = server.Add("four");
        var range = await server.Covered(four);
        Assert.Equal("following", range.Log!.State);
        Assert.Equal(four, Assert.Single(range.Ranges).To);
        await server.Until(() => Task.FromResult(server.PointFiles().Length == 2));
        Assert.Single(await server.Points());
        await server.Recover("all", "latest");
        Assert.Equal(["one", "two", "three", "four"], server.Recovered("all"));
    }

    [Fact]
    public async Task Follow_CutOffBetweenCommits_TakesWhatWasNotDurableOnceMore()
    {
        await using var server = await LedgerServer.Start();
        server.Add("one");
        await server.Protect();
        var two = server.Add("two");
        await server.Covered(two);
        server.KeepPresent();
        await server.Covered(server.Add("three"));
        await server.LaunchKept();
        var four = server.Add("four");
        await server.Covered(four);
        await server.Recover("two", two.ToString("O"));
        Assert.Equal(["one", "two"], server.Recovered("two"));
        await server.Recover("all", "latest");
        Assert.Equal(["one", "two", "three", "four"], server.Recovered("all"));
    }
}
