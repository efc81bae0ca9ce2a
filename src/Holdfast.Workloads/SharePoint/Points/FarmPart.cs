using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SharePoint.Farm;

namespace Holdfast.Workloads.SharePoint.Points;

/// <summary>A database in a farm's point.</summary>
/// <param name="Folder">Where its backup sets lie: what the database's own point would have lies beneath.</param>
/// <param name="Consistent">The moment that its sets bring back.</param>
/// <param name="State">What its own point would say, compressed (Brotli).</param>
internal sealed record FarmPart(FarmDatabase Database, string Folder, BackupType Type, ConsistencyGuarantee Guarantee, DateTimeOffset Consistent, string Start, string End, byte[] State);
