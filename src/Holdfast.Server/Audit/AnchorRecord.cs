namespace Holdfast.Server.Audit;

/// <summary>The head of the audit log at some time, as pool and vault keep it.</summary>
internal sealed record AnchorRecord(long Seq, string Hash, DateTimeOffset Time);
