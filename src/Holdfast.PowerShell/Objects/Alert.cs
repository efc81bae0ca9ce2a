using Holdfast.PowerShell.Views;
using Holdfast.Contracts.Api;
using Holdfast.PowerShell.Connections;

namespace Holdfast.PowerShell.Objects;

/// <summary>Something that somebody has to look at.</summary>
[View("Severity", "AlertType", "ProductionServerName", "ProtectionGroup", "OccurredSince", "Status")]
public sealed class Alert : ServerObject
{
    internal Alert(DpmServer server, AlertInfo info) : base(server) => Info = info;

    internal AlertInfo Info { get; }

    public string AlertId => Info.Id;

    /// <summary>Such as diskMissing; docs/monitoring.md lists them.</summary>
    public string AlertType => Info.Type;

    /// <summary>Critical, Warning, Informational.</summary>
    public string Severity => char.ToUpperInvariant(Info.Severity[0]) + Info.Severity[1..];

    /// <summary>Active, Resolved.</summary>
    public string Status => char.ToUpperInvariant(Info.State[0]) + Info.State[1..];

    public string Title => Info.Title;

    public string ErrorInfo => Info.Message;

    public int ErrorCode => (int)Info.Code;

    public string RecommendedAction => Info.Remedy;

    public string? ProductionServerName => Info.Server;

    public string? ProtectionGroup => Info.Group;

    public DateTime OccurredSince => Info.Created.LocalDateTime;

    public DateTime LastSeen => Info.LastSeen.LocalDateTime;

    public DateTime? ResolvedTime => Info.Resolved?.LocalDateTime;

    public override string ToString() => $"{AlertType}: {ErrorInfo}";
}
