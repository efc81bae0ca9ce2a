namespace Holdfast.Workloads.Applications;


/// <summary>What a backup was, kept in its recovery point: application metadata that the platform's recovery needs.</summary>
/// <param name="Type">What was read.</param>
/// <param name="Why">Why it was more than was wanted; null where it was not.</param>
/// <param name="Consistent">The moment, by the application's clock, that recovering this point alone brings back.</param>
/// <param name="Start">Where its log must begin to be replayed: an LSN as the application writes it; empty where there is none.</param>
/// <param name="End">From where on it is consistent.</param>
/// <param name="State">The workload's own facts, UTF-8 JSON of at most 1 MiB; nobody else reads them.</param>
public sealed record BackupDocument(
    string Kind, BackupType Type, string? Why, ConsistencyGuarantee Guarantee, DateTimeOffset Consistent, string Start, string End, byte[] State);
