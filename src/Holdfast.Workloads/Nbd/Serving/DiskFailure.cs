namespace Holdfast.Workloads.Nbd.Serving;

/// <summary>The disk could not be read. Never leaves <see cref="NbdServer"/>: the client is told.</summary>
internal sealed class DiskFailure(Exception inner) : Exception("The disk could not be read.", inner);
