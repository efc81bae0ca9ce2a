using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SqlServer.Addresses;
using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.Tests.SqlServer.Planning;

public sealed class BackupRulesTests
{
    private static readonly BackupSet Full = Sets.Full(1, 10, 12, 10) with { Family = Sets.Id(99) };
    private static readonly DatabaseStatus Status = new()
    {
        Name = "Sales", Id = 7, Model = RecoveryModel.Full, Family = Sets.Id(99), Fork = Sets.Fork, LastLogBackup = Sets.Number(12), DifferentialBase = Full.Id, Version = 16,
    };

    [Fact]
    public void Decide_HealthyChain_TakesWhatIsWanted()
    {
        Assert.Equal(new BackupDecision(BackupSetKind.Log, false, null), Decide(BackupType.Log, Status));
        Assert.Equal(new BackupDecision(BackupSetKind.Differential, false, null), Decide(BackupType.Incremental, Status));
        Assert.Equal(new BackupDecision(BackupSetKind.Full, false, null), Decide(BackupType.Full, Status));
    }

    [Fact]
    public void Decide_NothingYet_TakesAFull() => Expect(BackupSetKind.Full, "no full backup yet", BackupRules.Decide(BackupType.Log, Status, []));

    [Fact]
    public void Decide_OnlyADamagedFull_TakesAFull() => Expect(BackupSetKind.Full, "no full backup yet", BackupRules.Decide(BackupType.Log, Status, [Full with { Damaged = true }]));

    [Fact]
    public void Decide_PseudoSimple_TakesAFullFirst() => Expect(BackupSetKind.Full, "log chain has not begun", Decide(BackupType.Log, Status with { LastLogBackup = null }));

    [Fact]
    public void Decide_SimpleModel_TakesADifferentialForALog() =>
        Expect(BackupSetKind.Differential, "SIMPLE keeps no log", BackupRules.Decide(BackupType.Log, Status with { Model = RecoveryModel.Simple, LastLogBackup = null }, [Full with { Model = RecoveryModel.Simple }]));

    [Theory]
    [InlineData(RecoveryModel.Simple, RecoveryModel.Full)]
    [InlineData(RecoveryModel.Full, RecoveryModel.Simple)]
    internal void Decide_ModelChanged_StartsAnew(RecoveryModel before, RecoveryModel now) =>
        Expect(BackupSetKind.Full, "recovery model was changed", BackupRules.Decide(BackupType.Log, Status with { Model = now }, [Full with { Model = before }]));

    [Fact]
    public void Decide_BulkLoggedAndBack_KeepsTheChain() => Assert.Null(Decide(BackupType.Log, Status with { Model = RecoveryModel.BulkLogged }).Why);

    [Fact]
    public void Decide_RestoredSince_StartsAnew() => Expect(BackupSetKind.Full, "restored since", Decide(BackupType.Log, Status with { Fork = Sets.Id(55) }));

    [Fact]
    public void Decide_MadeAnewUnderItsName_StartsAnew() => Expect(BackupSetKind.Full, "made anew", Decide(BackupType.Incremental, Status with { Family = Sets.Id(55) }));

    [Fact]
    public void Decide_ForeignFull_StartsAnewForADifferentialAndNotForALog()
    {
        var status = Status with { DifferentialBase = Sets.Id(55) };
        Expect(BackupSetKind.Full, "somebody else", Decide(BackupType.Incremental, status));
        Assert.Null(Decide(BackupType.Log, status).Why);
    }

    [Fact]
    public void Decide_ForeignLog_BridgesTheGapByADifferential()
    {
        Expect(BackupSetKind.Differential, "the log from LSN 30000000001200001 to 30000000002000001", Decide(BackupType.Log, Status with { LastLogBackup = Sets.Number(20) }));
        Expect(BackupSetKind.Full, "or is gone, and a full", Decide(BackupType.Log, Status with { LastLogBackup = Sets.Number(20), DifferentialBase = Sets.Id(55) }));
    }

