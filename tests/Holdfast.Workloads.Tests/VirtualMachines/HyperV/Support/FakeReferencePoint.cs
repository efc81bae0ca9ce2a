namespace Holdfast.Workloads.Tests.VirtualMachines.HyperV.Support;

internal sealed record FakeReferencePoint(string Id, IReadOnlyList<string> Disks, IReadOnlyList<string> TrackingIds);
