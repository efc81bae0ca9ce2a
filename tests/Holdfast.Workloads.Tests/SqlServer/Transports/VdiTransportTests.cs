using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SqlServer.Driver;
using Holdfast.Workloads.SqlServer.Transports;
using Holdfast.Workloads.SqlServer.Transports.Vdi;
using Holdfast.Workloads.Tests.SqlServer.Flows;

namespace Holdfast.Workloads.Tests.SqlServer.Transports;

/// <summary>Virtual devices against a stand-in that plays the server's side.</summary>
public sealed class VdiTransportTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Backup_ThroughDevices_IsWholeAndRestoresThroughThem(bool hasComplete)
    {
        using var db = new Protected("vdi");
        db.Devices.HasComplete = hasComplete;
        foreach (var type in new[] { BackupType.Full, BackupType.Log, BackupType.Incremental, BackupType.Log }) db.Back(type);
        Assert.DoesNotContain(db.Instance.Log, statement => statement.Contains("CREDENTIAL"));
        Assert.Equal("BACKUP DATABASE [Sales] TO VIRTUAL_DEVICE WITH FORMAT, CHECKSUM, NO_COMPRESSION", db.Instance.Log[0]);
        Assert.Equal(3, db.Files(3).Count);
        db.Recover(Protected.Ask(latest: true));
        Assert.Equal("ONLINE", db.Instance["Sales"].State);
        Assert.Equal(4, db.Instance["Sales"].Restored.Count);
        Assert.True(db.Devices.WasClosed);
        Assert.Equal(0, db.Instance.OpenSessions);
    }

    [Fact]
    public void Backup_ByThreeDevices_TakesThreeStripes()
    {
        using var db = new Protected("vdi");
        db.Options["stripes"] = "3";
        db.Back(BackupType.Full);
        Assert.Equal(3, db.Files(0).Count);
    }

    [Fact]
    public void Log_IsDurableBeforeTheServerHearsThatItIs()
    {
        using var db = new Protected("vdi");
        db.Back(BackupType.Full);
        var seen = new List<(VirtualCommandCode Code, int Complete)>();
        db.Devices.OnCommand = (code, _) => seen.Add((code, Directory.EnumerateFiles(db.Keep, "*.trn").Count()));
        // What it answers to the command that ends the backup is what lets SQL Server truncate its log.
        db.Back(BackupType.Log, commit: false);
        Assert.Equal((VirtualCommandCode.Complete, 0), seen[^1]);
        Assert.Single(Directory.EnumerateFiles(db.Keep, "*.trn"));
    }

    [Theory]
    [InlineData(nameof(VirtualCommandCode.Write))]
    [InlineData(nameof(VirtualCommandCode.Flush))]
    [InlineData(nameof(VirtualCommandCode.Complete))]
    public void Backup_FailureAtAnyCommand_IsToldToTheServerAndToTheCaller(string command)
    {
        var at = Enum.Parse<VirtualCommandCode>(command);
        using var db = new Protected("vdi");
        db.Devices.OnCommand = (code, _) => { if (code == at) throw new IOException("the store is full"); };
        var fault = Assert.ThrowsAny<Exception>(() => db.Back(BackupType.Full));
        Assert.Contains("the store is full", fault.Message);
        Assert.True(db.Devices.WasAborted && db.Devices.WasClosed);
        if (at == VirtualCommandCode.Write) Assert.Empty(db.Sink!.Files);
        Assert.Equal(0, db.Instance.OpenSessions);
    }

    [Fact]
    public void Backup_FailureAtEveryCommandInTurn_NeverCounts()
    {
        using var probe = new Protected("vdi");
        probe.Back(BackupType.Full);
        var commands = probe.Devices.Commands.Count;
        Assert.True(commands > 10);
        for (var number = 1; number <= commands; number++)
        {
            using var db = new Protected("vdi");
            var count = 0;
            db.Devices.OnCommand = (_, _) => { if (++count == number) throw new IOException("gone"); };
            Assert.ThrowsAny<Exception>(() => db.Back(BackupType.Full));
            Assert.True(db.Devices.WasAborted, $"command {number}");
        }
    }

    [Fact]
    public void Backup_StatementRefusedBeforeAnyDeviceOpens_SaysWhatTheServerSaid()
    {
        using var db = new Protected("vdi");
        db.Instance.Before = text => { if (text.StartsWith("BACKUP", StringComparison.Ordinal)) throw new SqlFailure([262], "BACKUP DATABASE permission denied."); };
        var fault = Assert.Throws<WorkloadException>(() => db.Back(BackupType.Full));
        Assert.Equal(WorkloadFault.RightMissing, fault.Fault);
        Assert.Contains("permission denied", fault.Message);
        Assert.True(db.Devices.WasClosed);
    }

    [Fact]
    public void Restore_ContentThatEndsEarly_FailsWithTheServersWords()
    {
        using var db = new Protected("vdi");
        db.Back(BackupType.Full);
        var path = db.Files(0).Keys.Single();
        db.Files(0)[path] = db.Files(0)[path][..40_000];
        Assert.ThrowsAny<Exception>(() => db.Recover(Protected.Ask(RecoveryDestination.Instance, name: "Copy")));
        Assert.True(db.Devices.WasClosed);
    }

    [Fact]
    public void Loop_CommandsThatAreNotKnown_AreRefusedAndTheRestGoesOn()
    {
        var device = new ScriptedDevice((VirtualCommandCode)4, VirtualCommandCode.ClearError, VirtualCommandCode.Write, VirtualCommandCode.Complete, VirtualCommandCode.Write);
        var receiver = new Received();
        new VirtualDeviceLoop(device, hasComplete: true).Receive(receiver, CancellationToken.None);
        Assert.Equal([VirtualCompletion.NotSupported, VirtualCompletion.Success, VirtualCompletion.Success, VirtualCompletion.Success, VirtualCompletion.NotSupported], device.Completions);
        Assert.Equal((8, 1), (receiver.Length, receiver.Completed));
    }

    [Fact]
    public void Loop_ClosedBeforeTheEndWasSaid_IsAFailure() =>
        Assert.Equal(WorkloadFault.ApplicationFailed, Assert.Throws<WorkloadException>(() => new VirtualDeviceLoop(new ScriptedDevice(VirtualCommandCode.Write), hasComplete: true).Receive(new Received(), CancellationToken.None)).Fault);

    [Fact]
    public void Structures_OfTheInterface_HaveTheirDocumentedSizes()
    {
        unsafe
        {
            Assert.Equal(44, sizeof(VirtualDeviceConfiguration));
            Assert.Equal(24, sizeof(NativeCommand));
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(80L << 30, 2)]
    [InlineData(1L << 40, 14)]
    public void Stripes_BySize_StayBelowTheLimitOfParts(long size, int stripes) => Assert.Equal(stripes, StripePlan.For(size, new()));

    [Fact]
    public void Stripes_BeyondWhatSqlServerTakes_AreRefused() => Assert.Equal(WorkloadFault.NotPossible, Assert.Throws<WorkloadException>(() => StripePlan.For(6L << 40, new())).Fault);

    private sealed class Received : IObjectReceiver
    {
        public int Length { get; private set; }

        public int Completed { get; private set; }

        public void Append(ReadOnlySpan<byte> bytes) => Length += bytes.Length;

        public void Complete() => Completed++;

        public void Abort() => Completed = -1;
    }

    private sealed class ScriptedDevice(params VirtualCommandCode[] commands) : IVirtualDevice
    {
        private int _next;

        public List<VirtualCompletion> Completions { get; } = [];

        public VirtualDeviceState Next(TimeSpan timeout, out IVirtualCommand? command)
        {
            command = _next < commands.Length ? new FakeDevices.Command(commands[_next++], new byte[8]) : null;
            return command is null ? VirtualDeviceState.Closed : VirtualDeviceState.Command;
        }

        public void Complete(IVirtualCommand command, VirtualCompletion completion, int transferred) => Completions.Add(completion);
    }
}
