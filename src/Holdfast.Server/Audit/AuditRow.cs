namespace Holdfast.Server.Audit;

/// <summary>One row of the audit log in the catalog.</summary>
internal sealed record AuditRow
{
    public long Seq { get; init; }

    public long Time { get; init; }

    public string Actor { get; init; } = "";

    public string Action { get; init; } = "";

    public string Subject { get; init; } = "";

    public string Outcome { get; init; } = "";

    public string PreviousHash { get; init; } = "";

    public string Hash { get; init; } = "";
}