    [Fact]
    public void Decide_AfterACopy_TakesLogsButNoDifferential()
    {
        BackupSet[] chain = [Full with { CopyOnly = true }];
        Assert.Null(BackupRules.Decide(BackupType.Log, Status, chain).Why);
        Expect(BackupSetKind.Full, "is a copy", BackupRules.Decide(BackupType.Incremental, Status, chain));
    }

    [Fact]
    public void Decide_Master_IsFullOnly() => Expect(BackupSetKind.Full, "full backups only", Decide(BackupType.Log, Status with { Name = "master", Id = 1, Model = RecoveryModel.Simple }));

    [Fact]
    public void Decide_SecondaryReplica_GivesCopiesAndLogs()
    {
        var secondary = Status with { IsSecondary = true };
        Assert.Equal(new BackupDecision(BackupSetKind.Full, true, null), Decide(BackupType.Full, secondary));
        Assert.Equal(BackupSetKind.Log, Decide(BackupType.Log, secondary).Kind);
        Expect(BackupSetKind.Log, "no differential", Decide(BackupType.Incremental, secondary));
        var gap = Decide(BackupType.Log, secondary with { LastLogBackup = Sets.Number(20) });
        Assert.Equal((BackupSetKind.Full, true), (gap.Kind, gap.CopyOnly));
        Assert.Equal(BackupSetKind.Differential, Decide(BackupType.Incremental, secondary with { Version = 17 }).Kind);
    }

    [Fact]
    public void Decide_ByShadowCopies_TakesLogsAndFullBackupsOnly()
    {
        BackupDecision ByVss(BackupType wanted, DatabaseStatus status) => BackupRules.Decide(wanted, status, [Full], SqlTransportKind.Vss);
        Assert.Equal(new BackupDecision(BackupSetKind.Log, false, null), ByVss(BackupType.Log, Status));
        Assert.Equal(new BackupDecision(BackupSetKind.Full, false, null), ByVss(BackupType.Full, Status));
        Expect(BackupSetKind.Full, "holds all of a database", ByVss(BackupType.Incremental, Status));
        Expect(BackupSetKind.Full, "by somebody else or is gone, and a shadow copy holds all", ByVss(BackupType.Log, Status with { LastLogBackup = Sets.Number(20) }));
        Assert.Contains("primary", Assert.Throws<WorkloadException>(() => ByVss(BackupType.Full, Status with { IsSecondary = true })).Remedy);
        Assert.Equal(BackupSetKind.Log, ByVss(BackupType.Log, Status with { IsSecondary = true }).Kind);
        Assert.Equal([BackupType.Full, BackupType.Log], BackupRules.Possible(Status, SqlTransportKind.Vss));
    }

    [Fact]
    public void Possible_ByModelAndRole_IsWhatDescribeOffers()
    {
        Assert.Equal([BackupType.Full, BackupType.Incremental, BackupType.Log], BackupRules.Possible(Status));
        Assert.Equal([BackupType.Full, BackupType.Incremental], BackupRules.Possible(Status with { Model = RecoveryModel.Simple }));
        Assert.Equal([BackupType.Full, BackupType.Incremental], BackupRules.Possible(Status with { IsReadOnly = true }));
        Assert.Equal([BackupType.Full, BackupType.Log], BackupRules.Possible(Status with { IsSecondary = true }));
        Assert.Equal([BackupType.Full], BackupRules.Possible(Status with { Name = "MASTER", Id = 1 }));
    }

    [Fact]
    public void Admit_WhatCannotBeBackedUp_IsRefusedWithTheReason()
    {
        BackupRules.Admit(Status);
        Assert.All(new[] { Status with { Name = "tempdb", Id = 2 }, Status with { IsSnapshot = true }, Status with { State = "RESTORING" }, Status with { IsPreferred = false } },
            status => Assert.Equal(WorkloadFault.NotPossible, Assert.Throws<WorkloadException>(() => BackupRules.Admit(status)).Fault));
    }

    private static BackupDecision Decide(BackupType wanted, DatabaseStatus status) => BackupRules.Decide(wanted, status, [Full]);

    private static void Expect(BackupSetKind kind, string why, BackupDecision decision)
    {
        Assert.Equal(kind, decision.Kind);
        Assert.Contains(why, decision.Why);
    }
}
