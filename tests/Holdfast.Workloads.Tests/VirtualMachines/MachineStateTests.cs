using System.Text;
using System.Text.Json;
using Holdfast.Testing.Damage;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Disks;
using Holdfast.Workloads.VirtualMachines;

namespace Holdfast.Workloads.Tests.VirtualMachines;

public sealed class MachineStateTests
{
    private static readonly MachineState State = new(
        MachineState.CurrentFormat, "5b1f", "web", [Disk("sda", 0), Disk("sdb", 1)], [new ExcludedFile("sda", "2/pagefile.sys", 4096, [new ByteRange(1 << 20, 4096)])], JsonElement.Parse("""{"bitmap":"holdfast-1"}"""));

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var read = MachineState.Read(Document(State.Write()));

        Assert.Equal(State.Disks, read.Disks);
        var (written, left) = (Assert.Single(State.Exclusions), Assert.Single(read.Exclusions));
        Assert.Equal((written.Disk, written.Path, written.Length), (left.Disk, left.Path, left.Length));
        Assert.Equal(written.Cover, left.Cover);
        Assert.Equal("holdfast-1", read.Own.GetProperty("bitmap").GetString());
        Assert.Equal(("5b1f", "web"), (read.Machine, read.Name));
    }

    [Theory]
    [InlineData("disks/sda/../../etc")]
    [InlineData("disks/../sda")]
    [InlineData("/disks/sda")]
    [InlineData("machine/sda")]
    [InlineData("disks/")]
    public void Read_PathThatLeavesItsPlace_IsRefused(string path)
    {
        var text = Encoding.UTF8.GetString(State.Write()).Replace("\"disks/sdb\"", JsonSerializer.Serialize(path, JsonSerializerOptions.Default), StringComparison.Ordinal);

        Assert.Equal(WorkloadFault.NotRecoverable, Assert.Throws<WorkloadException>(() => MachineState.Read(Document(Encoding.UTF8.GetBytes(text)))).Fault);
    }

    [Fact]
    public void Write_TwoDisksOfOneName_IsRefused() =>
        Assert.Equal(WorkloadFault.NotPossible, Assert.Throws<WorkloadException>(() => (State with { Disks = [Disk("sda", 0), Disk("sda", 1)] }).Write()).Fault);

    [Fact]
    public void Read_DamagedStates_AreReadOrRefused()
    {
        var (read, refused) = Mutations.Run(70, 5000, [State.Write(), (State with { Exclusions = [], Disks = [Disk("a", 0)] }).Write()], stream =>
        {
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            MachineState.Read(Document(bytes));
        }, error => error is WorkloadException { Fault: WorkloadFault.NotRecoverable });

        Assert.True(read > 20, $"{read} were read");
        Assert.True(refused > 1000, $"{refused} were refused");
    }

    private static MachineDisk Disk(string name, int order) => new(name, "disks/" + name, 1 << 30, 512, "qcow2", 65536, 65536, order, "virtio" + order, null);

    private static BackupDocument Document(byte[] state) =>
        new("qemu", BackupType.Full, null, ConsistencyGuarantee.Crash, DateTimeOffset.UnixEpoch, "", "", state);
}
