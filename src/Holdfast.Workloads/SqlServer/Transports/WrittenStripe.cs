using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.SqlServer.Transports;

/// <summary>One file of a backup that is being taken.</summary>
/// <param name="Key">A short name for it, with slashes.</param>
internal sealed record WrittenStripe(string Key, IObjectReceiver Receiver);
