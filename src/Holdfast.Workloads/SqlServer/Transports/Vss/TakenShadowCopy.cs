using Holdfast.Workloads.ShadowCopies.Requester;
using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.SqlServer.Transports.Vss;

/// <summary>A full backup that is in the sink, and the session whose writer waits to hear of it.</summary>
internal sealed record TakenShadowCopy(BackupSet Set, ShadowCopySession Session);
