namespace Holdfast.Workloads.Tests.VirtualMachines.HyperV.Support;

internal sealed record FakeCheckpoint(string Id, bool IsRecovery, int Consistency, int GuestBackup);
