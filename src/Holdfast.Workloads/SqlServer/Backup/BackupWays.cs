using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.SqlServer.Transports;

namespace Holdfast.Workloads.SqlServer.Backup;

/// <summary>How a backup leaves SQL Server.</summary>
/// <param name="Open">Opens the transport of what SQL Server writes itself; called when it is known that such a backup is taken.</param>
/// <param name="ShadowCopies">Where full backups are taken by shadow copies; null: SQL Server writes them as well.</param>
internal sealed record BackupWays(Func<ISqlTransport> Open, IShadowCopyService? ShadowCopies);
