using Holdfast.Workloads.SqlServer.Planning;
using Holdfast.Workloads.SqlServer.Transports;
using Holdfast.Workloads.SqlServer.Transports.Vss;

namespace Holdfast.Workloads.SqlServer.Recovery;

/// <summary>What a restore reads.</summary>
/// <param name="Held">The set and its point.</param>
/// <param name="Stripes">Files of a set that SQL Server wrote.</param>
/// <param name="ShadowCopy">Puts back a set that is a shadow copy; throws where this computer cannot.</param>
internal sealed record RestoreSources(Func<BackupSet, HeldSet> Held, Func<BackupSet, IReadOnlyList<ReadStripe>> Stripes, Func<ShadowRestore> ShadowCopy);
